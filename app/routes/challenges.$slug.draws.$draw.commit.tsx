import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { type CommitFields, CommitForm } from "~/judging/draw/draw.schema";
import { drawForTeam } from "~/judging/draw/draws.server";
import { NumberMaker } from "~/judging/draw/number-maker";
import { commitToDraw } from "~/judging/draw/take-part.server";
import { instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { idIn, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { TextField } from "~/ui/form-fields";
import { Part } from "~/ui/layout";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Take part in the draw · Palio" }];

export async function loader({ request, params: { slug = "", draw } }: LoaderFunctionArgs) {
  return data(await drawForTeam({ slug, drawId: idIn(draw) }, await requireViewer(request)), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "", draw } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const drawId = idIn(draw);
  await drawForTeam({ slug, drawId }, viewer);
  const form = await readForm(request, CommitForm);
  if (!form.ok) return invalid(form);
  const committed = await commitToDraw({ slug, drawId, ...form.value }, viewer);
  if (!committed.ok) return refuse(committed.refusal, form);
  return redirectSaying(
    paths.challengeDraws(slug),
    "Your team takes part. Keep the number: it is opened when nobody can commit any more.",
  );
}

export default function TakePart() {
  const { challenge, draw, entry, whyNot } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<CommitFields>({ id: "commit", lastResult: useActionData<typeof action>() });
  const { slug, timeZone } = challenge;
  const { commitsUntil, dueAt } = draw;
  return (
    <Part id="take-part" title="Take part in the draw">
      <div className="stack">
        <p>
          Your team makes a random number, keeps it to itself, and commits to it here. When nobody can commit any more,
          everybody opens theirs, the city last; the seed is made of all of them, so that it is enough that one was
          random.
          {commitsUntil &&
            ` Commit until ${instantText(commitsUntil, timeZone)}, and open it from then until ${instantText(dueAt, timeZone)}. One member does it for the team, once.`}
        </p>
        <FormErrors form={form} title="Not committed" />
        {whyNot.commit === null && <NumberMaker draw={draw.id} entry={entry} fieldId={fields.commitment.id} />}
        <details>
          <summary>Make it with tools of your own</summary>
          <div className="stack">
            <p>The first line makes the number, which you keep; the second prints what you commit to.</p>
            <pre className="letter">
              <code>{`openssl rand -hex 32 | tee number.txt\nprintf 'palio-draw:${draw.id}:${entry}:%s' "$(cat number.txt)" | sha256sum`}</code>
            </pre>
          </div>
        </details>
        <PostForm form={form}>
          <TextField
            field={fields.commitment}
            label="Commitment"
            hint="SHA-256, 64 digits. It tells nothing of the number, and stands in the record from now on."
            code
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
          <Acts>
            <Button main disabledReason={whyNot.commit}>
              Commit to it
            </Button>
            <LinkButton href={paths.challengeDraws(slug)}>Back to the draws</LinkButton>
          </Acts>
        </PostForm>
      </div>
    </Part>
  );
}
