import type { Refusal } from "~/kernel/result";
import { list } from "~/kernel/text";
import type { Instant } from "~/kernel/time";

/** What stands in the place of words that were erased. */
export const ERASED = "Erased on request.";

/** What stands in the place of a name. */
export const NOBODY = "Somebody who left";

/** A line of the record whose words are erased, and its challenge. */
export type ErasedLine = { challengeId: string; hash: string };

type Challenge = { title: string; closesAt: Instant | null; resultsPublishedAt: Instant | null };

/** What still rests on a person. */
export type Standing = {
  isAdministrator: boolean;
  /** Organisations that have no other owner, by name. */
  soleOwnerOf: string[];
  /** Challenges they chair, and challenges on whose jury they sit. */
  chairOf: Challenge[];
  jurorOf: Challenge[];
  /** Teams that they are in and that stand: whether they lead it, how many are in it, whether an entry is handed in. */
  teams: { name: string; isCaptain: boolean; members: number; hasEntry: boolean; challenge: Challenge }[];
};

const running = (all: Challenge[]): string[] =>
  all.filter(({ resultsPublishedAt }) => resultsPublishedAt === null).map(({ title }) => title);

/** Why a person's data cannot be erased yet: what others rely on is handed over or ended first. Null where nothing is in the way. */
export function whyNotErase(standing: Standing, at: Instant): Refusal | null {
  const { isAdministrator, soleOwnerOf } = standing;
  if (isAdministrator)
    return {
      code: "administrator",
      message: "You administer this site. Have whoever runs it take that from you first.",
    };
  if (soleOwnerOf.length > 0)
    return {
      code: "sole-owner",
      message: `You are the only owner of ${list(soleOwnerOf)}. Have another owner named first.`,
    };
  const chaired = running(standing.chairOf);
  if (chaired.length > 0)
    return { code: "chair", message: `You chair ${list(chaired)}. Have the city take you off it first.` };
  const judged = running(standing.jurorOf);
  if (judged.length > 0)
    return {
      code: "juror",
      message: `You are on the jury of ${list(judged)}, whose results are not out. Have the chair excuse you first.`,
    };
  return whyNotLeave(standing, at);
}

function whyNotLeave({ teams }: Standing, at: Instant): Refusal | null {
  for (const { name, isCaptain, members, hasEntry, challenge } of teams) {
    if (challenge.resultsPublishedAt !== null) continue;
    if (members > 1 && isCaptain)
      return { code: "captain", message: `You lead the team ${name}. Hand it over to another member first.` };
    if (members > 1 || !hasEntry) continue;
    const isOpen = challenge.closesAt !== null && at < challenge.closesAt;
    return isOpen
      ? { code: "entry", message: `Your entry to ${challenge.title} is handed in. Withdraw it first.` }
      : {
          code: "judged",
          message: `Your entry to ${challenge.title} is being judged. It can be erased once the results are out.`,
        };
  }
  return null;
}
