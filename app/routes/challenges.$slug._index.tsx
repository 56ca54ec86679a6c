import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChallengeMark, challengeMeta } from "~/challenges/challenge-reading";
import { challengeForVisitor, overviewForVisitor } from "~/challenges/public-challenge.server";
import { DataList } from "~/challenges/reading/data";
import { dataForVisitor } from "~/challenges/reading/data.server";
import { ChallengeCalendar, Criteria, PledgeCertificate, Prizes, RightsWords } from "~/challenges/reading/overview";
import { count } from "~/kernel/text";
import { dayText } from "~/kernel/time";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { markdownHtml } from "~/platform/markdown.server";
import { Note, Part } from "~/ui/layout";
import { Prose } from "~/ui/prose";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(page?.challenge.title ?? "", page?.challenge);

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const at = await now();
  const challenge = await challengeForVisitor(slug, at);
  const [overview, datasets] = await Promise.all([overviewForVisitor(slug, at), dataForVisitor(slug, at)]);
  const { brief, ...rest } = overview;
  return data({ challenge, ...rest, datasets, html: markdownHtml(brief), now: at }, publicPage(request));
}

export default function Overview() {
  const { challenge, html, datasets, prizes, criteria, pledge, now: at, ...page } = useLoaderData<typeof loader>();
  const { slug, timeZone, organisation } = challenge;
  return (
    <>
      <Part id="brief" title="Brief">
        <div className="stack">
          {page.newest && (
            <Note>
              <p>
                News of {dayText(page.newest.postedAt, timeZone)}:{" "}
                <a href={`${paths.challengeNews(slug)}#news-${page.newest.id}`}>{page.newest.title}</a>
              </p>
            </Note>
          )}
          <Prose html={html} />
          <p className="why">
            {page.minTeam === page.maxTeam
              ? `Teams of ${count(page.minTeam, "person", "people")}.`
              : `Teams of ${page.minTeam} to ${count(page.maxTeam, "person", "people")}.`}{" "}
            Contact: {page.contact}.
          </p>
        </div>
      </Part>
      <Part id="calendar" title="Calendar">
        <ChallengeCalendar calendar={challenge} now={at} />
        <p className="why">
          Times are in {timeZone}. <a href={paths.challengeCalendar(slug)}>Put these dates in your calendar</a>.
          {page.hasMoved && (
            <>
              {" "}
              <a href={paths.challengeNews(slug)}>Dates have moved: when and why</a>.
            </>
          )}
        </p>
      </Part>
      <Part id="data" title="Data">
        <DataList datasets={datasets} slug={slug} zone={timeZone} />
        <p>
          <a href={paths.challengeData(slug)}>Files, copies and checksums</a>
        </p>
      </Part>
      <Part id="prizes" title="Prizes">
        <Prizes prizes={prizes} />
        {page.rights && <RightsWords rights={page.rights} />}
      </Part>
      <Part id="criteria" title="Criteria">
        <Criteria criteria={criteria} reviews={page.reviewsPerEntry} second={page.second} />
      </Part>
      {pledge && (
        <section className="part" id="pledge">
          <PledgeCertificate
            pledge={pledge}
            decisionDueAt={page.pledgedDecisionAt ?? challenge.decisionDueAt}
            organisation={organisation.name}
            zone={timeZone}
            hash={page.pledgeHash}
            mark={<ChallengeMark of={challenge} />}
          />
        </section>
      )}
    </>
  );
}
