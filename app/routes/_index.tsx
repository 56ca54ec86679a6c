import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChallengeBanner, faceOf, prizesText } from "~/challenges/challenge-reading";
import { ChallengeList, ChallengesCalendar } from "~/challenges/reading/list";
import { frontForVisitor } from "~/challenges/reading/list.server";
import { count } from "~/kernel/text";
import { dayText, instantText, relativeText } from "~/kernel/time";
import { OutcomeTable, OutcomeTally } from "~/outcomes/outcomes-reading";
import { outcomesTally, resultsForVisitor } from "~/outcomes/public-outcomes.server";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { Facts, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty } from "~/ui/table";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction = () => [
  { title: "Open challenges · Palio" },
  { name: "description", content: "What the city asks for, with its open data, and what it did with past winners." },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const at = await now();
  const [front, past, tally] = await Promise.all([
    frontForVisitor(at),
    resultsForVisitor({ most: 4 }, at),
    outcomesTally(at),
  ]);
  return data({ ...front, past: past.challenges, tally, now: at, zone: config().timeZone }, publicPage(request));
}

export default function FrontPage() {
  const { open, announced, judging, past, tally, now: at, zone } = useLoaderData<typeof loader>();
  const [head, ...others] = open.challenges;
  const listed = [...others, ...announced.challenges];
  const drawn = [...open.challenges, ...announced.challenges, ...judging];
  return (
    <Main plain tincture={head && faceOf(head).arms.colour}>
      {head ? (
        <ClosesNext challenge={head} now={at} />
      ) : (
        <PageHead
          title="Nothing is open today"
          lede="When the city asks for something, it stands here, with its data, its prizes and its dates."
        />
      )}
      {listed.length > 0 && (
        <Section
          name={others.length > 0 ? "Open now" : "Opens soon"}
          note={`${others.length > 0 ? soonWords(announced.challenges.length) : ""}The data can be read before you promise anything.`}
        >
          <ChallengeList challenges={listed} now={at} />
          <p className="why">
            <a href={paths.challenges()}>All challenges, by theme and phase</a>
          </p>
        </Section>
      )}
      {drawn.length > 0 && (
        <Section name="The calendar" note="Dates are promises: a change is announced, explained and recorded.">
          <ChallengesCalendar challenges={drawn} now={at} zone={zone} />
        </Section>
      )}
      <Section
        name="What the city did with past winners"
        note={tally.awarded > 0 ? `${count(tally.awarded, "awarded entry", "awarded entries")} so far.` : undefined}
      >
        {tally.awarded === 0 ? (
          <Empty title="No winner yet">
            <p>
              Every awarded entry gets a public answer: adopted, in pilot, procured or declined, with a reason and a
              date. The answers are counted here, and the late ones too.
            </p>
          </Empty>
        ) : (
          <>
            <OutcomeTally tally={tally} />
            <OutcomeTable challenges={past} now={at} />
            <p className="why">
              <a href={paths.results()}>All results, and what came of them</a>
            </p>
          </>
        )}
      </Section>
    </Main>
  );
}

const soonWords = (soon: number): string =>
  soon === 0 ? "" : soon === 1 ? "And one that opens soon. " : `And ${soon} that open soon. `;

type Card = ReturnType<typeof useLoaderData<typeof loader>>["open"]["challenges"][number];

/** The open challenge whose entries close first. */
function ClosesNext({ challenge, now: at }: { challenge: Card; now: Date }) {
  const { slug, title, summary, closesAt, decisionDueAt, timeZone, prizes, _count } = challenge;
  return (
    <div className="front-head">
      <article className="next">
        <ChallengeBanner of={challenge} />
        <div>
          <div className="top">
            <p className="kicker">Closes next{closesAt && `, ${relativeText(closesAt, at)}`}</p>
            <h1>
              <a href={paths.challenge(slug)}>{title}</a>
            </h1>
          </div>
          <p className="lede">{summary}</p>
          <Facts
            items={[
              { label: "Entries close", value: closesAt ? instantText(closesAt, timeZone) : "" },
              { label: "Prizes", value: prizesText(prizes) },
              { label: "Teams", value: _count.teams.toLocaleString("en") },
              { label: "Decision by", value: decisionDueAt ? dayText(decisionDueAt, timeZone) : "" },
            ]}
          />
        </div>
      </article>
    </div>
  );
}
