/** What decides between entries whose scores are equal as they are shown, in this order; fixed before entries open. */
export type TieChain = {
  /** A criterion's id: the higher mean of its levels comes first. Null where none was declared. */
  priority: string | null;
  /** Whether the jurors who scored both entries decide by which of the two they scored higher. */
  direct: boolean;
  /** What is left is shared, or lots are drawn in public. */
  last: "shared" | "draw";
};

/** What set an entry apart from its equals; "shared" where nothing did. */
export type TieStep = "priority" | "direct" | "draw" | "shared";

/** An entry with what ties are broken by; null where no sheet counts. */
export type Contender = {
  entry: number;
  /** As it is shown. */
  score: number;
  /** The mean of the declared criterion's levels. */
  priority: number | null;
  /** Each juror's score of it, as it is shown; one who scored in two rounds counts as one in each. */
  byJuror: ReadonlyMap<string | number, number>;
};

type Place = { entries: Contender[]; step: TieStep | null };
/** A step by its name, and what it gives to one of several equals: the higher comes first. */
type Step = [TieStep, (one: Contender, among: Contender[]) => number];

/**
 * Places from the best on, each with its entry, or with those that share it. Scores decide first, then the steps of the
 * chain; the order in which contenders are given changes nothing. `lotsAmong` puts all entries, which it is given in the
 * order of their numbers, into the order of their lots.
 */
export function placesOf(
  contenders: Contender[],
  chain: TieChain,
  lotsAmong: (entries: number[]) => number[],
): Place[] {
  const byNumber = [...contenders].sort((a, b) => a.entry - b.entry);
  const lots = new Map(lotsAmong(byNumber.map(({ entry }) => entry)).map((entry, lot) => [entry, lot]));
  const steps: Step[] = [];
  if (chain.priority !== null) steps.push(["priority", ({ priority }) => priority ?? -Infinity]);
  if (chain.direct) steps.push(["direct", winsAmong]);
  if (chain.last === "draw") steps.push(["draw", ({ entry }) => -(lots.get(entry) as number)]);
  return split(byNumber, ({ score }) => score).flatMap((equals) =>
    equals.length === 1 ? [{ entries: equals, step: null }] : apart(equals, steps),
  );
}

/** Equals by the first step that sets them apart; the parts that are still equal by those after it. */
function apart(equals: Contender[], steps: Step[]): Place[] {
  const [first, ...others] = steps;
  if (!first) return [{ entries: equals, step: "shared" }];
  const [step, by] = first;
  const parts = split(equals, (one) => by(one, equals));
  return parts.flatMap((part): Place[] => (part.length === 1 ? [{ entries: part, step }] : apart(part, others)));
}

/** Groups of equal value, the highest first. */
function split(contenders: Contender[], by: (one: Contender) => number): Contender[][] {
  const groups = new Map<number, Contender[]>();
  for (const one of contenders) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return [...groups].sort(([a], [b]) => b - a).map(([, group]) => group);
}

/** How many of its equals an entry beats less those that beat it: more of the jurors who scored both put it higher. */
const winsAmong = (one: Contender, among: Contender[]): number =>
  among.reduce((sum, other) => sum + Math.sign(votesFor(one, other)), 0);

const votesFor = (one: Contender, other: Contender): number =>
  [...one.byJuror].reduce((sum, [juror, score]) => {
    const theirs = other.byJuror.get(juror);
    return theirs === undefined ? sum : sum + Math.sign(score - theirs);
  }, 0);
