import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Said } from "~/submissions/provenance/fact-list";
import { provenanceForMember } from "~/submissions/provenance/provenance.server";
import { ProvenanceReading } from "~/submissions/provenance/provenance-reading";
import { ReplyForm } from "~/submissions/provenance/reply";
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
  const isClosed = calendar.closesAt !== null && at >= calendar.closesAt;
  return { challenge: { slug, title, theme, arms }, zone: calendar.timeZone, isClosed, provenance };
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

/** How long the team can reply. */
function noteOf(isClosed: boolean, open: number): string {
  if (!isClosed) return "You can reply to each fact until entries close.";
  if (open === 0) return "Judging has begun. Your replies stand as they are.";
  return "Judging has begun. You can still reply to what the code tells that was sealed at the deadline, for three days from its seal.";
}

export default function OwnProvenance() {
  const { challenge, zone, isClosed, provenance } = useLoaderData<typeof loader>();
  const open = provenance.facts.filter(({ closed }) => closed === null);
  const lastResult = useActionData<typeof action>();
  return (
    <Workspace
      challenge={challenge}
      title="How your code came about"
      here="code"
      lede="What GitHub and the sealed code tell of it. Your team sees it, and the jury; nobody else does."
    >
      {lastResult && !open.some(({ key }) => isReplyTo(key, lastResult)) && <ReplyAstray lastResult={lastResult} />}
      <ProvenanceReading
        of={provenance}
        zone={zone}
        note={noteOf(isClosed, open.length)}
        reply={(fact) =>
          fact.closed === null ? <ReplyRow fact={fact} lastResult={lastResult} /> : <Said fact={fact} zone={zone} />
        }
      />
    </Workspace>
  );
}
