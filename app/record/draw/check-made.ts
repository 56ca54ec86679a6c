import { count } from "~/kernel/text";
import { MINUTE } from "~/kernel/time";
import { beaconAfter, type Chain, isBeacon, randomnessOf, timeOfBeacon } from "./beacon";
import type { Announced, Made } from "./lines";
import { LEAST_TEAMS, NO_SEED } from "./no-seed";
import { commitmentTo } from "./nonces";
import { outcomeOf } from "./outcome";
import { LEAD_MINUTES, seedOf } from "./seed";

type ByDrand = Extract<Announced, { source: "drand" }>;
type ByNonces = Extract<Announced, { source: "nonces" }>;

/** What teams did for a draw, by the number of their entry. */
export type Hands = { commitments: Map<number, string>; nonces: Map<number, string> };

const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);
const isSame = (some: number[] | undefined, others: number[]): boolean => (some ?? []).join() === others.join();

/** "no entry", "entry 3", "entries 3, 4". */
const entriesText = (numbers: number[]): string =>
  numbers.length === 0 ? "no entry" : `${numbers.length === 1 ? "entry" : "entries"} ${numbers.join(", ")}`;

/** Whether a beacon could be known when it was announced: why an announcement is wrong, or nothing. */
export function whyBeaconTooSoon(announced: ByDrand, chain: Chain): string | null {
  const earliest = beaconAfter(chain, new Date(announced.at.getTime() + LEAD_MINUTES * MINUTE));
  if (announced.beacon >= earliest) return null;
  const due = timeOfBeacon(chain, announced.beacon).toISOString();
  return `It names beacon ${announced.beacon}, due at ${due}, less than ${LEAD_MINUTES} minutes after the announcement: whoever announced it may have known it.`;
}

/** What is wrong with a draw that was made from a beacon; without the chain its signature and its time stay unchecked. */
export function faultsOfBeacon(announced: ByDrand, made: Made, chain: Chain | undefined): string[] {
  const { beacon } = announced;
  const { signature } = made;
  const faults: string[] = [];
  if (chain && made.at < timeOfBeacon(chain, beacon))
    faults.push(`It was made before beacon ${beacon} was due, at ${timeOfBeacon(chain, beacon).toISOString()}.`);
  if (signature === undefined) return [...faults, `It carries no signature of beacon ${beacon}.`];
  if (chain && !isBeacon(chain, beacon, signature))
    faults.push(`Its signature is not the drand network’s own for beacon ${beacon}.`);
  if (randomnessOf(signature) !== made.randomness)
    faults.push("Its randomness is not the SHA-256 of the signature that it carries.");
  return faults;
}

const refusedIn = ({ commitments, nonces }: Hands): number[] =>
  ascending([...commitments.keys()].filter((entry) => !nonces.has(entry)));

/** What to know of a draw from nonces that is no fault: who had a hand in it, and who kept theirs back. */
export function notesOfHands(hands: Hands): string[] {
  const teams = hands.commitments.size;
  const refused = refusedIn(hands);
  const isVoid = teams < LEAST_TEAMS || hands.nonces.size === 0;
  return [
    ...(isVoid
      ? [
          `${count(teams, "team")} committed to a nonce, and ${hands.nonces.size} revealed one: too few, so there is no seed.`,
        ]
      : []),
    ...(!isVoid && hands.nonces.size === 1
      ? ["Only the city and 1 team took part: the two could have agreed on the seed."]
      : []),
    ...(refused.length > 0
      ? [`What ${entriesText(refused)} committed to was kept back, once the other nonces could be seen.`]
      : []),
  ];
}

/** What is wrong with a draw that was made from the nonces of the city and of teams. */
export function faultsOfNonces(announced: ByNonces, made: Made, { commitments, nonces }: Hands): string[] {
  const faults: string[] = [];
  const revealed = ascending(nonces.keys());
  const refused = refusedIn({ commitments, nonces });
  if (made.at < announced.commits_until) faults.push("It was made while teams could still commit.");
  else if (made.at < announced.reveals_until && refused.length > 0)
    faults.push(`It was made while ${entriesText(refused)} could still reveal.`);
  const { draw, city } = made;
  if (city === undefined) return [...faults, "It carries no nonce of the city."];
  if (commitmentTo({ draw, party: "city", nonce: city }) !== announced.city)
    faults.push("The city’s nonce is not the one that the announcement commits to.");
  if (!isSame(made.entries, revealed))
    faults.push(
      `It counts the nonces of ${entriesText(made.entries ?? [])}, and revealed are those of ${entriesText(revealed)}.`,
    );
  if (!isSame(made.refused, refused))
    faults.push(
      `It names as keeping theirs back ${entriesText(made.refused ?? [])}, and that is true of ${entriesText(refused)}.`,
    );
  const parts = [...commitments.keys()].map((entry) => ({ entry, nonce: nonces.get(entry) ?? null }));
  const { randomness } = outcomeOf(city, parts, made.announced);
  if (randomness !== made.randomness)
    faults.push(
      randomness === NO_SEED
        ? "Too few took part for a seed, and it has one."
        : "Its randomness is not the SHA-256 of the nonces that were revealed.",
    );
  return faults;
}

/** Whether a seed is the one that randomness and announcement give: why not, or nothing. */
export const whyOtherSeed = ({ randomness, announced, seed }: Made): string | null =>
  (randomness === NO_SEED ? NO_SEED : seedOf(randomness, announced)) === seed
    ? null
    : "Its seed is not the SHA-256 of its randomness and of the announcement’s hash.";
