import type { Refusal } from "~/kernel/result";
import { count } from "~/kernel/text";

/** The limits a challenge sets on its teams; both ends count. */
export type TeamSize = { minTeam: number; maxTeam: number };

/** A team as far as the rules about its members ask. */
export type Crew = { size: number; hasHandedIn: boolean; isDissolved: boolean };

/** "1 person", "2 to 4 people", "up to 4 people". */
export const teamSizeText = ({ minTeam, maxTeam }: TeamSize): string => {
  if (minTeam === maxTeam) return count(maxTeam, "person", "people");
  return minTeam === 1 ? `up to ${maxTeam} people` : `${minTeam} to ${maxTeam} people`;
};

/** Why a team takes nobody in: it is gone, or as large as the challenge allows. */
export function whyNotTakeIn(
  { size, isDissolved }: Pick<Crew, "size" | "isDissolved">,
  limits: TeamSize,
): Refusal | null {
  if (isDissolved) return { code: "dissolved", message: "This team has dissolved." };
  if (size >= limits.maxTeam)
    return {
      code: "full",
      message: `The team is full: a team on this challenge has ${limits.minTeam === limits.maxTeam ? "" : "at most "}${count(limits.maxTeam, "person", "people")}.`,
    };
  return null;
}

/** Why a team that has handed in loses nobody: it would be smaller than the challenge allows, with an entry that stands. */
export function whyNotShrink({ size, hasHandedIn }: Crew, { minTeam }: Pick<TeamSize, "minTeam">): Refusal | null {
  if (!hasHandedIn || size > minTeam || size === 1) return null;
  return {
    code: "too-small",
    message: `Your team has handed in, and a team on this challenge has at least ${count(minTeam, "person", "people")}. Take somebody in first, or withdraw the entry.`,
  };
}

/** A captain hands over first, unless alone; and what was handed in keeps its last author. */
export function whyNotLeave(crew: Crew, isCaptain: boolean, limits: Pick<TeamSize, "minTeam">): Refusal | null {
  const { size, hasHandedIn } = crew;
  if (size === 1 && hasHandedIn)
    return {
      code: "handed-in",
      message: "You are the last of a team that has handed in. Withdraw the entry first, or stay with it.",
    };
  if (isCaptain && size > 1)
    return { code: "captain", message: "You are the captain. Hand the team over to somebody first, then leave." };
  return whyNotShrink(crew, limits);
}

/** Why a team of this size may not hand in. */
export function whyNotThisSize(size: number, { minTeam, maxTeam }: TeamSize): Refusal | null {
  if (size < minTeam)
    return {
      code: "too-small",
      message: `A team on this challenge has at least ${count(minTeam, "person", "people")}. Yours has ${size}.`,
    };
  if (size > maxTeam)
    return {
      code: "too-large",
      message: `A team on this challenge has at most ${count(maxTeam, "person", "people")}. Yours has ${size}.`,
    };
  return null;
}

/** Why nobody outside may ask to join. */
export function whyNotAsk(
  { size, isDissolved, isLooking }: Pick<Crew, "size" | "isDissolved"> & { isLooking: boolean },
  limits: TeamSize,
): Refusal | null {
  if (!isDissolved && !isLooking)
    return { code: "not-looking", message: "This team is not looking for people at present." };
  return whyNotTakeIn({ size, isDissolved }, limits);
}

export const ONE_TEAM: Refusal = {
  code: "one-team",
  message: "You are already in a team on this challenge. One person enters once.",
};
