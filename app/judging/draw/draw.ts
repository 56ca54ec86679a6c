import type { Refusal } from "~/kernel/result";
import { count, list } from "~/kernel/text";
import { type Instant, instantText } from "~/kernel/time";
import { LEAST_TEAMS, NO_SEED } from "~/record/draw/no-seed";
import type { Outcome } from "~/record/draw/outcome";

export type Purpose = "assignment" | "result";

export type Windows = { commitsUntil: Instant | null; dueAt: Instant; isDrawn: boolean; timeZone: string };

const drawn: Refusal = { code: "drawn", message: "The seed is drawn; nobody can take part any more." };

/** Why a team cannot commit to a number: up to, but not at, `commitsUntil` it can, once. */
export function whyNotCommit(
  { commitsUntil, isDrawn, timeZone }: Windows,
  hasCommitted: boolean,
  now: Instant,
): Refusal | null {
  if (isDrawn) return drawn;
  if (!commitsUntil)
    return { code: "by-drand", message: "This seed comes from drand; teams add nothing to it, and need not." };
  if (hasCommitted)
    return { code: "committed", message: "Your team has committed to a number already, and that one stands." };
  if (now >= commitsUntil)
    return { code: "too-late", message: `Teams could commit until ${instantText(commitsUntil, timeZone)}.` };
  return null;
}

/** Why a team cannot open its number: from `commitsUntil` up to, but not at, `dueAt` it can, if it has committed to one. */
export function whyNotReveal(
  { commitsUntil, dueAt, isDrawn, timeZone }: Windows,
  part: { nonce: string | null } | null,
  now: Instant,
): Refusal | null {
  if (isDrawn) return drawn;
  if (!commitsUntil || !part)
    return { code: "not-committed", message: "Your team has committed to no number, so there is none to open." };
  if (part.nonce !== null) return { code: "revealed", message: "Your team has opened its number." };
  if (now < commitsUntil)
    return {
      code: "too-early",
      message: `Numbers are opened when nobody can commit any more: from ${instantText(commitsUntil, timeZone)}.`,
    };
  if (now >= dueAt)
    return { code: "too-late", message: `Numbers could be opened until ${instantText(dueAt, timeZone)}.` };
  return null;
}

/** Who took part in a draw by numbers, and what follows, in words. */
export function partsText({ seed, revealed, refused }: Pick<Outcome, "seed" | "revealed" | "refused">): string {
  const teams = (entries: number[]) =>
    `the ${entries.length === 1 ? "team" : "teams"} of ${entries.length === 1 ? "entry" : "entries"} ${list(entries.map(String))}`;
  const took =
    revealed.length === 0 ? "No team opened a number." : `The city and ${teams(revealed)} opened their numbers.`;
  const not =
    refused.length === 0
      ? ""
      : ` ${sentence(teams(refused))} did not open what ${refused.length === 1 ? "it" : "they"} had committed to.`;
  const rule =
    seed === NO_SEED
      ? ` That is fewer than the city and ${count(LEAST_TEAMS, "team")} need, so what was fixed for that holds: no seed is drawn.`
      : "";
  return `${took}${not}${rule}`;
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
