/** A person as far as conflicts ask: who they are and whom they work for. */
export type Engaged = {
  personId: string;
  /** The employer the person states, as typed. */
  affiliation: string;
  /** Organisations on this site that the person works in. */
  organisations: { id: string; name: string }[];
};

export type Conflict = { kind: "team" | "organisation"; reason: string };

const folded = (name: string): string => name.normalize("NFKC").trim().replace(/\s+/g, " ").toLocaleLowerCase("en");

/** Every employer by a name that two spellings share, mapped to how it is written. */
function employersOf({ affiliation, organisations }: Engaged): Map<string, string> {
  const names = [affiliation, ...organisations.map(({ name }) => name)];
  return new Map(names.filter((name) => folded(name) !== "").map((name) => [folded(name), name.trim()]));
}

/**
 * Why a juror may not score a team's entry, where the site can see it by itself: the juror is in the team, or works
 * where one of its members works. Null where nothing is seen; jurors declare the rest.
 */
export function detectedConflict(juror: Engaged, members: Engaged[]): Conflict | null {
  if (members.some(({ personId }) => personId === juror.personId))
    return { kind: "team", reason: "The juror is a member of the team." };
  const ids = new Set(juror.organisations.map(({ id }) => id));
  const names = employersOf(juror);
  for (const member of members) {
    const shared =
      member.organisations.find(({ id }) => ids.has(id))?.name ??
      [...employersOf(member)].find(([name]) => names.has(name))?.[1];
    if (shared) return { kind: "organisation", reason: `The juror and a member of the team both work for ${shared}.` };
  }
  return null;
}
