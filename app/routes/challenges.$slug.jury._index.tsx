import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { ConflictTable } from "~/judging/conflict/conflict-table";
import { CoverageTable } from "~/judging/jury/coverage";
import { type JuryDesk, juryDesk } from "~/judging/jury/jury-desk.server";
import { JuryNext } from "~/judging/jury/jury-next";
import { InvitationTable, JurorTable } from "~/judging/jury/panel";
import { Watch } from "~/judging/jury/watch";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { PRIVATE } from "~/platform/http/respond.server";
import { ActButton, Acts, LinkButton } from "~/ui/button";
import { Crumb, Facts, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { When } from "~/ui/when";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Jury: ${page?.challenge.title} · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  return data(await juryDesk(slug, viewer), { headers: PRIVATE });
}

export default function JuryDeskPage() {
  const desk = useLoaderData<typeof loader>();
  const { challenge, jurors, invitations, entries, conflicts, whyNot } = desk;
  const { slug, timeZone, judgingEndsAt, reviewsPerEntry } = challenge;
  const assigned = entries.reduce((sum, entry) => sum + entry.assigned, 0);
  const handedIn = entries.reduce((sum, entry) => sum + entry.handedIn, 0);
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.challenge(slug)}>{challenge.title}</a>
            <span>Chair’s desk</span>
          </Crumb>
        }
        title="The jury"
      >
        <Facts
          items={[
            challenge.round === 2
              ? { label: "Score the second round", value: desk.scoring, note: `of ${count(desk.pool, "juror")}` }
              : { label: "Jurors", value: desk.pool, note: `of ${desk.invited} invited` },
            {
              label: challenge.round === 2 ? "In the second round" : "Entries",
              value: entries.length,
              note: `${count(reviewsPerEntry, "review")} each`,
            },
            { label: "Sheets handed in", value: `${handedIn} of ${assigned}` },
            {
              label: endsLabel(challenge),
              value: judgingEndsAt ? <When at={judgingEndsAt.toISOString()} zone={timeZone} /> : "not set",
            },
          ]}
        />
      </PageHead>
      <JuryNext desk={desk} />
      <Watch watch={desk.watch} />
      <Section name="Jurors" note="Teams and the public see only the number.">
        <div className="stack">
          <JurorTable slug={slug} jurors={jurors} zone={timeZone} />
          <InvitationTable slug={slug} invitations={invitations} zone={timeZone} now={desk.now} />
          <Acts>
            <LinkButton href={paths.juryAct(slug, "invite")} disabledReason={whyNot.invite}>
              Invite jurors
            </LinkButton>
            <ActButton action={paths.juryAct(slug, "nudge")} values={{ who: "all" }} disabledReason={whyNot.remindAll}>
              Remind everyone who is awaited
            </ActButton>
          </Acts>
        </div>
      </Section>
      <Section
        name="Entries"
        note={`How far each entry is. Scores are shown ${challenge.judgingClosedAt ? "with the results" : "when judging is closed"}.`}
      >
        <div className="stack">
          <CoverageTable entries={entries} reviewsPerEntry={reviewsPerEntry} />
          <Acts>
            <LinkButton href={paths.juryAct(slug, "assign")} disabledReason={whyNot.assign}>
              Assign entries
            </LinkButton>
            {conflicts.length === 0 && <LinkButton href={paths.juryConflicts(slug)}>Conflicts</LinkButton>}
          </Acts>
          <ConflictTable slug={slug} conflicts={conflicts} zone={timeZone} caption="Conflicts: newest first" />
          {conflicts.length > 0 && (
            <Acts>
              <LinkButton href={paths.juryConflicts(slug)}>All conflicts</LinkButton>
            </Acts>
          )}
        </div>
      </Section>
    </Main>
  );
}

/** Which end stands at the head of the desk. */
function endsLabel({ second, round }: Pick<JuryDesk["challenge"], "second" | "round">): string {
  if (!second) return "Judging ends";
  return round === 2 ? "Second round ends" : "First round ends";
}
