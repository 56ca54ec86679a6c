import type { Chain } from "./beacon";
import { faultsOfBeacon, faultsOfNonces, type Hands, notesOfHands, whyBeaconTooSoon, whyOtherSeed } from "./check-made";
import { type Announced, type Committed, type Line, lineOf, type Made, type Revealed, type Used } from "./lines";
import { commitmentTo } from "./nonces";

/**
 * One draw as the record tells it: what it is for, where its seed comes from, and the places of the lines that announced
 * and made it. `beacon` is drand’s number, `teams` how many revealed a nonce; each is null for the other source. `state` is "recomputed" where nothing is left to believe, "not checked" where the drand network is not
 * known here, "waiting" until it is made, "wrong" where a line of it is at fault. `notes` are sentences on what is no
 * fault, and still to be known.
 */
export type DrawChecked = {
  draw: string;
  challenge: string;
  purpose: Announced["purpose"];
  round: 1 | 2;
  source: Announced["source"];
  beacon: number | null;
  teams: number | null;
  state: "recomputed" | "not checked" | "waiting" | "wrong";
  announced: number;
  made: number | null;
  seed: string | null;
  notes: string[];
};

/** `withoutDraw` counts the seeds for assignments that no draw gave. */
export type DrawsChecked = {
  draws: DrawChecked[];
  withoutDraw: number;
  faults: { index: number; why: string }[];
};

/** A draw since it was announced; `chain` is the drand network that it names, where that is known. */
type Opened = {
  index: number;
  hash: string;
  facts: Announced;
  chain: Chain | undefined;
  hands: Hands;
  made: { index: number; seed: string } | null;
  isWrong: boolean;
  notes: string[];
};
/** Draws by their own names, and the first for each thing by the thing’s: a challenge has one assignment and one result a round. */
type Account = { chains: Chain[]; opened: Map<string, Opened>; first: Map<string, Opened>; withoutDraw: number };

/**
 * Computes every draw of a record anew from its lines, which may be all of them or only those about draws, in any order;
 * `index` is a line's place in the record. Throws nothing: what is wrong is among the faults, by its line.
 */
export function checkDraws(leaves: { index: number; leaf: string }[], chains: Chain[]): DrawsChecked {
  const account: Account = { chains, opened: new Map(), first: new Map(), withoutDraw: 0 };
  const lines = leaves.flatMap((leaf) => lineOf(leaf) ?? []).sort((a, b) => a.index - b.index);
  const faults = lines.flatMap((line) => faultsOf(account, line).map((why) => ({ index: line.index, why })));
  return { draws: [...account.opened.values()].map(checked), withoutDraw: account.withoutDraw, faults };
}

function checked({ index, facts, chain, hands, made, isWrong, notes }: Opened): DrawChecked {
  const { draw, challenge, purpose, round, source } = facts;
  const isKnown = source === "nonces" || chain !== undefined;
  const state = isWrong ? "wrong" : made === null ? "waiting" : isKnown ? "recomputed" : "not checked";
  const beacon = facts.source === "drand" ? facts.beacon : null;
  const teams = facts.source === "nonces" ? hands.nonces.size : null;
  return {
    ...{ draw, challenge, purpose, round, source, beacon, teams, state, announced: index },
    ...{ made: made?.index ?? null, seed: made?.seed ?? null, notes },
  };
}

/** Reads the next line into the account, and says what is wrong with it. */
function faultsOf(account: Account, line: Line): string[] {
  const { facts } = line;
  if (!facts) return [`This is about a draw, and ${line.unread} cannot be read.`];
  if (facts.type === "draw.announced") return faultsOfAnnouncement(account, { ...line, facts });
  if ((facts.type === "jury.seed" || facts.type === "result.published") && facts.draw === undefined)
    return faultsOfDrawless(account, facts);
  const opened = account.opened.get(facts.draw ?? "");
  if (opened?.facts.challenge !== facts.challenge)
    return ["It names a draw that was not announced before it for this challenge."];
  const faults = faultsWithin(opened, line.index, facts);
  if (faults.length > 0) opened.isWrong = true;
  return faults;
}

function faultsWithin(opened: Opened, index: number, facts: Committed | Revealed | Made | Used): string[] {
  if (facts.type === "draw.committed") return faultsOfCommitment(opened, facts);
  if (facts.type === "draw.revealed") return faultsOfNonce(opened, facts);
  if (facts.type === "draw.made") return faultsOfMade(opened, index, facts);
  return faultsOfUse(opened, facts);
}

type Kind = { challenge: string; purpose: Announced["purpose"]; round: 1 | 2 };

const thingOf = ({ challenge, purpose, round }: Kind): string => `${challenge} ${purpose} ${round}`;

function faultsOfAnnouncement(account: Account, { index, hash, facts }: Line & { facts: Announced }): string[] {
  const known = account.opened.get(facts.draw);
  if (known) {
    known.isWrong = true;
    return ["It announces a draw that was announced before."];
  }
  const chain = facts.source === "drand" ? account.chains.find((one) => one.hash === facts.chain) : undefined;
  const isSecond = account.first.has(thingOf(facts));
  const why = facts.source === "nonces" ? whyNoTime(facts) : chain ? whyBeaconTooSoon(facts, chain) : null;
  const faults = [
    ...(isSecond ? ["A second draw is announced for the same thing: whoever may ask again is choosing."] : []),
    ...(why ? [why] : []),
  ];
  const notes =
    facts.source === "drand" && !chain
      ? [`Neither the time nor the signature of beacon ${facts.beacon} was checked: ${facts.chain} is not known here.`]
      : [];
  const hands = { commitments: new Map(), nonces: new Map() };
  const opened = { index, hash, facts, chain, hands, made: null, isWrong: faults.length > 0, notes };
  account.opened.set(facts.draw, opened);
  if (!isSecond) account.first.set(thingOf(facts), opened);
  return faults;
}

const whyNoTime = ({ at, commits_until, reveals_until }: Extract<Announced, { source: "nonces" }>): string | null =>
  at < commits_until && commits_until < reveals_until ? null : "It leaves no time to commit, or none to reveal.";

const BY_DRAND = "This draw is by drand and takes no nonces.";
const found = (why: string | null): string[] => (why ? [why] : []);

function faultsOfCommitment({ facts, hands, made }: Opened, { entry, nonce_hash, at }: Committed): string[] {
  if (facts.source !== "nonces") return [BY_DRAND];
  if (hands.commitments.has(entry)) return [`Entry ${entry} had committed before.`];
  if (at < facts.at) return ["It is dated before the announcement of the draw."];
  if (at > facts.commits_until) return ["It came after the time to commit had ended."];
  if (made || hands.nonces.size > 0) return ["It came when nonces were already revealed."];
  hands.commitments.set(entry, nonce_hash);
  return [];
}

function faultsOfNonce({ facts, hands, made }: Opened, { draw, entry, nonce, at }: Revealed): string[] {
  if (facts.source !== "nonces") return [BY_DRAND];
  const commitment = hands.commitments.get(entry);
  if (commitment === undefined) return [`Entry ${entry} reveals a nonce and had committed to none.`];
  if (hands.nonces.has(entry)) return [`Entry ${entry} had revealed its nonce before.`];
  if (commitmentTo({ draw, party: entry, nonce }) !== commitment)
    return [`The nonce of entry ${entry} is not the one that it had committed to.`];
  if (at < facts.commits_until) return ["It came while others could still commit."];
  if (at > facts.reveals_until) return ["It came after the time to reveal had ended."];
  if (made) return ["It came when the draw was already made."];
  hands.nonces.set(entry, nonce);
  return [];
}

function faultsOfMade(opened: Opened, index: number, made: Made): string[] {
  if (opened.made) return ["This draw was made before, and has one seed."];
  opened.made = { index, seed: made.seed };
  const { facts, chain, hands } = opened;
  if (facts.source === "nonces") opened.notes.push(...notesOfHands(hands));
  return [
    ...found(made.announced === opened.hash ? null : "It names another announcement than that of its draw."),
    ...(facts.source === "drand" ? faultsOfBeacon(facts, made, chain) : faultsOfNonces(facts, made, hands)),
    ...found(whyOtherSeed(made)),
  ];
}

const purposeOf = ({ type }: Used): Announced["purpose"] => (type === "jury.seed" ? "assignment" : "result");

/** Counts a seed that no draw gave; where one was announced for the same, it may not be passed over. */
function faultsOfDrawless(account: Account, facts: Used): string[] {
  const purpose = purposeOf(facts);
  if (purpose === "assignment") account.withoutDraw += 1;
  const passed = account.first.get(thingOf({ ...facts, purpose }));
  if (!passed) return [];
  passed.isWrong = true;
  return [`It settles the ${purpose} without the draw that was announced for it.`];
}

function faultsOfUse({ facts, made }: Opened, used: Used): string[] {
  const purpose = purposeOf(used);
  if (facts.purpose !== purpose) return [`The draw that it names was announced for the ${facts.purpose}.`];
  if (purpose === "assignment" && facts.round !== used.round)
    return [`The draw that it names was announced for round ${facts.round}.`];
  if (!made) return ["It uses the seed of a draw that was not made before it."];
  return found(used.seed === made.seed ? null : "Its seed is not the one that was drawn.");
}
