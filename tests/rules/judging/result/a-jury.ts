import { seedOf } from "~/judging/result/bundle.server";
import type { ResultInputs } from "~/judging/result/inputs.schema";
import { sha256 } from "~/platform/secret.server";
import { aPanel } from "../ranking/panels";

const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((value) => ({ value, sentence: `Level ${value}.` }));
const level = (score: number): number => Math.min(10, Math.max(1, Math.round(score)));

type Size = { entries?: number; jurors?: number; each?: number; severities?: number[]; seed?: string };

/** The inputs of a jury's result: two criteria with levels 1 to 10, entry 1 the weakest. */
export function aJury({ entries = 8, jurors = 5, seed = "jury", ...more }: Size = {}): ResultInputs {
  const scored = ["a", "b"].map((criterion) => aPanel({ entries, jurors, ...more, seed: `${seed} ${criterion}` }));
  const numberOf = (id: string) => Number(id.slice(1)) + 1;
  // Both panels pair jurors and entries by the same draw only where every juror has every entry.
  const second = new Map(scored[1]?.map(({ entry, juror, score }) => [`${entry} ${juror}`, score]));
  const sheets = (scored[0] ?? []).map(({ entry, juror, score }) => ({
    ...{ entry: numberOf(entry), juror: numberOf(juror) },
    scores: { a: level(score), b: level(second.get(`${entry} ${juror}`) ?? score) },
    seal: sha256(`${entry} ${juror}`),
  }));
  return {
    criteria: [
      { id: "a", title: "Warns in time", weight: 60, levels },
      { id: "b", title: "Explains itself", weight: 40, levels },
    ],
    entries: Array.from({ length: entries }, (_, e) => ({ entry: e + 1, submission: `submission ${e + 1}` })),
    sheets,
    ties: { priority: null, direct: false, last: "shared" },
    places: 3,
    seed: seedOf(sheets),
  };
}
