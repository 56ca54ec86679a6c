import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { FinalResult } from "~/judging/round/order-reading";
import { count } from "~/kernel/text";
import { instantText } from "~/kernel/time";
import { AwardList } from "~/outcomes/awards-reading";
import { Doubt, Method } from "~/outcomes/doubt-reading";
import { minutesForChair } from "~/outcomes/minutes.server";
import { Signatures, WhatWasRead, WhoSat } from "~/outcomes/minutes-reading";
import { methodOf, RankingPlot, titleIn } from "~/outcomes/ranking-reading";
import { paths } from "~/paths";
import { PRIVATE } from "~/platform/http/respond.server";
import { Hash } from "~/ui/cert";
import { Crumb, KeyValues, PageHead, Reading, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty } from "~/ui/table";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Minutes of the jury: ${page?.challenge.title} · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  return data(await minutesForChair(slug, await requireViewer(request)), { headers: PRIVATE });
}

export default function MinutesPage() {
  const { challenge, names, rows, final, analysis, rubric, awards, result, withdrawn, ...minutes } =
    useLoaderData<typeof loader>();
  const { slug, timeZone, closesAt, judgingClosedAt, resultsPublishedAt } = challenge;
  const when = (at: Date | null): string => (at ? instantText(at, timeZone) : "not yet");
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(slug)}>The jury of {challenge.title}</a>
          </Crumb>
        }
        title="Minutes of the jury, and report on the ranking"
        lede="For the file: print this page, or take the report as a PDF, and sign it. Who sat is by name and what was read by number, so that the paper tells nobody who gave which score."
      />
      {!result || !judgingClosedAt ? (
        <Empty title="There is nothing to minute yet">
          <p>The minutes are there when judging is closed and the ranking stands.</p>
        </Empty>
      ) : (
        <>
          <Section name="When" first>
            <KeyValues
              items={[
                { label: "Entries closed", value: when(closesAt) },
                ...(challenge.second?.openedAt
                  ? [
                      { label: "First round closed", value: when(challenge.second.firstClosedAt) },
                      { label: "Second round opened", value: when(challenge.second.openedAt) },
                    ]
                  : []),
                { label: "Judging was closed", value: when(judgingClosedAt) },
                { label: "Ranking computed", value: when(result.computedAt) },
                { label: "Results published", value: when(resultsPublishedAt) },
              ]}
            />
          </Section>
          <Section name="Who sat">
            <WhoSat {...minutes} zone={timeZone} />
          </Section>
          <Section
            name="The pool"
            note={`${count(names.length, "entry", "entries")}${withdrawn > 0 ? `, and ${withdrawn} withdrawn` : ""}.`}
          >
            <ul className="rows">
              {names.map(({ number, title, team }) => (
                <li key={number}>
                  Entry {number}: {title}, by {team.name}
                </li>
              ))}
            </ul>
          </Section>
          <Section name="What was read">
            <WhatWasRead {...minutes} />
          </Section>
          <Section name="The ranking" note={`${methodOf(rows)}.`}>
            {rows.length > 0 && <RankingPlot slug={slug} rows={rows} names={names} awards={awards} />}
          </Section>
          {analysis && (
            <Section name="How sure it is">
              <Doubt analysis={analysis} names={names} rubric={rubric} rows={rows} />
            </Section>
          )}
          {final && (
            <Section name="The final">
              <FinalResult final={final} titleOf={(entry) => titleIn(names, entry)} />
            </Section>
          )}
          <Section name="Method">
            <Reading>
              <Method rubric={rubric} analysis={analysis} />
            </Reading>
          </Section>
          <Section name="What was decided">
            {awards.length > 0 ? (
              <AwardList slug={slug} awards={awards} names={names} rows={rows} final={final} />
            ) : (
              <p>No award is decided.</p>
            )}
          </Section>
          <Section name="Signed" note="The hash is of the bundle from which anyone can compute the ranking anew.">
            <div className="stack">
              <Hash value={result.hash} />
              <Signatures {...minutes} />
              <p>
                <a href={paths.reportToSign(slug)}>The report as a PDF, to sign</a>
                {resultsPublishedAt && (
                  <>
                    {" "}
                    and <a href={paths.resultReport(slug)}>the same for everyone</a>, which names no juror
                  </>
                )}
                .
              </p>
            </div>
          </Section>
        </>
      )}
    </Main>
  );
}
