import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { BidList } from "~/judging/desk/bid-list";
import { ConflictList } from "~/judging/desk/conflict-list";
import { deskForJuror } from "~/judging/desk/desk.server";
import { handedInText, open, Queue } from "~/judging/desk/queue";
import { ToOpen } from "~/judging/desk/to-open";
import { warmUpForJuror } from "~/judging/desk/warm-up.server";
import { WarmUpReading } from "~/judging/desk/warm-up-reading";
import { bidsForJuror } from "~/judging/plan/bids.server";
import { seatState } from "~/judging/round/final.server";
import { count } from "~/kernel/text";
import { instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { PRIVATE } from "~/platform/http/respond.server";
import { LinkButton } from "~/ui/button";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty } from "~/ui/table";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Your desk: ${page?.challenge.title} · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const [desk, warmUp, bids, final] = await Promise.all([
    deskForJuror(slug, viewer),
    warmUpForJuror(slug, viewer),
    bidsForJuror(slug, viewer),
    seatState(slug, viewer),
  ]);
  return data({ ...desk, warmUp, bids, final }, { headers: PRIVATE });
}

export default function Desk() {
  const { challenge, round, isScoring, juror, queue, warmUp, unopened, entries, bids, final, whyNotScore } =
    useLoaderData<typeof loader>();
  const { slug, closesAt, judgingEndsAt, timeZone } = challenge;
  const next = open(queue).find(({ state }) => state !== "handed_in");
  const what = round === 2 ? "The second round" : "Judging";
  const until = isScoring && judgingEndsAt ? ` ${what} ends on ${instantText(judgingEndsAt, timeZone)}.` : "";
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.challenge(slug)}>{challenge.title}</a>
            <span>Jury</span>
          </Crumb>
        }
        title="Your desk"
        lede={`You are juror ${juror.number}: teams and the public know your scores and your words by that number.${until}`}
      >
        {next && (
          <div className="acts">
            <LinkButton main href={paths.deskEntry(slug, next.number)} disabledReason={whyNotScore}>
              {next.state === "draft" ? "Go on with" : "Score"} entry {next.number}
            </LinkButton>
          </div>
        )}
        {final && (
          <div className="acts">
            <LinkButton main={!final.closedAt} href={paths.finalDesk(slug)}>
              {final.closedAt ? "The final" : "Vote in the final"}
            </LinkButton>
          </div>
        )}
      </PageHead>
      <Section
        name={!isScoring ? "The second round" : round === 2 ? "Your queue in the second round" : "Your queue"}
        note={open(queue).length > 0 ? `${handedInText(queue)}.` : undefined}
        first
      >
        {queue.length > 0 ? (
          <div className="stack">
            <Queue slug={slug} queue={queue} />
            <p className="why">
              A sheet that you hand in is sealed in <a href={paths.challengeRecord(slug)}>the public record</a>. Its
              receipt comes by mail, unless <a href={paths.settings()}>your settings</a> say otherwise.
            </p>
          </div>
        ) : !isScoring ? (
          <Empty title="Your part is done">
            <p>Others of the jury score the second round. What you handed in for the first counts for the ranking.</p>
          </Empty>
        ) : (
          <Empty title="Nothing is assigned to you yet">
            <p>
              {closesAt ? `Entries come in until ${instantText(closesAt, timeZone)}. ` : ""}The chair then assigns them,
              and we write to you. Entries are matched with the skills in <a href={paths.settings()}>your settings</a>:
              name subjects, technologies and languages that you know.
            </p>
          </Empty>
        )}
      </Section>
      {warmUp && (
        <Section name="Your warm-up">
          <WarmUpReading warmUp={warmUp} />
        </Section>
      )}
      {unopened.length > 0 && (
        <Section
          name="Before they open"
          note="Does anything tie you to one of these: kinship, friendship, work, money, or a hand in the making? You are asked once."
        >
          <ToOpen slug={slug} entries={unopened} />
        </Section>
      )}
      {bids && bids.length > 0 && (
        <Section
          name="What you would like to read"
          note="The chair asks before entries are assigned. It is a wish and no promise."
        >
          <BidList slug={slug} entries={bids} />
        </Section>
      )}
      <Section
        name="Conflicts"
        note="Somebody you are close to, work with, or compete with: declare it before you read on. The entry goes to another juror."
      >
        {entries.length > 0 ? (
          <ConflictList slug={slug} entries={entries} caption={`${count(entries.length, "entry", "entries")} in all`} />
        ) : (
          <p className="quiet">Entries are shown to the jury when they are all in.</p>
        )}
      </Section>
    </Main>
  );
}
