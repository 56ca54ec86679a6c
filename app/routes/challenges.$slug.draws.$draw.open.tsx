import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { type OpenFields, OpenForm } from "~/judging/draw/draw.schema";
import { drawForTeam } from "~/judging/draw/draws.server";
import { NumberKept } from "~/judging/draw/number-maker";
import { openNumber } from "~/judging/draw/take-part.server";
import { instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { idIn, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button, LinkButton } from "~/ui/button";
import { Hash } from "~/ui/cert";
import { FormErrors, PostForm } from "~/ui/form";
import { TextField } from "~/ui/form-fields";
import { Part } from "~/ui/layout";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Open your number · Palio" }];

export async function loader({ request, params: { slug = "", draw } }: LoaderFunctionArgs) {
  return data(await drawForTeam({ slug, drawId: idIn(draw) }, await requireViewer(request)), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "", draw } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const drawId = idIn(draw);
  await drawForTeam({ slug, drawId }, viewer);
  const form = await readForm(request, OpenForm);
  if (!form.ok) return invalid(form);
  const opened = await openNumber({ slug, drawId, ...form.value }, viewer);
  if (!opened.ok) return refuse(opened.refusal, form);
  return redirectSaying(paths.challengeDraws(slug), "Your team’s number is opened.");
}

export default function OpenNumber() {
  const { challenge, draw, commitment, whyNot } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<OpenFields>({ id: "open", lastResult: useActionData<typeof action>() });
  const { slug, timeZone } = challenge;
  return (
    <Part id="number" title="Open your team’s number">
      <div className="stack">
        <p>
          Type the number that your team kept. It must be the one that was committed to
          {commitment && (
            <>
              {" "}
              (<Hash value={commitment} group={4} most={16} />
              …)
            </>
          )}
          . Until {instantText(draw.dueAt, timeZone)}; after that it is left out, and the record says that it was not
          opened.
        </p>
        <FormErrors form={form} title="Not opened" />
        {whyNot.open === null && <NumberKept draw={draw.id} fieldId={fields.nonce.id} />}
        <PostForm form={form}>
          <TextField
            field={fields.nonce}
            label="Your number"
            hint="64 digits from 0 to 9 and a to f."
            code
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
          <Acts>
            <Button main disabledReason={whyNot.open}>
              Open it
            </Button>
            <LinkButton href={paths.challengeDraws(slug)}>Back to the draws</LinkButton>
          </Acts>
        </PostForm>
      </div>
    </Part>
  );
}
