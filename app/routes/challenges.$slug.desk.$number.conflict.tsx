import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { declareConflict } from "~/judging/desk/declare-conflict.server";
import { entryToDeclare } from "~/judging/desk/desk.server";
import { type ConflictFields, ConflictForm } from "~/judging/desk/sheet.schema";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { numberIn, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { TextArea } from "~/ui/form-fields";
import { Crumb, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Declare a conflict · Palio" }];

export async function loader({ request, params: { slug = "", number } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  return data(await entryToDeclare({ slug, number: numberIn(number) }, viewer), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "", number } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const of = { slug, number: numberIn(number) };
  await entryToDeclare(of, viewer);
  const form = await readForm(request, ConflictForm);
  if (!form.ok) return invalid(form);
  const declared = await declareConflict({ ...of, ...form.value }, viewer);
  if (!declared.ok) return refuse(declared.refusal, form);
  const said = declared.value.freed ? "The entry goes to another juror." : "This entry will not be given to you.";
  return redirectSaying(paths.desk(slug), `Conflict declared. ${said}`);
}

export default function DeclareConflict() {
  const { challenge, entry } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<ConflictFields>({ id: "conflict", lastResult: useActionData<typeof action>() });
  return (
    <Main narrow tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.desk(challenge.slug)}>Your desk</a>
          </Crumb>
        }
        title={`Declare a conflict on entry ${entry.number}`}
        lede={`“${entry.title}”${entry.team ? `, by ${entry.team}` : ""}. You will not score it, and what you scored of it no longer counts. This cannot be taken back.`}
      />
      <FormErrors form={form} title="Not declared" />
      <PostForm form={form}>
        <TextArea
          field={fields.reason}
          label="What connects you"
          hint="Only the chair reads it. You need not say."
          rows={3}
          optional
        />
        <Acts>
          <Button main>Declare the conflict</Button>
          <LinkButton href={paths.desk(challenge.slug)}>Back to the desk</LinkButton>
        </Acts>
      </PostForm>
    </Main>
  );
}
