import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { type BeaconFields, BeaconForm } from "~/judging/draw/draw.schema";
import { DrawSource } from "~/judging/draw/draw-reading";
import { drawForChair } from "~/judging/draw/draws.server";
import { drawByBeacon } from "~/judging/draw/make-draw.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { idIn, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { TextArea } from "~/ui/form-fields";
import { Part } from "~/ui/layout";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Bring the round · Palio" }];

export async function loader({ request, params: { slug = "", draw } }: LoaderFunctionArgs) {
  return data(await drawForChair({ slug, drawId: idIn(draw) }, await requireViewer(request)), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "", draw } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const drawId = idIn(draw);
  await drawForChair({ slug, drawId }, viewer);
  const form = await readForm(request, BeaconForm);
  if (!form.ok) return invalid(form);
  const made = await drawByBeacon({ id: drawId, ...form.value });
  if (!made.ok) return refuse(made.refusal, form);
  return redirectSaying(paths.challengeDraws(slug), "The seed is drawn.");
}

export default function BringBeacon() {
  const { challenge, draw, now: at } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<BeaconFields>({ id: "beacon", lastResult: useActionData<typeof action>() });
  const { slug, timeZone } = challenge;
  const whyNot =
    draw.seed !== null ? "The seed is drawn." : at < draw.dueAt ? "That round of drand is not out yet." : null;
  return (
    <Part id="bring" title="Bring the round by hand">
      <div className="stack">
        <DrawSource draw={draw} zone={timeZone} />
        <p>
          This site could not fetch it. Anyone with a network can, and it matters not who brings it: it counts only if
          the signature is the network’s own for that round.
        </p>
        <pre className="letter">
          <code>{`curl https://api.drand.sh/${draw.network?.hash}/public/${draw.beacon}`}</code>
        </pre>
        <FormErrors form={form} title="Not drawn" />
        <PostForm form={form}>
          <TextArea field={fields.signature} label="Signature" hint="96 digits from 0 to 9 and a to f." rows={3} />
          <Acts>
            <Button main disabledReason={whyNot}>
              Draw by it
            </Button>
            <LinkButton href={paths.challengeDraws(slug)}>Back to the draws</LinkButton>
          </Acts>
        </PostForm>
      </div>
    </Part>
  );
}
