import { parseArgs } from "node:util";
import type { Agreement } from "~/judging/agreement/agreement";
import { count } from "~/kernel/text";
import { answer, type Command, onePlace, say, unpackedAt } from "./command.ts";

const MOST_BYTES = 100_000_000;

/** `palio agreement`: how far jurors agree, and what that means for the entries. */
export const agreement: Command = {
  summary: "tell how far jurors agree, from a CSV of entry,juror,score or entry,juror,criterion,score",
  usage: 'FILE|URL|- [--weights "a=2,b=1"] [--json]',
  async run(args) {
    const options = { weights: { type: "string", default: "" }, json: { type: "boolean", default: false } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const place = onePlace(positionals);
    const { readScores } = await import("~/judging/score-file");
    const { whyNotSheets } = await import("~/judging/repeats");
    const { readWeights } = await import("~/judging/weights");
    const { agreementOf } = await import("~/judging/agreement/agreement");
    const read = readScores(await unpackedAt(place, MOST_BYTES));
    if (!read.ok) throw new Error(read.refusal.message);
    const { lines, warnings } = read.value;
    const repeated = whyNotSheets(lines);
    if (repeated) throw new Error(repeated.message);
    const weights = readWeights(values.weights, new Set(lines.map(({ criterion }) => criterion)));
    if (!weights.ok) throw new Error(weights.refusal.message);
    const found = agreementOf(lines, weights.value);
    const told = { ...found, warnings: [...warnings, ...found.warnings.map((one) => ({ ...one, line: null }))] };
    if (values.json) answer(JSON.stringify(told));
    else {
      answer(agreementWords(told));
      for (const { message } of told.warnings) say(message);
    }
    return 0;
  },
};

const shown = (figure: number | null): string => (figure === null ? "none" : figure.toFixed(3));

function agreementWords({ jurors, entries, criteria, ...whole }: Agreement): string {
  const { icc, alpha } = whole;
  return [
    `${count(jurors, "juror")}, ${count(entries, "entry", "entries")}.`,
    whole.meaning,
    `- one juror's score (ICC 1, 2, 3): ${[icc.icc1, icc.icc2, icc.icc3].map(shown).join(", ")}`,
    `- the mean of all jurors (ICC 1k, 2k, 3k): ${[icc.icc1k, icc.icc2k, icc.icc3k].map(shown).join(", ")}`,
    `- Krippendorff's α: nominal ${shown(alpha.nominal)}, ordinal ${shown(alpha.ordinal)}, interval ${shown(alpha.interval)}, ratio ${shown(alpha.ratio)}`,
    `- Kendall's W ${shown(whole.kendallW)}, Fleiss' κ ${shown(whole.fleissKappa)}, Gwet's AC1 ${shown(whole.gwetAC1)}`,
    ...criteria.map(({ criterion, meaning }) => `- ${criterion}: ${meaning}`),
  ].join("\n");
}
