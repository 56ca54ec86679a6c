import { list } from "~/kernel/text";
import { dayText } from "~/kernel/time";
import { paths } from "~/paths";
import { When } from "~/ui/when";
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
          {decision && (
            <>
              <p>
                <b className={decision.kind === "decline" ? "warn" : "good"}>{DECISION_WORDS[decision.kind]}.</b>{" "}
                {decision.reason}
              </p>
              <p className="quiet">
                {decision.ownerName} answers for it. Stated on{" "}
                <When at={decision.decidedAt.toISOString()} zone={zone} as="day" />.{" "}
                {records[decision.id] && <a href={paths.recordEntry(records[decision.id] ?? "")}>In the record</a>}
              </p>
            </>
          )}
          <p className={standing.isOverdue ? "bad" : "quiet"}>{standing.text}</p>
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
