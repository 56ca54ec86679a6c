import { parseArgs } from "node:util";
import type { Range } from "~/judging/score-file";
import { answer, type Command, onePlace, UsedWrongly, unpackedAt } from "./command.ts";

/** As much as a file of scores may have, unpacked. */
const MOST_BYTES = 200_000_000;

/** `palio rank`: what a jury's scores say, raw beside calibrated, as the pages tell it. */
export const rank: Command = {
  summary: "rank entries by the scores of a jury: raw means beside calibrated scores, with what is uncertain",
  usage: 'FILE|URL|- [--weights "a=2,b=1"] [--scale 1..5] [--top N] [--seed N] [--json]',
  async run(args) {
    const text = { type: "string" } as const;
    const json = { type: "boolean", default: false } as const;
    const options = {
      weights: { ...text, default: "" },
      scale: text,
      top: text,
      seed: { ...text, default: "1" },
      json,
    };
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const place = onePlace(positionals);
    const range = values.scale === undefined ? null : rangeOf(values.scale);
    const places = values.top === undefined ? 1 : Number(values.top);
    if (!Number.isInteger(places) || places < 1) throw new UsedWrongly("--top is a whole number from 1 on.");
    const { rankFile } = await import("./rank-answer.ts");
    const { seed, weights } = values;
    const told = rankFile(await unpackedAt(place, MOST_BYTES), { range, places, seed, weights });
    if (values.json) answer(JSON.stringify(told));
    else answer((await import("./rank-answer.ts")).rankWords(told));
    return 0;
  },
};

function rangeOf(written: string): Range {
  const ends = written.split("..");
  const [least, most] = ends.map(Number);
  const isRange = ends.length === 2 && ends.every((end) => end.trim() !== "");
  if (isRange && least !== undefined && most !== undefined && least < most) return { least, most };
  throw new UsedWrongly("--scale is written like 1..5: the least and the greatest score.");
}
