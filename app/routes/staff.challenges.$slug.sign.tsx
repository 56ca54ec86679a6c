import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark } from "~/challenges/challenge-reading";
import { draftFace, StaffPage } from "~/challenges/desk/staff-frame";
import { type SignatureFields, SignatureForm } from "~/challenges/draft.schema";
import { PledgeText } from "~/challenges/drafting/pledge-text";
import { draftInstant } from "~/challenges/drafting/ready-item";
import { unwrittenPledge } from "~/challenges/drafting/ready-words";
import { draftForEditor } from "~/challenges/drafts.server";
import { signPledge } from "~/challenges/sign-pledge.server";
import { instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { Certificate } from "~/ui/cert";
import { FormErrors, PostForm } from "~/ui/form";
import { HiddenField, TextField } from "~/ui/form-fields";

export const meta: MetaFunction = () => [{ title: "Sign the pledge · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const { draft, title, arms, revisions } = await draftForEditor(slug, viewer);
  const missing = unwrittenPledge(draft).find(({ todo }) => todo !== null);
  const page = {
    face: draftFace({ slug, title, theme: draft.basics.theme, arms }),
    pledge: draft.pledge,
    decisionDueAt: draftInstant(draft, "decisionDueAt"),
    zone: draft.calendar.timeZone || "UTC",
    revision: revisions.pledge ?? 0,
    why: missing ? `It can be signed once it is written. ${missing.todo}` : null,
    now: await now(),
  };
  return data(page, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await draftForEditor(slug, viewer);
  const form = await readForm(request, SignatureForm);
  if (!form.ok) return invalid(form);
  const signed = await signPledge({ slug, ...form.value }, viewer);
  if (!signed.ok) return refuse(signed.refusal, form);
  return redirectSaying(paths.staffChallenge(slug), "The pledge is signed.");
}

export default function Sign() {
  const { face, pledge, decisionDueAt, zone, revision, why, now: at } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<SignatureFields>({
    id: "sign",
    lastResult: useActionData<typeof action>(),
    defaultValue: { signedByName: pledge.signedByName || pledge.ownerName },
  });
  return (
    <StaffPage
      challenge={face}
      now={at}
      title="The pledge"
      narrow
      lede="What the city promises, as teams will read it."
    >
      <Certificate
        title="The city pledges"
        mark={<ChallengeMark of={face} />}
        sign={
          pledge.signedAt
            ? `Signed by ${pledge.signedByName} on ${instantText(new Date(pledge.signedAt), zone)}`
            : "Not signed yet"
        }
      >
        <PledgeText pledge={pledge} decisionDueAt={decisionDueAt} zone={zone} />
      </Certificate>
      <p className="why">
        <a href={paths.draftSection(face.slug, "pledge")}>Change the words</a>. Changing one takes a signature off.
      </p>
      <FormErrors form={form} title="Not signed" />
      <PostForm form={form}>
        <HiddenField field={fields.revision} value={String(revision)} />
        <TextField
          field={fields.signedByName}
          label="Signed by"
          hint="The person who stands for it, by name. The time is the server’s, and yours is the account that signs."
        />
        <Button main disabledReason={why}>
          {pledge.signedAt ? "Sign it again" : "Sign the pledge"}
        </Button>
      </PostForm>
    </StaffPage>
  );
}
