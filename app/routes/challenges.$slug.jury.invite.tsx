import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { challengeForChair } from "~/judging/chair.server";
import { inviteJurors } from "~/judging/jury/invite-jurors.server";
import { whyNotInvite } from "~/judging/jury/jury";
import { type InviteFields, InviteForm } from "~/judging/jury/jury.schema";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { TextArea } from "~/ui/form-fields";
import { Crumb, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Invite jurors · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const challenge = await challengeForChair(slug, await requireViewer(request));
  return data({ challenge, whyNot: whyNotInvite(challenge)?.message ?? null }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await challengeForChair(slug, viewer);
  const form = await readForm(request, InviteForm);
  if (!form.ok) return invalid(form);
  const invited = await inviteJurors({ slug, people: form.value.people }, viewer);
  if (!invited.ok) return refuse(invited.refusal, form);
  return redirectSaying(paths.jury(slug), `${count(invited.value.invited, "juror")} invited by mail.`);
}

export default function Invite() {
  const { challenge, whyNot } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<InviteFields>({ id: "invite", lastResult: useActionData<typeof action>() });
  return (
    <Main narrow tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(challenge.slug)}>The jury of {challenge.title}</a>
          </Crumb>
        }
        title="Invite jurors"
        lede="Each gets a mail with a link that works once. Whoever accepts is on the jury, and has entries assigned when they are in."
      />
      <FormErrors form={form} title="Nobody was invited" />
      <PostForm form={form}>
        <TextArea
          field={fields.people}
          label="Jurors, one a line"
          hint="A name and a mail address: Ada Bruni, ada@example.org"
          rows={8}
          optional={false}
          spellCheck={false}
        />
        <Button main disabledReason={whyNot}>
          Send the invitations
        </Button>
      </PostForm>
    </Main>
  );
}
