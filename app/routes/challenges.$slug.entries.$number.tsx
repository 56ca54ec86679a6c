import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { viewerOf } from "~/accounts/session.server";
import { challengeMeta } from "~/challenges/challenge-reading";
import { DecisionWords } from "~/outcomes/decisions-reading";
import { entryForReader } from "~/outcomes/entries.server";
import { SheetProofs, TeamSheets } from "~/outcomes/entries-reading";
import { CriterionDots, rankText } from "~/outcomes/ranking-reading";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { numberIn, PRIVATE, publicPage } from "~/platform/http/respond.server";
import { EntryReading } from "~/submissions/entry-reading";
import { SealedCode } from "~/submissions/seal/seal-reading";
import { RecordLink } from "~/ui/cert";
import { Part } from "~/ui/layout";
import { When } from "~/ui/when";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(`${page?.evidence.title}: ${page?.challenge.title}`, page?.challenge);

export async function loader({ request, params: { slug = "", number } }: LoaderFunctionArgs) {
  const [viewer, at] = await Promise.all([viewerOf(request), now()]);
  const page = await entryForReader({ slug, number: numberIn(number) }, viewer, at);
  return data(page, page.sheets || page.isInside ? { headers: PRIVATE } : publicPage(request));
}

export default function Entry() {
  const page = useLoaderData<typeof loader>();
  const { challenge, evidence, scores, outcome, sheets } = page;
  const { slug, timeZone } = challenge;
  return (
    <>
      <Part id="entry" title={evidence.title}>
        <p className="quiet">
          Entry {evidence.number}
          {evidence.team && (
            <>
              , by <a href={paths.team(slug, evidence.team.slug)}>{evidence.team.name}</a>
            </>
          )}
          . Version {evidence.version}, received on <When at={evidence.receivedAt} zone={timeZone} />;{" "}
          <a href={paths.recordEntry(evidence.recordHash)}>in the record</a>.
        </p>
        <EntryReading
          entry={evidence}
          proof={evidence.proof}
          code={
            evidence.seal && (
              <SealedCode
                {...{ slug, number: evidence.number, seal: evidence.seal, zone: timeZone }}
                receivedAt={new Date(evidence.receivedAt)}
                isInside={page.isInside}
              />
            )
          }
        />
      </Part>
      {scores && page.rubric && (
        <Part id="scores" title="Scores">
          {scores.awards.map(({ id, prize, reason }) => (
            <p key={id}>
              <b>{prize?.title ?? "Honourable mention"}.</b> {reason}
              <RecordLink hash={scores.records.awards[id]} />
            </p>
          ))}
          <p>
            {rankText(scores.row, scores.of)} <a href={paths.challengeResults(slug)}>All results</a>
          </p>
          <CriterionDots row={scores.row} rubric={page.rubric} />
          <SheetProofs hashes={scores.records.sheets} />
        </Part>
      )}
      {outcome && (
        <Part id="decision" title="What the city does with it">
          <DecisionWords
            zone={timeZone}
            {...outcome}
            recordHash={outcome.decision ? scores?.records.decisions[outcome.decision.id] : undefined}
          />
          <p className="why">
            <a href={paths.challengeDecisions(slug)}>All decisions</a>
          </p>
        </Part>
      )}
      {sheets && page.rubric && (
        <Part id="feedback" title="What the jurors wrote to you">
          <p className="quiet">Only members of {evidence.team?.name ?? "the team"} see this.</p>
          <TeamSheets sheets={sheets} rubric={page.rubric} />
        </Part>
      )}
    </>
  );
}
