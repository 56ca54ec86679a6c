import { type Calendar, whyNotEnter } from "~/challenges/phase";
import type { Refusal } from "~/kernel/result";
import { count } from "~/kernel/text";
import type { Instant } from "~/kernel/time";
import type { EntryDraft } from "~/submissions/draft/draft";
import { LEAST_DESCRIPTION, MOST_PITCH } from "~/submissions/draft/draft.schema";
import { type TeamSize, whyNotThisSize } from "~/teams/members/membership";

/** All that handing in asks about: what was typed, the team, and the rules. */
export type EntryFacts = {
  draft: EntryDraft;
  repositoryUrl: string | null;
  /** Why the commit that the team declared cannot be handed in; null where it can, or where none is declared. */
  whyNotCommit: string | null;
  teamSize: number;
  limits: TeamSize;
  /** The newest rules version, and the newest that anyone of the team accepted. */
  rules: { newest: number; accepted: number | null };
};

/** Where a missing thing is put right. */
export type Place = "draft" | "team" | "repository" | "commit" | "rules";
export type Item = { code: string; place: Place; title: string; todo: string | null };

const size = (text: string): number => [...text.trim()].length;

/** Why an address cannot stand in an entry; null for an empty one. */
export function whyNotThisAddress(typed: string): string | null {
  const text = typed.trim();
  if (text === "") return null;
  if (!URL.canParse(text)) return "That is not an address. It begins with https://.";
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return "Only addresses that begin with https:// or http://.";
  if (!url.hostname.includes(".") || url.username !== "" || url.password !== "")
    return "That is not an address that the jury can open.";
  return null;
}

/** What an entry needs before it can be handed in, in the order of the form. */
export function entryChecklist({ draft, repositoryUrl, whyNotCommit, teamSize, limits, rules }: EntryFacts): Item[] {
  const pitch = size(draft.pitch);
  const description = size(draft.description);
  const item = (code: string, place: Place, title: string, todo: string | null): Item => ({ code, place, title, todo });
  return [
    item("title", "draft", "A title", size(draft.title) >= 3 ? null : "Give the entry a title."),
    item(
      "pitch",
      "draft",
      "A pitch",
      pitch === 0
        ? `Say in at most ${MOST_PITCH} characters what it does.`
        : pitch > MOST_PITCH
          ? `Shorten the pitch by ${count(pitch - MOST_PITCH, "character")}: it has ${pitch} of ${MOST_PITCH}.`
          : null,
    ),
    item(
      "description",
      "draft",
      "A description",
      description >= LEAST_DESCRIPTION
        ? null
        : `Describe how it works: ${description === 0 ? `at least ${LEAST_DESCRIPTION} characters` : `${count(LEAST_DESCRIPTION - description, "character")} more`}.`,
    ),
    item(
      "where",
      "repository",
      "A repository or a demo",
      repositoryUrl !== null || (draft.demoUrl.trim() !== "" && whyNotThisAddress(draft.demoUrl) === null)
        ? null
        : "Link a repository, or give the address of a demo: the jury has to see the thing itself.",
    ),
    ...(whyNotCommit ? [item("commit", "commit", "The declared commit", whyNotCommit)] : []),
    ...(["demoUrl", "videoUrl"] as const).flatMap((field) => {
      const why = whyNotThisAddress(draft[field]);
      return why ? [item(field, "draft", field === "demoUrl" ? "The demo’s address" : "The video’s address", why)] : [];
    }),
    item("team", "team", "The size of the team", whyNotThisSize(teamSize, limits)?.message ?? null),
    item(
      "rules",
      "rules",
      `Rules version ${rules.newest} accepted`,
      rules.accepted === rules.newest
        ? null
        : rules.accepted === null
          ? `Accept rules version ${rules.newest} for the team.`
          : `The rules changed: your team accepted version ${rules.accepted}. Accept version ${rules.newest}.`,
    ),
  ];
}

/** Why this cannot be handed in now: the calendar first, then the first unfinished item. Serves button, verb and test. */
export function whyNotSubmit(facts: EntryFacts, calendar: Calendar, now: Instant): Refusal | null {
  const closed = whyNotEnter(calendar, now);
  if (closed) return closed;
  const first = entryChecklist(facts).find(({ todo }) => todo !== null);
  return first?.todo ? { code: first.code, message: first.todo } : null;
}

/** Why an entry cannot be withdrawn now: only while entries are open. */
export function whyNotWithdraw(isWithdrawn: boolean, calendar: Calendar, now: Instant): Refusal | null {
  if (isWithdrawn) return { code: "withdrawn", message: "The entry is withdrawn already." };
  const closed = whyNotEnter(calendar, now);
  return closed && { ...closed, message: `${closed.message} What was handed in stays with the jury.` };
}

/** The number of an entry whose scores its team can read: it stands, and results are published; null otherwise. */
export const scoredEntry = (
  entry: { number: number; withdrawnAt: Instant | null } | null,
  { resultsPublishedAt }: Pick<Calendar, "resultsPublishedAt">,
): number | null => (entry && !entry.withdrawnAt && resultsPublishedAt ? entry.number : null);
