import type { ReactNode } from "react";
import { paths } from "~/paths";
import { Crumb, PageHead, Phase } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { ChallengeMark, type Face, faceOf } from "../challenge-reading";
import { type Calendar, PHASE_WORDS, phaseAt } from "../phase";

/** A staff page of one challenge: its banner, its name as the way back, and what this page is for. */
export function StaffPage({
  challenge,
  now,
  title,
  lede,
  narrow,
  children,
}: {
  challenge: Face & Calendar;
  now: Date;
  /** What is done here; the challenge's own desk has none. */
  title?: string;
  lede?: ReactNode;
  narrow?: boolean;
  children: ReactNode;
}) {
  const phase = phaseAt(challenge, now);
  return (
    <Main tincture={faceOf(challenge).arms.colour} narrow={narrow}>
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.staff()}>Staff desk</a>
            {title && <a href={paths.staffChallenge(challenge.slug)}>{challenge.title}</a>}
            <Phase still={phase === "draft" || phase === "closed"}>{PHASE_WORDS[phase]}</Phase>
          </Crumb>
        }
        mark={<ChallengeMark of={challenge} />}
        title={title ?? challenge.title}
        lede={lede}
      />
      {children}
    </Main>
  );
}

/** The head of a draft's pages, whose calendar is not a calendar yet. */
export const draftFace = ({
  slug,
  title,
  theme,
  arms,
}: {
  slug: string;
  title: string;
  theme: string;
  arms: unknown;
}) => ({
  slug,
  title,
  theme,
  arms,
  timeZone: "UTC",
  publishedAt: null,
  opensAt: null,
  closesAt: null,
  judgingEndsAt: null,
  resultsDueAt: null,
  decisionDueAt: null,
  judgingClosedAt: null,
  resultsPublishedAt: null,
  decidedAt: null,
});
