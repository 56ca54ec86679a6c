import { count } from "~/kernel/text";
import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { Acts, LinkButton } from "~/ui/button";
import { Note, Section } from "~/ui/layout";
import { STATES } from "./problem";
import { ProblemList } from "./problem-list";
import { STATE_WORDS } from "./problem-words";
import type { DatasetProblems, ProblemCounts } from "./problems.server";

/** "2 open, 1 acknowledged, 7 fixed"; null where none was ever reported. */
export function countsText(counts: ProblemCounts): string | null {
  const told = STATES.filter((state) => counts[state] > 0).map(
    (state) => `${counts[state].toLocaleString("en")} ${STATE_WORDS[state].toLowerCase()}`,
  );
  return told.length > 0 ? told.join(", ") : null;
}

/** For the publisher’s own people, above everything else: somebody says that personal data may be in it. */
export function PersonalDataNote({ slug, personal }: { slug: string; personal: number }) {
  if (personal === 0) return null;
  return (
    <Note tone="bad">
      This dataset may hold personal data: {count(personal, "report")} {personal === 1 ? "says" : "say"} so, and only
      you and whoever reported it read where. <a href={paths.problems(slug)}>Look today</a>.
    </Note>
  );
}

/** A dataset’s problems on its page: the newest that are not closed, how many there are of each state, and where to report one. */
export function ProblemsSection({
  slug,
  of: { problems, counts },
  snapshot,
  zone,
  now,
}: {
  slug: string;
  of: DatasetProblems;
  /** The copy that the page shows, which a report names; null where it shows none. */
  snapshot: string | null;
  zone: string;
  now: Instant;
}) {
  const told = countsText(counts);
  return (
    <Section id="problems" name="Problems" note={told ?? undefined}>
      <div className="stack">
        {problems.length > 0 ? (
          <ProblemList slug={slug} problems={problems} zone={zone} now={now} />
        ) : (
          <p className="quiet">
            {told
              ? "None is open."
              : "Nobody has reported one. Whoever finds a wrong value, a missing row or a dead address says so here, and the publisher answers in public."}
          </p>
        )}
        <Acts>
          <LinkButton href={paths.reportProblem(slug, { snapshot })}>Report a problem</LinkButton>
          {told && <LinkButton href={paths.problems(slug)}>All problems</LinkButton>}
        </Acts>
      </div>
    </Section>
  );
}
