import { type Difference, differing, type Facts, gone, type Leaf, unknown } from "./compare";

/** The dates of a challenge by their columns, as ISO instants. */
export type Dates = { [column: string]: string };

/** The dates that the record gives a challenge: those it was published with, and every move since. */
export function datesIn(leaves: Leaf[]): { dates: Dates; last: Leaf | null } {
  const dates: Dates = {};
  let last: Leaf | null = null;
  for (const leaf of leaves) {
    if (leaf.type === "challenge.published")
      for (const [name, at] of Object.entries(leaf.facts.calendar as Facts)) dates[`${name}_at`] = String(at);
    else if (leaf.type === "calendar.changed")
      for (const { field, after } of leaf.facts.changes as { field: string; after: string }[]) dates[field] = after;
    else continue;
    last = leaf;
  }
  return { dates, last };
}

/** Where a challenge's dates are not those of the record. */
export function dateDifferences(leaves: Leaf[], { row, dates }: { row: string; dates: Dates }): Difference[] {
  const said = datesIn(leaves);
  if (said.last === null) return [unknown(row)];
  const moved = Object.keys(said.dates).filter((column) => said.dates[column] !== dates[column]);
  return moved.length === 0 ? [] : [differing(said.last, row, moved)];
}

/** An entry of a challenge, and the instant from which it is withdrawn. */
export type EntryRow = { id: string; withdrawnAt: string | null };

/** Where an entry is withdrawn, or stands, and the record says otherwise. */
export function withdrawalDifferences(leaves: Leaf[], entries: EntryRow[]): Difference[] {
  const last = new Map<string, Leaf>();
  for (const leaf of leaves)
    if (leaf.type === "submission.withdrawn" || leaf.type === "submission.received")
      last.set(String(leaf.facts.submission), leaf);
  return entries.flatMap(({ id, withdrawnAt }) => {
    const leaf = last.get(id);
    const said = leaf?.type === "submission.withdrawn" ? leaf.at : null;
    if (said === withdrawnAt) return [];
    return leaf ? [differing(leaf, `submission ${id}`, ["withdrawn_at"])] : [unknown(`submission ${id}`)];
  });
}

/** A juror's assignment by number of juror, entry and round, and the instant from which it is given back. */
export type AssignmentRow = {
  id: string;
  juror: number | null;
  entry: number;
  round: number;
  releasedAt: string | null;
};

type Standing = { releasedAt: string | null; leaf: Leaf };

/** What the record says of who scores what: "juror/entry/round" as they were assigned and given back, in order. */
function assignmentsIn(leaves: Leaf[]): Map<string, Standing> {
  const numbers = new Map<string, number>();
  const standing = new Map<string, Standing>();
  for (const leaf of leaves) {
    const { facts, type, at } = leaf;
    // Acts of the first round name none; a final is named by its identifier, and whoever stands back from it has still
    // scored in the rounds before.
    const round = facts.round ?? 1;
    if (type === "jury.pool") numbers.set(String(facts.juror), Number(facts.number));
    if (type === "jury.assigned")
      for (const [juror, entry] of facts.pairs as [number, number][])
        standing.set(`${juror}/${entry}/${round}`, { releasedAt: null, leaf });
    if (type === "jury.recused" && typeof round === "number")
      for (const entry of facts.entries as number[])
        standing.set(`${numbers.get(String(facts.juror))}/${entry}/${round}`, { releasedAt: at, leaf });
  }
  return standing;
}

/** Where an assignment stands or is given back, and the record says otherwise. */
export function assignmentDifferences(leaves: Leaf[], rows: AssignmentRow[]): Difference[] {
  const said = assignmentsIn(leaves);
  const met = new Set<string>();
  const found = rows.flatMap(({ id, juror, entry, round, releasedAt }) => {
    const key = `${juror}/${entry}/${round}`;
    met.add(key);
    const one = said.get(key);
    if (!one) return [unknown(`assignment ${id}`)];
    return one.releasedAt === releasedAt ? [] : [differing(one.leaf, `assignment ${id}`, ["released_at"])];
  });
  return [...found, ...[...said].filter(([key]) => !met.has(key)).map(([, { leaf }]) => gone(leaf))];
}

/** A juror of the second round by identifier, since when and until when they score it. */
export type SecondJurorRow = { juror: string; joinedAt: string; leftAt: string | null };

type Named = Omit<SecondJurorRow, "juror"> & { leaf: Leaf };

/**
 * Who scores the second round as the record has it: those that it was opened with, and everybody who came and went since.
 * Null where it was opened before its jurors were named.
 */
function secondJurorsIn(leaves: Leaf[]): Map<string, Named> | null {
  let named: Map<string, Named> | null = null;
  for (const leaf of leaves) {
    const { facts, type, at } = leaf;
    if (type === "round.opened" && facts.by === "sheets" && Array.isArray(facts.jurors))
      named = new Map(facts.jurors.map((juror) => [String(juror), { joinedAt: at, leftAt: null, leaf }]));
    if (facts.round !== 2 || !named) continue;
    const juror = String(facts.juror);
    const standing = named.get(juror);
    if (type === "jury.pool") named.set(juror, { joinedAt: at, leftAt: null, leaf });
    if (type === "jury.recused" && ["left", "taken_out"].includes(String(facts.cause)) && standing?.leftAt === null)
      named.set(juror, { ...standing, leftAt: at, leaf });
  }
  return named;
}

/** Where somebody scores the second round, or does not, and the record says otherwise. */
export function secondJurorDifferences(leaves: Leaf[], rows: SecondJurorRow[]): Difference[] {
  const said = secondJurorsIn(leaves);
  if (said === null) return [];
  const met = new Set(rows.map(({ juror }) => juror));
  const found = rows.flatMap(({ juror, joinedAt, leftAt }) => {
    const row = `second_round_juror ${juror}`;
    const one = said.get(juror);
    if (!one) return [unknown(row)];
    const parts = [...(one.joinedAt === joinedAt ? [] : ["joined_at"]), ...(one.leftAt === leftAt ? [] : ["left_at"])];
    return parts.length === 0 ? [] : [differing(one.leaf, row, parts)];
  });
  return [...found, ...[...said].filter(([juror]) => !met.has(juror)).map(([, { leaf }]) => gone(leaf))];
}
