import { expect, test } from "vitest";
import { calibrate } from "~/judging/ranking/calibration";
import { chancesAbove } from "~/judging/ranking/chances";
import { rank } from "~/judging/ranking/ranking";
import { type Score, scoresOf } from "~/judging/ranking/scores";
import { isAbsent, jury, label, scoresIn } from "./juries";

const real = test.skipIf(isAbsent);

const juries = (): [string, Score[]][] => {
  const wines = jury("princeton2012.json").data;
  const event = jury("skating-E148.json");
  return [
    ["princeton_red", scoresIn(wines, "red")],
    ["princeton_white", scoresIn(wines, "white")],
    ["E148_complete", scoresIn(event.data)],
    ["E148_sparse", scoresIn(event.sparse)],
    ["penicillin", scoresIn(jury("penicillin.json").data)],
  ];
};

real(label("P(best) and the order are those of 400,000 draws from Henderson's equations, to one in a hundred"), () => {
  const { answer } = jury("posterior.answers.json");
  for (const [name, given] of juries()) {
    const told = answer[name] as { p_best: Record<string, number>; rank_order: string[] } | undefined;
    if (!told) continue;
    const { entries, draws } = rank(given, { seed: "1" });
    expect(draws).toBe(100_000);
    for (const [id, chance] of Object.entries(told.p_best))
      expect(Math.abs((entries.find((entry) => entry.id === id)?.pBest ?? -1) - chance)).toBeLessThan(0.01);
    if (name !== "penicillin") expect(entries.slice(0, 5).map(({ id }) => id)).toEqual(told.rank_order.slice(0, 5));
    expect(entries.reduce((sum, { pBest }) => sum + (pBest ?? 0), 0)).toBeCloseTo(1, 9);
  }
});

real(label("P(first above second) is exact"), () => {
  const { answer } = jury("posterior.answers.json");
  for (const [name, given] of juries()) {
    const top = answer[name]?.top2 as { first: string; second: string; p_first_above_second: number } | undefined;
    if (!top) continue;
    const scores = scoresOf(given);
    const above = chancesAbove(calibrate(scores).entries, scores.entries.indexOf(top.second));
    expect(above[scores.entries.indexOf(top.first)]).toBeCloseTo(top.p_first_above_second, 4);
  }
});

real(label("raw means, their order, and who wins without each judge are as they were counted"), () => {
  const { answer } = jury("sensitivity.answers.json");
  for (const [name, given] of juries()) {
    const told = answer[name] as { means: Record<string, number>; winner_without_judge: Record<string, string> };
    if (!told) continue;
    const { entries, leaveOneOut } = rank(given, { seed: "1" });
    for (const { id, raw } of entries) expect(raw).toBeCloseTo(told.means[id] as number, 9);
    expect(Object.fromEntries(leaveOneOut?.map(({ juror, winners }) => [juror, winners[0]]) ?? [])).toEqual(
      told.winner_without_judge,
    );
  }
});

real(
  label("where the wines cannot be told apart, raw means stand, each is best with the same chance, and it is said"),
  () => {
    const { calibrated, refusal, entries, warnings } = rank(scoresIn(jury("princeton2012.json").data, "white"), {
      seed: "1",
    });
    expect(calibrated).toBe(false);
    expect(refusal?.message).toContain("cannot be told apart");
    expect(warnings).toEqual([refusal]);
    expect(new Set(entries.map(({ pBest }) => pBest))).toEqual(new Set([0.1]));
    expect(entries.map(({ calibrated: score }) => score)).toEqual(Array(10).fill(null));
  },
);
