import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { calibrate, rawMeans } from "~/judging/ranking/calibration";
import { rank } from "~/judging/ranking/ranking";
import { type Score, scoresOf } from "~/judging/ranking/scores";
import { seeded } from "~/kernel/random";
import type { Measured } from "./ranking.ts";

const REAL = path.resolve(process.env.PALIO_REAL_DATA ?? "../shared/data", "judging/calibration/insteval.csv.gz");

const RUNS: Record<string, (scores: Score[]) => unknown> = {
  means: (scores) => rawMeans(scoresOf(scores)),
  model: (scores) => calibrate(scoresOf(scores)).model,
  ranking: (scores) => rank(scores, { seed: "bench" }),
};

/** Every entry has its scores from jurors drawn at random. */
function made({ scores, entries, jurors }: { scores: number; entries: number; jurors: number }): Score[] {
  const random = seeded("bench");
  const bell = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const merits = Array.from({ length: entries }, bell);
  const strictness = Array.from({ length: jurors }, () => bell() / 2);
  return Array.from({ length: scores }, (_, i) => {
    const [entry, juror] = [i % entries, Math.floor(random() * jurors)];
    const score = (merits[entry] as number) + (strictness[juror] as number) + bell();
    return { entry: `e${entry}`, juror: `j${juror}`, score };
  });
}

function lecturers(): Score[] {
  const lines = gunzipSync(readFileSync(REAL)).toString().trim().split("\n").slice(1);
  return lines.map((line) => {
    const [juror = "", entry = "", score] = line.split(",");
    return { entry, juror, score: Number(score) };
  });
}

const hasReal = existsSync(REAL);
const JURIES: Record<string, () => Score[]> = {
  small: () => made({ scores: 1_000, entries: 100, jurors: 20 }),
  lecturers: () => (hasReal ? lecturers() : made({ scores: 73_421, entries: 1_128, jurors: 2_972 })),
  large: () => made({ scores: 1_000_000, entries: 100_000, jurors: 1_000 }),
};

const [contender = "", jury = ""] = process.argv.slice(2);
const scores = (JURIES[jury] as () => Score[])();
const before = process.memoryUsage().rss / 1e6;
const start = performance.now();
(RUNS[contender] as (scores: Score[]) => unknown)(scores);
const measured: Measured = {
  scores: scores.length,
  made: !(jury === "lecturers" && hasReal),
  seconds: (performance.now() - start) / 1000,
  megabytes: process.resourceUsage().maxRSS / 1000 - before,
};
process.send?.(measured);
process.disconnect();
