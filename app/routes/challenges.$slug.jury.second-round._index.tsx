import { type SubmissionResult, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { JurorsField, NamedJurors } from "~/judging/second/juror-fields";
import { openSecondRound } from "~/judging/second/open-second-round.server";
import { type SecondRoundFields, SecondRoundForm } from "~/judging/second/second.schema";
import { secondForChair } from "~/judging/second/second-for-chair.server";
import { count } from "~/kernel/text";
import { instantText, toLocalInput } from "~/kernel/time";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { DateTimeField } from "~/ui/form-fields";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Table } from "~/ui/table";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `The second round: ${page?.challenge.title} · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  return data(await secondForChair(slug, await requireViewer(request)), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await secondForChair(slug, viewer);
  const form = await readForm(request, SecondRoundForm);
  const answer = (status: number, formErrors?: string[]) =>
    data({ result: form.submission.reply({ formErrors }) as SubmissionResult }, { status });
  if (!form.ok) return answer(400);
  const opened = await openSecondRound({ slug, ...form.value }, viewer);
  if (!opened.ok) return answer(409, [opened.refusal.message]);
  const said = `The second round is open: ${count(opened.value.entries, "entry goes", "entries go")} on. Assign them to the jury.`;
  return redirectSaying(paths.juryAct(slug, "assign"), said);
}

export default function SecondRoundPage() {
  const page = useLoaderData<typeof loader>();
  const { challenge, second, terms, entries, isRanked, jurors, until, whyNotOpen, whyNotChange } = page;
  const last = useActionData<typeof action>();
  const [form, fields] = useForm<SecondRoundFields>({
    id: "second-round",
    lastResult: last?.result,
    defaultValue: {
      endsAt: toLocalInput(until, challenge.timeZone),
      jurors: jurors.map(({ number }) => String(number)),
    },
  });
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(challenge.slug)}>The jury of {challenge.title}</a>
          </Crumb>
        }
        title="The second round"
        lede={terms.join(" ")}
      />
      {isRanked && (
        <Section
          name="Who goes on"
          note="By the rule that was published. Scores are shown when both rounds are ranked."
        >
          <Table
            rows={entries}
            keyOf={({ number }) => number}
            columns={[
              { name: "Entry", head: true, cell: ({ number, title }) => `${number}. ${title}` },
              {
                name: "By the rule",
                folded: "By the rule",
                cell: ({ goesOn }) => (goesOn ? <b>goes on</b> : <span className="quiet">stays behind</span>),
              },
            ]}
          />
        </Section>
      )}
      {second.openedAt && second.endsAt ? (
        <>
          <Section name="It is open">
            <p>
              Opened on {instantText(second.openedAt, challenge.timeZone)}. Sheets are taken until{" "}
              {instantText(second.endsAt, challenge.timeZone)}.
            </p>
            <Acts>
              <LinkButton href={paths.extendSecondRound(challenge.slug)} disabledReason={whyNotChange}>
                Give more time
              </LinkButton>
            </Acts>
          </Section>
          <Section name="Who scores it" note="Whoever is not here is given nothing of it.">
            <div className="stack">
              <NamedJurors jurors={jurors} />
              <Acts>
                <LinkButton href={paths.secondJurors(challenge.slug)} disabledReason={whyNotChange}>
                  Change who scores it
                </LinkButton>
              </Acts>
            </div>
          </Section>
        </>
      ) : (
        <Section
          name="Open it"
          note="Once open, who goes on and which jurors score them stand in the public record, without names, and everyone registered is told."
        >
          <FormErrors form={form} title="Not opened" />
          <PostForm form={form}>
            <JurorsField
              field={fields.jurors}
              jurors={jurors}
              hint="All of the jury, unless you take somebody out. You can change it while the round runs."
            />
            <DateTimeField field={fields.endsAt} label="Sheets are taken until" zone={challenge.timeZone} />
            <Acts>
              <Button main disabledReason={whyNotOpen}>
                Open the second round
              </Button>
            </Acts>
          </PostForm>
        </Section>
      )}
    </Main>
  );
}
