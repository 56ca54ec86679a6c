import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChallengeMark, challengeMeta } from "~/challenges/challenge-reading";
import { FinalResult, FinalVotes } from "~/judging/round/order-reading";
import { dayText } from "~/kernel/time";
import { AwardList } from "~/outcomes/awards-reading";
import { Doubt, Method } from "~/outcomes/doubt-reading";
import { CriterionDots, methodOf, RankingPlot, rankText, scoreText, titleIn } from "~/outcomes/ranking-reading";
import { resultsForVisitor } from "~/outcomes/results.server";
import { accountText } from "~/outcomes/sealed-sheets";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { Certificate, Hash } from "~/ui/cert";
import { KeyValues, Part, Reading } from "~/ui/layout";
import { Empty } from "~/ui/table";
import { When } from "~/ui/when";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(`Results of ${page?.challenge.title}`, page?.challenge);

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  return data(await resultsForVisitor(slug, await now()), publicPage(request));
}

export default function Results() {
  const { challenge, results } = useLoaderData<typeof loader>();
  const { slug, timeZone, resultsDueAt, resultsPublishedAt } = challenge;
  if (!results || !resultsPublishedAt)
    return (
      <Part id="results" title="Results">
        <Empty title="No results yet">
          <p>
            Nobody sees a score before the results are published
            {resultsDueAt && `, by ${dayText(resultsDueAt, timeZone)}`}. Then the ranking, the awards and the reasons
            stand here.
          </p>
        </Empty>
      </Part>
    );
  const { rows, final, names, awards, rubric, analysis, account, hash, recordHash, records } = results;
  const awarded = rows.filter(({ entry }) => awards.some(({ submission }) => submission.number === entry));
  return (
    <>
      <Part id="awards" title="Awards">
        {awards.length > 0 ? (
          <AwardList slug={slug} awards={awards} names={names} rows={rows} final={final} records={records} isOut />
        ) : (
          <p>No prize was awarded.</p>
        )}
        <p className="why">
          <a href={paths.challengeDecisions(slug)}>What the city does with them</a>
        </p>
      </Part>
      <Part id="ranking" title={`Ranking: ${methodOf(rows).toLowerCase()}`}>
        {rows.length > 0 ? (
          <RankingPlot slug={slug} rows={rows} names={names} awards={awards} />
        ) : (
          <p>No entry was handed in.</p>
        )}
      </Part>
      {final && (
        <Part id="final" title="The final">
          <FinalResult final={final} titleOf={(entry) => titleIn(names, entry)} />
          <FinalVotes slug={slug} />
        </Part>
      )}
      {awarded.map((row) => (
        <Part key={row.entry} id={`why-${row.entry}`} title={`Why ${titleIn(names, row.entry)} has ${scoreText(row)}`}>
          <p className="quiet">
            {rankText(row, rows.length)} Each dot is one juror; the figure is the mean of the levels.
          </p>
          <CriterionDots row={row} rubric={rubric} />
        </Part>
      ))}
      {analysis && (
        <Part id="doubt" title="How sure the order is">
          <Doubt analysis={analysis} names={names} rubric={rubric} rows={rows} />
        </Part>
      )}
      <Part id="method" title="Method, in words">
        <Reading>
          <Method rubric={rubric} analysis={analysis} />
        </Reading>
      </Part>
      <Part id="proof" title="The record behind this page">
        <Certificate mark={<ChallengeMark of={challenge} />}>
          <KeyValues
            items={[
              { label: "Published", value: <When at={resultsPublishedAt.toISOString()} zone={timeZone} /> },
              { label: analysis ? "Bundle" : "Ranking", value: <Hash value={hash} /> },
              ...(analysis
                ? [
                    {
                      label: "Recompute it",
                      value: (
                        <>
                          <a href={paths.resultBundle(slug)}>The bundle</a>: every sheet under its juror’s number, the
                          rubric, the weights, the seed and this result. In a copy of Palio’s code,{" "}
                          <code>node bin/palio.mjs recompute bundle.json</code> computes it anew on any machine, and its
                          SHA-256 is the hash above.
                        </>
                      ),
                    },
                  ]
                : []),
              {
                label: "Sheets",
                value: (
                  <>
                    {account
                      ? `${accountText(account)} `
                      : "Sealed as they were handed in, revealed with the results. "}
                    <a href={paths.challengeRecord(slug)}>In the record</a>
                  </>
                ),
              },
              {
                label: "For the file",
                value: (
                  <>
                    <a href={paths.resultReport(slug)}>The report as a PDF</a>, with what it is checked against.
                  </>
                ),
              },
              ...(recordHash
                ? [{ label: "Result", value: <a href={paths.recordEntry(recordHash)}>In the record</a> }]
                : []),
            ]}
          />
        </Certificate>
      </Part>
    </>
  );
}
