import { useForm } from "@conform-to/react";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { whyNotChangeTeam } from "~/challenges/phase";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { codeRulesOf } from "~/challenges/rules.server";
import { instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { installDoor } from "~/platform/github/app.server";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { linkRepository } from "~/teams/link-repository.server";
import { requireMember, requireOwnTeam } from "~/teams/own-team.server";
import { type RepositoryFields, RepositoryForm } from "~/teams/team.schema";
import { WhatPalioReads } from "~/teams/what-palio-reads";
import { Workspace } from "~/teams/workspace";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { CheckboxField } from "~/ui/form-choices";
import { TextField } from "~/ui/form-fields";

export const meta: MetaFunction = () => [{ title: "Repository · Palio" }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const { id, title, theme, arms, ...calendar } = await challengeForVisitor(slug, at);
  const { repository } = await requireOwnTeam(slug, viewer);
  const known = {
    address: repository?.url ?? "",
    commit: repository?.declaredCommit ?? "",
    followsBranch: repository?.followsBranch ? "on" : "",
  };
  const newest = repository?.refreshedAt ? ` (as of ${instantText(repository.refreshedAt, calendar.timeZone)})` : "";
  const { branchAtDeadline } = await codeRulesOf(id);
  return {
    challenge: { slug, title, theme, arms },
    known,
    newest,
    branchAtDeadline,
    why: whyNotChangeTeam(calendar, at),
    installDoor: installDoor(),
    web: config().github.web,
  };
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, RepositoryForm);
  if (!form.ok) return invalid(form);
  const linked = await linkRepository({ slug, ...form.value }, viewer);
  if (!linked.ok) return refuse(linked.refusal, form);
  return redirectSaying(paths.myTeam(slug), "The repository is linked. GitHub is being asked about it.");
}

export default function Repository() {
  const { challenge, known, newest, branchAtDeadline, why, installDoor, web } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<RepositoryFields>({
    id: "repository",
    lastResult: useActionData<typeof action>(),
    defaultValue: known,
  });
  return (
    <Workspace
      challenge={challenge}
      title="Your repository"
      here="other"
      lede="It is on GitHub, and can be changed until entries close."
    >
      <FormErrors form={form} title="Not linked" />
      <PostForm form={form}>
        <TextField
          field={fields.address}
          label="Address on GitHub"
          hint={`Paste it as it is: ${web}/owner/name, with or without .git or a branch.`}
          inputMode="url"
          autoCapitalize="off"
          spellCheck={false}
        />
        <TextField
          field={fields.commit}
          label="Commit to be judged"
          hint={`Its id: all 40 digits, or the first 7 or more, which GitHub has to confirm before you hand in. Leave it empty for the newest commit that GitHub told of last${newest}.`}
          optional
          code
          autoCapitalize="off"
          spellCheck={false}
        />
        {branchAtDeadline && (
          <CheckboxField
            field={fields.followsBranch}
            label="Judge our branch as it stands when entries close"
            hint="In place of a commit: what GitHub saw pushed to the default branch by then is sealed. Later pushes do not count. If the repository cannot be read then, only what you bring into order in time does."
          />
        )}
        <Acts>
          <Button main disabledReason={why?.message}>
            Link it
          </Button>
          <LinkButton href={paths.myTeam(challenge.slug)}>Back</LinkButton>
        </Acts>
      </PostForm>
      <WhatPalioReads installDoor={installDoor} />
    </Workspace>
  );
}
