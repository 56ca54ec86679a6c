import { type Changes, changeSentences, hasDrifted } from "~/datasets/health/changes";
import { list } from "~/kernel/text";
import { dayText, type Instant } from "~/kernel/time";
import { type Calendar, phaseAt } from "../phase";

/** What went wrong with a file that a challenge is tied to. */
export type Trouble = {
  datasetId: string;
  dataset: string;
  file: string;
  /** Whether a copy was pinned, which stands whatever happens at the source. */
  isPinned: boolean;
} & ({ kind: "failing"; since: Instant } | { kind: "drifted"; since: Instant; changes: Changes });

/** A file as it stands beside what was promised. `changes` are those from the pinned copy to the newest. */
export type TiedFile = Omit<Trouble, "kind" | "since" | "changes"> & {
  failingSince: Instant | null;
  newest: { fetchedAt: Instant; changes: Changes } | null;
};

/** Teams are told while there is time to do something about it: from the announcement up to the deadline. */
export const isWatched = (calendar: Calendar, now: Instant): boolean =>
  ["announced", "open"].includes(phaseAt(calendar, now));

/** Files that do not answer, and files whose columns are no longer those that were pinned; the oldest trouble first. */
export const troublesIn = (files: TiedFile[]): Trouble[] =>
  files
    .flatMap(({ failingSince, newest, ...file }): Trouble[] => [
      ...(failingSince ? [{ ...file, kind: "failing" as const, since: failingSince }] : []),
      ...(newest && hasDrifted(newest.changes)
        ? [{ ...file, kind: "drifted" as const, since: newest.fetchedAt, changes: newest.changes }]
        : []),
    ])
    .toSorted((a, b) => a.since.getTime() - b.since.getTime());

/** "Drains (CSV) has not answered at its address since 3 May 2026." */
export function troubleSentence(trouble: Trouble, zone: string): string {
  const day = dayText(trouble.since, zone);
  if (trouble.kind === "failing") return `${trouble.file} has not answered at its address since ${day}.`;
  return `${trouble.file} has other columns at its source since ${day}. ${changeSentences(trouble.changes).join(" ")}`;
}

/** Whether what was promised can still be had, in a sentence. */
export const standsSentence = ({ isPinned }: Pick<Trouble, "isPinned">): string =>
  isPinned ? "The pinned copy stands, and it is what counts." : "No copy of it was pinned.";

const MOST_REASON = 1_000;

/** Why more time is due to everyone, as staff may announce it. */
export function reasonFor(troubles: Trouble[], zone: string): string {
  const sets = (kind: Trouble["kind"]) => [
    ...new Set(troubles.filter((one) => one.kind === kind).map(({ dataset }) => `“${dataset}”`)),
  ];
  const since = troubles[0] ? ` since ${dayText(troubles[0].since, zone)}` : "";
  const [failing, drifted] = [sets("failing"), sets("drifted")];
  const sentences = [
    ...(failing.length > 0 ? [`Files of ${list(failing)} have not answered at their source.`] : []),
    ...(drifted.length > 0 ? [`Files of ${list(drifted)} have other columns than those that were promised.`] : []),
    `There has been trouble with the data${since}: everyone gets more time.`,
  ];
  return sentences.join(" ").slice(0, MOST_REASON);
}
