import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { Score } from "~/judging/ranking/scores";

const root = path.resolve(import.meta.dirname, "../../../..");
const folder = path.resolve(root, process.env.PALIO_REAL_DATA ?? "../shared/data", "judging/calibration");

/** True where the scores of real juries are not on this machine: the tests that need them skip. */
export const isAbsent = !existsSync(path.join(folder, "penicillin.json"));

export const label = (name: string): string => (isAbsent ? `${name} (needs the shared data, absent here)` : name);

/** A document as it stands: what is in it, the test that reads it knows. */
// biome-ignore lint/suspicious/noExplicitAny: the answers of other programs, one shape a file
export const jury = (file: string): any => JSON.parse(readFileSync(path.join(folder, file), "utf8"));

/** Lines of a packed CSV without its header. */
export const juryLines = (file: string): string[][] =>
  gunzipSync(readFileSync(path.join(folder, file)))
    .toString()
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));

type Columns = { entry: string[]; judge: string[]; score?: number[]; scores?: number[][]; flight?: string[] };

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Scores from columns; the mean of the components where a judge gave several. */
export const scoresIn = ({ entry, judge, score, scores, flight }: Columns, only?: string): Score[] =>
  entry.flatMap((id, i) =>
    only && flight?.[i] !== only
      ? []
      : [{ entry: id, juror: judge[i] as string, score: score?.[i] ?? mean(scores?.[i] ?? []) }],
  );

export const skating = (): { scores: Score[]; sameCountry: number[] } => {
  const lines = juryLines("skating-components.csv.gz");
  return {
    scores: lines.map(([, entry = "", juror = "", , ...components]) => ({
      ...{ entry, juror },
      score: mean(components.map(Number)),
    })),
    sameCountry: lines.map((line) => Number(line[3])),
  };
};

export const lecturers = (): Score[] =>
  juryLines("insteval.csv.gz").map(([juror = "", entry = "", score]) => ({ entry, juror, score: Number(score) }));
