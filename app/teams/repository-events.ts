import type { Instant } from "~/kernel/time";

export type EventKind =
  | "renamed"
  | "transferred"
  | "archived"
  | "unarchived"
  | "made_private"
  | "made_public"
  | "vanished"
  | "returned";

/** What became of a repository on GitHub; owner/name before and after, where they changed. */
export type RepositoryEvent = { kind: EventKind; was: string | null; becomes: string | null };
export type SeenEvent = RepositoryEvent & { seenAt: Instant };

/** The columns of an event, and the newest first. */
export const EVENTS = {
  orderBy: { seenAt: "desc" },
  take: 50,
  select: { kind: true, was: true, becomes: true, seenAt: true },
} as const;

type Standing = { owner: string; name: string; isArchived: boolean; isPrivate: boolean };

const is = (kind: EventKind): RepositoryEvent => ({ kind, was: null, becomes: null });

/** What changed between two readings of one repository. `isGone` says that it was not shown the last time. */
export function eventsBetween(before: Standing, after: Standing, { isGone }: { isGone: boolean }): RepositoryEvent[] {
  const names = { was: `${before.owner}/${before.name}`, becomes: `${after.owner}/${after.name}` };
  return [
    ...(isGone ? [is("returned")] : []),
    ...(before.owner !== after.owner ? [{ kind: "transferred" as const, ...names }] : []),
    ...(before.owner === after.owner && before.name !== after.name ? [{ kind: "renamed" as const, ...names }] : []),
    ...(before.isArchived !== after.isArchived ? [is(after.isArchived ? "archived" : "unarchived")] : []),
    ...(before.isPrivate !== after.isPrivate ? [is(after.isPrivate ? "made_private" : "made_public")] : []),
  ];
}

/** The same where GitHub shows it no more; nothing where that is known. */
export const eventsOfSilence = ({ isGone }: { isGone: boolean }): RepositoryEvent[] => (isGone ? [] : [is("vanished")]);

/** An event as a sentence. */
export function eventText({ kind, was, becomes }: RepositoryEvent): string {
  switch (kind) {
    case "renamed":
      return `Renamed from ${was} to ${becomes}; it is the same repository by GitHub’s number.`;
    case "transferred":
      return `Moved to another owner, from ${was} to ${becomes}; it is the same repository by GitHub’s number.`;
    case "archived":
      return "Archived: it is read-only on GitHub.";
    case "unarchived":
      return "Taken out of the archive.";
    case "made_private":
      return "Made private.";
    case "made_public":
      return "Made public.";
    case "vanished":
      return "GitHub shows it no more: it was deleted, or hidden from Palio.";
    case "returned":
      return "GitHub shows it again.";
  }
}
