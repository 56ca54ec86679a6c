import type { Refusal } from "~/kernel/result";
import { count, list } from "~/kernel/text";
import type { Fact } from "~/record/entry";

/** Why a sheet that was sealed does not count: its entry is withdrawn, its juror stood back, or it was reopened and left so. */
export type Cause = "withdrawn" | "recused" | "reopened";

/** A sheet that names no round is of the first. */
type Numbered = { juror: number | null; entry: number | null; round?: number };

/** The newest seal of a juror's sheet for an entry in the record; numbers are null where nobody and nothing has them any more. */
export type SealedSheet = Numbered & { seal: string; cause: Cause | null };

/** A sheet that counts, with the seal that its scores and words give. */
export type CountedSheet = Numbered & { seal: string };

export type Missing = { juror: number; entry: number; round: number; cause: Cause };

const keyOf = ({ juror, entry, round = 1 }: Numbered): string => `${juror}:${entry}:${round}`;
const late = (round?: number): string => (round === 2 ? " in the second round" : "");
const named = ({ juror, entry, round }: Numbered): string =>
  `juror ${juror ?? "unknown"}’s sheet for entry ${entry ?? "unknown"}${late(round)}`;

/**
 * Why results cannot be published: what was sealed is what is revealed and what is missing by name, and nothing else
 * (record.md, "Sealed scores"). A sheet that is not as it was sealed was changed behind the program's back.
 */
export function whyNotReveal(sealed: SealedSheet[], counted: CountedSheet[]): Refusal | null {
  const seals = new Map(sealed.map((one) => [keyOf(one), one.seal]));
  const counts = new Set(counted.map(keyOf));
  const changed = counted.filter((one) => seals.get(keyOf(one)) !== one.seal);
  const lost = sealed.filter((one) => !counts.has(keyOf(one)) && one.cause === null);
  const [first] = [...changed, ...lost];
  if (!first) return null;
  const others = changed.length + lost.length - 1;
  const more = others > 0 ? ` So it is with ${count(others, "more sheet")}.` : "";
  const what = changed.length > 0 ? "is not what the record says was sealed" : "was sealed and is not there any more";
  return {
    code: "not-as-sealed",
    message: `Nothing is published: ${named(first)} ${what}.${more} Whoever runs this site has to look into it.`,
  };
}

/** The sheets that were sealed and do not count, in order. */
export function missingOf(sealed: SealedSheet[], counted: CountedSheet[]): Missing[] {
  const counts = new Set(counted.map(keyOf));
  return sealed
    .flatMap(({ juror, entry, round = 1, cause }) =>
      cause !== null && juror !== null && entry !== null && !counts.has(keyOf({ juror, entry, round }))
        ? [{ juror, entry, round, cause }]
        : [],
    )
    .sort((a, b) => a.entry - b.entry || a.juror - b.juror || a.round - b.round);
}

const WHY: Record<Cause, string> = {
  withdrawn: "the entry was withdrawn",
  recused: "the juror stood back",
  reopened: "it was reopened and not handed in again",
};

/** What a result's act in the record says of the sheets; acts of an earlier version of the program say nothing. */
export type Account = { sealed: number; revealed: number; missing: [number, number, Cause, round?: number][] };

/** So many sheets that do not count are named in one act: a leaf of the record has a largest size. */
const MOST_NAMED = 2000;

/**
 * The account as its line gives it. Of more sheets than a line names it names the first, says how many are missing in
 * all, and commits to the whole list, which is then the content.
 */
export function accountOf(
  sealed: SealedSheet[],
  counted: CountedSheet[],
): { account: { [key: string]: Fact }; content?: { missing: (string | number)[][] } } {
  const missing = missingOf(sealed, counted).map(({ juror, entry, round, cause }) =>
    round === 2 ? [juror, entry, cause, round] : [juror, entry, cause],
  );
  const account = { sealed: sealed.length, revealed: counted.length, missing: missing.slice(0, MOST_NAMED) };
  return missing.length > MOST_NAMED
    ? { account: { ...account, missing_in_all: missing.length }, content: { missing } }
    : { account };
}

/** "24 sheets were sealed as they were handed in, and 23 are revealed. Not revealed: juror 2’s for entry 5 (the entry was withdrawn)." */
export function accountText({ sealed, revealed, missing }: Account): string {
  const all = `${count(sealed, "sheet was", "sheets were")} sealed as handed in`;
  if (sealed === revealed) return `${all}, and ${sealed === 1 ? "it is" : "all are"} revealed.`;
  const some = missing
    .slice(0, 10)
    .map(([juror, entry, cause, round]) => `juror ${juror}’s for entry ${entry}${late(round)} (${WHY[cause]})`);
  const rest = sealed - revealed - some.length;
  const names = list([...some, ...(rest > 0 ? [`${rest.toLocaleString("en")} more`] : [])]);
  return `${all}, and ${revealed.toLocaleString("en")} are revealed. Not revealed: ${names}.`;
}
