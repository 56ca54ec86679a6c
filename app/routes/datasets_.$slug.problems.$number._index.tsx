import { useForm } from "@conform-to/react";
import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer, viewerOf } from "~/accounts/session.server";
import { slugAsked } from "~/datasets/asked";
import { addRemark } from "~/datasets/issues/add-remark.server";
import { isClosed, whyNotReopen } from "~/datasets/issues/problem";
import { MOST_REMARK, type RemarkFields, RemarkForm } from "~/datasets/issues/problem.schema";
import { ProblemHead } from "~/datasets/issues/problem-head";
import { PlaceReading } from "~/datasets/issues/problem-place";
import { ProblemThread } from "~/datasets/issues/problem-thread";
import { problemForVisitor } from "~/datasets/issues/problem-thread.server";
import { titleFor } from "~/datasets/issues/problem-words";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { found, numberIn, publicPage, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { MarkdownField } from "~/ui/form-fields";
import { Note, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Pager } from "~/ui/table";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? titleFor(page.problem.title) : "A problem"} · Palio` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await viewerOf(request);
  const after = new URL(request.url).searchParams.get("after") ?? undefined;
  const asked = { slug: found(slugAsked(params.slug)), number: numberIn(params.number), after };
  const thread = await problemForVisitor(asked, viewer);
  return data({ ...thread, after, isSignedIn: viewer !== null }, publicPage(request));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const [slug, number] = [found(slugAsked(params.slug)), numberIn(params.number)];
  const form = await readForm(request, RemarkForm);
  if (!form.ok) return invalid(form);
  const added = await addRemark({ slug, number, ...form.value }, viewer);
  if (!added.ok) return refuse(added.refusal, form);
  return redirectSaying(paths.problem(slug, number), "Your words stand in the thread.");
}

export default function Problem() {
  const { problem, dataset, place, fixedIn, steps, next, after, isHidden, isSignedIn, by } =
    useLoaderData<typeof loader>();
  const [form, fields] = useForm<RemarkFields>({ id: "remark", lastResult: useActionData<typeof action>() });
  const { slug, organisation } = dataset;
  const here = paths.problem(slug, problem.number);
  return (
    <Main tincture="azure">
      <ProblemHead problem={problem} dataset={dataset} />
      {isHidden && (
        <Note>
          Where personal data may stand, only {organisation.name} and whoever reported it read the words. What becomes
          of it, and how long that takes, everyone sees.
        </Note>
      )}
      {place && (
        <Section first name="Where">
          <PlaceReading place={place} zone={organisation.timeZone} />
        </Section>
      )}
      <Section first={!place} name="Thread" note="Oldest first. What is said stands.">
        <ProblemThread
          steps={steps}
          organisation={organisation}
          fixedIn={fixedIn}
          hasReport={!after}
          isHidden={isHidden}
        />
        <Pager
          label="Pages of the thread"
          first={after ? here : null}
          next={next && paths.problem(slug, problem.number, { after: next })}
        />
        {(by.mayAnswer || (by.isReporter && isClosed(problem.state))) && (
          <Acts>
            {by.mayAnswer && (
              <LinkButton href={paths.problemAct(slug, problem.number, "answer")} main>
                Answer, and say what becomes of it
              </LinkButton>
            )}
            <LinkButton
              href={paths.problemAct(slug, problem.number, "reopen")}
              disabledReason={whyNotReopen(problem.state, by)?.message}
            >
              Reopen it
            </LinkButton>
          </Acts>
        )}
      </Section>
      {!isHidden && (
        <Section name="Add words" note="Do you see it too? Do you know more?">
          {isSignedIn ? (
            <>
              <FormErrors form={form} title="Not added" />
              <PostForm form={form} action={here}>
                <MarkdownField
                  field={fields.text}
                  label="Your words"
                  hint="Everyone reads them, under your name. In Markdown."
                  optional={false}
                  rows={5}
                  count={{ most: MOST_REMARK, unit: "characters" }}
                />
                <Button>Add them</Button>
              </PostForm>
            </>
          ) : (
            <LinkButton href={paths.signIn(here)}>Sign in to add words</LinkButton>
          )}
        </Section>
      )}
    </Main>
  );
}
