import { list } from "~/kernel/text";
import { dayText } from "~/kernel/time";
import { paths } from "~/paths";
import { RecordLink } from "~/ui/cert";
import { When } from "~/ui/when";
import type { Standing } from "./decisions";
import { DECISION_WORDS } from "./outcomes-reading";
import type { DecidedEntry } from "./results.server";

type DecisionListProps = {
  slug: string;
  zone: string;
  entries: DecidedEntry[];
  /** Decision id → hash of its record entry. */
  records?: Record<string, string>;
};

/** What the city does with each awarded entry. What is overdue says so in words, and earlier statements stay in sight. */
export function DecisionList({ slug, zone, entries, records = {} }: DecisionListProps) {
  return (
    <ul className="rows">
      {entries.map(({ number, title, team, awards, decisions: [decision, ...earlier], standing }) => (
        <li key={number}>
          <h3>
            <a href={paths.entry(slug, number)}>{title}</a>
          </h3>
          <p className="quiet">
            by {team.name}. {list(awards)}.
          </p>
          <DecisionWords
            zone={zone}
            decision={decision}
            standing={standing}
            recordHash={decision && records[decision.id]}
          />
          {earlier.length > 0 && (
            <details>
              <summary>What was stated before</summary>
              <ul className="bulleted">
                {earlier.map(({ id, kind, reason, dueOn, decidedAt }) => (
                  <li key={id}>
                    <When at={decidedAt.toISOString()} zone={zone} as="day" />: {DECISION_WORDS[kind]}. {reason}{" "}
                    {kind !== "decline" && `By ${dayText(dueOn, "UTC")}.`}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

type DecisionWordsProps = {
  zone: string;
  /** The city's last word; none where it has not said what it does. */
  decision?: Pick<DecidedEntry["decisions"][number], "kind" | "reason" | "ownerName" | "decidedAt"> | null;
  standing: Standing;
  recordHash?: string;
};

/** What the city does with one awarded entry, and how it stands to its word: what is overdue says so. */
export function DecisionWords({ zone, decision, standing, recordHash }: DecisionWordsProps) {
  return (
    <>
      {decision && (
        <>
          <p>
            <b className={decision.kind === "decline" ? "warn" : "good"}>{DECISION_WORDS[decision.kind]}.</b>{" "}
            {decision.reason}
          </p>
          <p className="quiet">
            {decision.ownerName} answers for it. Stated on{" "}
            <When at={decision.decidedAt.toISOString()} zone={zone} as="day" />.
            <RecordLink hash={recordHash} />
          </p>
        </>
      )}
      <p className={standing.isOverdue ? "bad" : "quiet"}>{standing.text}</p>
    </>
  );
}
