import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { provenanceForMember } from "~/submissions/provenance/provenance.server";
import { ProvenanceReading } from "~/submissions/provenance/provenance-reading";
import { ReplyForm, whyNotReply } from "~/submissions/provenance/reply";
import { isReplyTo, ReplyAstray, ReplyRow } from "~/submissions/provenance/reply-form";
import { replyToFact } from "~/submissions/provenance/reply-to-fact.server";
import { requireMember } from "~/teams/own-team.server";
import { Workspace } from "~/teams/workspace";

export const meta: MetaFunction = () => [{ title: "How your code came about · Palio" }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const [{ title, theme, arms, ...calendar }, provenance] = await Promise.all([
    challengeForVisitor(slug, at),
    provenanceForMember({ slug, at }, viewer),
  ]);
  const closed = whyNotReply(calendar, at)?.message ?? null;
  return { challenge: { slug, title, theme, arms }, zone: calendar.timeZone, closed, provenance };
}

/** Saves what the team says to one fact. */
export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, ReplyForm);
  if (!form.ok) return invalid(form);
  const said = await replyToFact({ slug, ...form.value }, viewer);
  if (!said.ok) return refuse(said.refusal, form);
  const sentence = form.value.text === "" ? "The reply is taken back." : "The reply is saved. The jury reads it.";
  return redirectSaying(paths.myTeamAct(slug, "provenance"), sentence);
}

export default function OwnProvenance() {
  const { challenge, zone, closed, provenance } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>();
  return (
    <Workspace
      challenge={challenge}
      title="How your code came about"
      here="code"
      lede="What GitHub and the sealed code tell of it. Your team sees it, and the jury; nobody else does."
    >
      {lastResult && (closed !== null || !provenance.facts.some(({ key }) => isReplyTo(key, lastResult))) && (
        <ReplyAstray lastResult={lastResult} />
      )}
      <ProvenanceReading
        of={provenance}
        zone={zone}
        note={closed ?? "You can reply to each fact until entries close."}
        reply={closed === null ? (fact) => <ReplyRow fact={fact} lastResult={lastResult} /> : undefined}
      />
    </Workspace>
  );
}
