import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { whyNotChangeTeam } from "~/challenges/phase";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { seekTeam } from "~/teams/seek-team.server";
import { type SeekFields, SeekForm } from "~/teams/team.schema";
import { standingOf } from "~/teams/teams.server";
import { Workspace } from "~/teams/workspace";
import { ActButton, Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { TextArea, TextField } from "~/ui/form-fields";
import { Section } from "~/ui/layout";

export const meta: MetaFunction = () => [{ title: "Look for a team · Palio" }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const { id, title, theme, arms, ...calendar } = await challengeForVisitor(slug, at);
  const standing = await standingOf(viewer, id);
  if (standing?.team) throw redirect(paths.myTeam(slug));
  return {
    challenge: { slug, title, theme, arms },
    seeking: standing?.seeking ?? null,
    why: whyNotChangeTeam(calendar, at),
  };
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const form = await readForm(request, SeekForm);
  if (!form.ok) return invalid(form);
  const listed = await seekTeam({ slug, ...form.value }, viewer);
  if (!listed.ok) return refuse(listed.refusal, form);
  return redirectSaying(
    paths.challengeTeams(slug, { show: "seekers" }),
    "You are listed among those who look for a team.",
  );
}

export default function Seek() {
  const { challenge, seeking, why } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<SeekFields>({
    id: "seek",
    lastResult: useActionData<typeof action>(),
    defaultValue: { about: seeking?.about, skills: seeking?.skills.join(", ") },
  });
  return (
    <Workspace
      challenge={challenge}
      title="Look for a team"
      lede="Everyone sees your name and what you write here, beside this challenge. You are taken off the list when you join a team."
    >
      <FormErrors form={form} title="Not listed" />
      <PostForm form={form}>
        <TextArea
          field={fields.about}
          label="What you would bring"
          hint="What you like to build, how much time you have, and how a team can reach you."
          rows={4}
          count={{ most: 600, unit: "characters" }}
        />
        <TextField
          field={fields.skills}
          label="Skills"
          hint="Separated by commas, such as: maps, Rust, hydrology."
          optional
        />
        <Button main disabledReason={why?.message}>
          {seeking ? "Save" : "List me"}
        </Button>
      </PostForm>
      {seeking && (
        <Section name="No longer looking">
          <ActButton action={paths.stopSeeking(challenge.slug)}>Take me off the list</ActButton>
        </Section>
      )}
    </Workspace>
  );
}
