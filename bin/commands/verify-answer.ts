import { count } from "~/kernel/text";
import { QUICKNET } from "~/record/draw/beacon";
import { chainOf } from "~/record/draw/chain-info";
import { checkDraws, type DrawChecked, type DrawsChecked } from "~/record/draw/check-draws";
import { mayConcernDraws } from "~/record/draw/lines";
import type { Reader } from "../../public/verify-record.js";
import { bytesAt } from "./command.ts";

const MOST_BYTES = 100_000;
const NOT_READ = "Its draws were not computed anew: that takes a record that is whole.";

/** Reads along the draws of a record, against drand's quicknet and the networks that the files tell of. */
export async function drawReader(files: string[]): Promise<Reader> {
  const chains = [QUICKNET];
  for (const file of files) {
    const info = Buffer.from(await bytesAt(file, MOST_BYTES)).toString();
    try {
      chains.push(chainOf(info));
    } catch {
      throw new Error(
        `${file} is not what drand tells of a network at /info: public_key, period, genesis_time, hash and schemeID bls-unchained-g1-rfc9380.`,
      );
    }
  }
  const byFile = new Map<number, { index: number; leaf: string }[]>();
  return {
    onEntries(first, entries) {
      const leaves = entries.map((entry, i) => ({ index: first + i, leaf: Buffer.from(entry).toString() }));
      byFile.set(
        first,
        leaves.filter(({ leaf }) => mayConcernDraws(leaf)),
      );
    },
    said(isWhole) {
      const lines = [...byFile.values()].flat();
      if (!isWhole) return { ok: true, text: lines.length > 0 ? NOT_READ : "", facts: { draws: null } };
      const { draws, withoutDraw, faults } = checkDraws(lines, chains);
      const facts = { draws, seedsWithoutDraw: withoutDraw, drawFaults: faults };
      return { ok: faults.length === 0, text: drawWords({ draws, withoutDraw, faults }), facts };
    },
  };
}

const STATES: Record<DrawChecked["state"], string> = {
  recomputed: "recomputed",
  "not checked": "not checked",
  waiting: "not made yet",
  wrong: "wrong",
};

function drawWords({ draws, withoutDraw, faults }: DrawsChecked): string {
  return [
    ...(draws.length > 0 ? [`${summary(draws)}.`, ...draws.map(drawText)] : []),
    ...faults.map(({ index, why }) => `Entry ${index} of the record: ${why}`),
    ...(withoutDraw > 0 ? [`${count(withoutDraw, "seed")} without a draw: whoever ran the site could choose.`] : []),
  ].join("\n");
}

/** "2 draws, both recomputed", "3 draws: 2 recomputed, 1 not made yet". */
function summary(draws: DrawChecked[]): string {
  const tally = Object.entries(STATES)
    .map(([state, words]) => ({ words, of: draws.filter((draw) => draw.state === state).length }))
    .filter(({ of }) => of > 0);
  const said = count(draws.length, "draw");
  const [only, ...others] = tally;
  if (!only || others.length > 0) return `${said}: ${tally.map(({ of, words }) => `${of} ${words}`).join(", ")}`;
  return `${said}, ${draws.length === 1 ? "" : draws.length === 2 ? "both " : "all "}${only.words}`;
}

function drawText({
  purpose,
  round,
  challenge,
  beacon,
  teams,
  announced,
  made,
  seed,
  state,
  notes,
}: DrawChecked): string {
  const what = purpose === "result" ? "Result" : round === 2 ? "Assignment of round 2" : "Assignment";
  const from = beacon !== null ? `drand beacon ${beacon}` : `nonces of the city and ${count(teams ?? 0, "team")}`;
  const where =
    made === null ? `announced by entry ${announced}` : `announced by entry ${announced}, made by entry ${made}`;
  const outcome = made === null ? `from ${beacon !== null ? from : "nonces"}` : `seed ${seed} from ${from}`;
  return [`- ${what}, challenge ${challenge}: ${STATES[state]}; ${outcome}; ${where} of the record.`, ...notes].join(
    " ",
  );
}
