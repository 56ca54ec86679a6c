import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import type { Stated } from "~/judging/assigning/read-problem";

const root = path.resolve(import.meta.dirname, "../../../..");
const folder = path.resolve(root, process.env.PALIO_REAL_DATA ?? "../shared/data", "judging/assignment");

/** True where the published instances are not on this machine: the tests that need them skip. */
export const isAbsent = !existsSync(path.join(folder, "small-cases.json"));

const textOf = (file: string): string => {
  const bytes = readFileSync(path.join(folder, file));
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
};

export type SmallCase = Stated & {
  name: string;
  feasible: boolean;
  max_sum: number | null;
  fair: { max_min: number; sum_at_max_min: number } | null;
};

export const smallCases = (): SmallCase[] => (isAbsent ? [] : JSON.parse(textOf("small-cases.json")).cases);

type Loads = { least: number; most: number };

/** Three reviews of each entry, and the same bounds for each juror. */
const evenly = (similarity: number[][], forbidden: number[][], { least, most }: Loads): Stated => ({
  ...{ similarity, forbidden, reviews: similarity.map(() => 3) },
  min_load: similarity[0]?.map(() => least),
  max_load: similarity[0]?.map(() => most),
});
const none = (similarity: number[][]): number[][] => similarity.map((row) => row.map(() => 0));

/** The affinities of a conference on imaging, between -1 and 1: MIDL 2018, 118 entries and 177 jurors. */
export function midl(loads: Loads): Stated {
  const { similarity } = JSON.parse(textOf("midl.json.gz"));
  return evenly(similarity, none(similarity), loads);
}

/** The bids of a conference on agents: AAMAS 2015, 613 entries and 201 jurors. */
export function aamas(loads: Loads): Stated {
  const bids = [0, 0.25, 0.5, 1];
  const rows: string[] = JSON.parse(textOf("aamas2015.json.gz")).rows;
  const similarity = rows.map((row) => [...row].map((digit) => bids[Number(digit)] ?? Number.NaN));
  return evenly(similarity, none(similarity), loads);
}

/** Made by a program: 2,000 entries and 500 jurors, whole similarities, conflicts written as -1. */
export function synthetic(loads: Loads): Stated {
  const rows = textOf("synthetic-2000x500.csv.gz")
    .trim()
    .split("\n")
    .map((line) => line.split(",").map(Number));
  const forbidden = rows.map((row) => row.map((value) => (value < 0 ? 1 : 0)));
  return evenly(
    rows.map((row) => row.map((value) => Math.max(0, value))),
    forbidden,
    loads,
  );
}
