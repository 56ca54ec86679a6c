import type { Score } from "~/judging/ranking/scores";
import { seeded, shuffled } from "~/kernel/random";

type Panel = {
  entries: number;
  jurors: number;
  /** Jurors an entry; all of them where it is left out. */
  each?: number;
  seed: string;
  /** What the first jurors give above the others. */
  severities?: number[];
  /** The entries' merits: rising with their number, or drawn. */
  truth?: "rising" | "normal";
};

const bell = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function meritsOf({ entries, seed, truth = "rising" }: Panel): number[] {
  const random = seeded(`merits ${seed}`);
  return Array.from({ length: entries }, (_, e) => (truth === "normal" ? bell(random) : (3 * e) / entries));
}

/** Scores that an additive jury would give, with an error of 0.5, neighbours sharing jurors so that all hangs together. */
export function aPanel(panel: Panel): Score[] {
  const { entries, jurors, each = jurors, seed, severities = [] } = panel;
  const random = seeded(`panel ${seed}`);
  const merits = meritsOf(panel);
  const strictness = Array.from({ length: jurors }, (_, j) => severities[j] ?? 0.3 * bell(random));
  const panelOf = (entry: number) =>
    each >= jurors
      ? Array.from({ length: jurors }, (_, j) => j)
      : [...new Set([entry % jurors, (entry + 1) % jurors, ...shuffled([...strictness.keys()], random)])].slice(
          0,
          each,
        );
  return Array.from({ length: entries }, (_, entry) =>
    panelOf(entry).map((juror) => ({
      ...{ entry: `e${entry}`, juror: `j${juror}` },
      score: 5 + (merits[entry] as number) + (strictness[juror] as number) + 0.5 * bell(random),
    })),
  ).flat();
}

/** What the entries of such a panel truly merit. */
aPanel.truthOf = (panel: Panel): Map<string, number> =>
  new Map(meritsOf(panel).map((merit, entry) => [`e${entry}`, merit]));
