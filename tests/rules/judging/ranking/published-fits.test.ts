import { expect, test } from "vitest";
import { type Calibration, calibrate } from "~/judging/ranking/calibration";
import type { Effects } from "~/judging/ranking/effects";
import { fitReml } from "~/judging/ranking/reml";
import { type Score, scoresOf } from "~/judging/ranking/scores";
import { isAbsent, jury, label, lecturers, scoresIn, skating } from "./juries";

const real = test.skipIf(isAbsent);
type Levels = { level: string[]; blup: number[] };
type Answer = {
  sd: Record<string, number>;
  REML_criterion: number;
  fixed: Record<string, number>;
  blup: Record<string, Levels>;
};

/** Holds a fit against what lme4 says: standard deviations to a thousandth, effects to 1e-3. */
function hold(
  given: Score[],
  answer: Answer,
  [entry, juror]: [string, string],
  covariates: number[][] = [],
): Calibration {
  const scores = scoresOf(given);
  const fit = calibrate(scores, covariates);
  const sd = (name: string) => answer.sd[name] as number;
  near(fit.model.entry, sd(entry));
  near(fit.model.juror, sd(juror));
  near(fit.model.residual, sd("Residual"));
  expect(Math.abs(fit.model.reml / answer.REML_criterion - 1)).toBeLessThan(1e-6);
  if (covariates.length === 0) expect(fit.model.mean).toBeCloseTo(answer.fixed["(Intercept)"] as number, 5);
  holdEffects(fit.entries, scores.entries, answer.blup[entry] as Levels);
  holdEffects(fit.jurors, scores.jurors, answer.blup[juror] as Levels);
  return fit;
}

const near = (value: number, answer: number): void =>
  expect(Math.abs(value - answer)).toBeLessThan(Math.max(1e-3 * answer, 1e-9));

function holdEffects({ estimates }: Effects, ids: string[], { level, blup }: Levels): void {
  expect(level.length).toBe(ids.length);
  const off = level.map((id, i) => Math.abs((estimates[ids.indexOf(id)] as number) - (blup[i] as number)));
  expect(Math.max(...off)).toBeLessThan(1e-3);
}

real(label("penicillin: the variances, the criterion and every effect are lme4's"), () => {
  const { data, answer } = jury("penicillin.json");
  hold(scoresIn(data), answer, ["plate", "sample"]);
});

real(label("the wines of Princeton: in one flight of two the wines cannot be told apart at all"), () => {
  const { data, ...answers } = jury("princeton2012.json");
  hold(scoresIn(data), answers.answer_all, ["wine", "judge"]);
  hold(scoresIn(data, "red"), answers.answer_red, ["wine", "judge"]);
  expect(hold(scoresIn(data, "white"), answers.answer_white, ["wine", "judge"]).model.entry).toBe(0);
});

real(label("a skating event, with the whole panel and with three judges each"), () => {
  const { data, sparse, ...answers } = jury("skating-E148.json");
  hold(scoresIn(data), answers.answer_complete, ["performance", "judge"]);
  hold(scoresIn(sparse), answers.answer_sparse, ["performance", "judge"]);
});

real(label("a skating event by criterion: five terms at once, criteria fixed"), () => {
  const { data, answer_rubric: answer } = jury("skating-E148.json");
  const rows = (data.scores as number[][]).flatMap((scores, i) =>
    scores.map((score, c) => ({ score, c, p: data.entry[i] as string, j: data.judge[i] as string })),
  );
  const term = (nameOf: (row: (typeof rows)[number]) => string) => {
    const names = rows.map(nameOf);
    const levels = [...new Set(names)];
    const indexes = new Map(levels.map((name, index) => [name, index]));
    return { levels: levels.length, of: Int32Array.from(names, (name) => indexes.get(name) as number) };
  };
  const { ratios, variance, deviance, solution, prepared } = fitReml({
    y: Float64Array.from(rows, ({ score }) => score),
    terms: [
      term(({ p, j }) => `${p}:${j}`),
      term(({ p, c }) => `${p}:${c}`),
      term(({ j, c }) => `${j}:${c}`),
      term(({ p }) => p),
      term(({ j }) => j),
    ],
    fixed: [0, 1, 2, 3, 4].map((one) => Float64Array.from(rows, ({ c }) => (c === one ? 1 : 0))),
  });
  const names = ["performance:judge", "performance:criterion", "judge:criterion", "performance", "judge"];
  for (const [k, name] of names.entries()) near(Math.sqrt((ratios[k] as number) * variance), answer.sd[name]);
  expect(deviance).toBeCloseTo(answer.REML_criterion, 5);
  const fixed = Object.values(answer.fixed as Record<string, number>);
  for (const [c, mean] of fixed.entries()) expect(solution.kept[prepared.fixedAt + c]).toBeCloseTo(mean, 5);
});

real(label("all 1,726 performances, and what a judge adds for their own country, in less than 10 s"), () => {
  const start = performance.now();
  const answers = jury("skating-all.answers.json");
  const { scores, sameCountry } = skating();
  hold(scores, answers.answer_intercept, ["performance", "judge"]);
  const { covariates } = hold(scores, answers.answer_same_country, ["performance", "judge"], [sameCountry]);
  expect(covariates[0]?.estimate).toBeCloseTo(0.2818, 4);
  expect(covariates[0]?.sd).toBeCloseTo(0.01091, 5);
  expect(performance.now() - start).toBeLessThan(10_000);
});

real(label("73,421 scores of 1,128 lecturers by 2,972 students need few factorisations"), { timeout: 60_000 }, () => {
  const { answer } = jury("insteval.answers.json");
  const { factorisations } = hold(lecturers(), answer, ["d", "s"]);
  expect(factorisations).toBeLessThanOrEqual(5);
});

real(label("the error of every effect is the whole of Henderson's equations'"), () => {
  const { answer } = jury("posterior.answers.json");
  const cases: [string, Score[]][] = [
    ["penicillin", scoresIn(jury("penicillin.json").data)],
    ["princeton_red", scoresIn(jury("princeton2012.json").data, "red")],
    ["E148_complete", scoresIn(jury("skating-E148.json").data)],
    ["E148_sparse", scoresIn(jury("skating-E148.json").sparse)],
  ];
  for (const [name, given] of cases) {
    const scores = scoresOf(given);
    const { entries, jurors } = calibrate(scores);
    const told = answer[name] as { entries: string[]; pev_sd: number[]; judges: string[]; judge_pev_sd: number[] };
    for (const [i, id] of told.entries.entries())
      expect(Math.sqrt(entries.variances[scores.entries.indexOf(id)] as number)).toBeCloseTo(
        told.pev_sd[i] as number,
        4,
      );
    for (const [j, id] of told.judges.entries())
      expect(Math.sqrt(jurors.variances[scores.jurors.indexOf(id)] as number)).toBeCloseTo(
        told.judge_pev_sd[j] as number,
        4,
      );
  }
});
