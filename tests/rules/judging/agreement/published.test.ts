import { expect, test } from "vitest";
import { z } from "zod";
import { fleissKappa, gwetAc1 } from "~/judging/agreement/categories";
import { intraclass } from "~/judging/agreement/icc";
import { kendallW } from "~/judging/agreement/kendall";
import { krippendorffAlpha, type Metric } from "~/judging/agreement/krippendorff";
import { tableOf } from "~/judging/agreement/score-table";
import type { Result } from "~/kernel/result";
import { isAbsent, label, realJson } from "../real-judging";

const held = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
};
const near = (got: number | null, wanted: number, by = 1e-6) =>
  expect(Math.abs((got as number) - wanted)).toBeLessThan(by);

const Cells = z.array(z.array(z.number().nullable()));
const table = (cells: (number | null)[][]) => ({
  entries: cells.map((_, i) => `e${i}`),
  jurors: (cells[0] ?? []).map((_, j) => `j${j}`),
  cells,
});
const IccRows = z.array(
  z.object({ type: z.string(), ICC: z.number(), "lower bound": z.number(), "upper bound": z.number() }),
);
const KEYS = { ICC1: "icc1", ICC2: "icc2", ICC3: "icc3", ICC1k: "icc1k", ICC2k: "icc2k", ICC3k: "icc3k" } as const;

function holdIccs(cells: (number | null)[][], rows: z.infer<typeof IccRows>) {
  const icc = held(intraclass(table(cells)));
  for (const row of rows) {
    near(icc[KEYS[row.type as keyof typeof KEYS]], row.ICC);
    if (row.type !== "ICC2") continue;
    near(icc.interval?.[0] ?? null, row["lower bound"]);
    near(icc.interval?.[1] ?? null, row["upper bound"]);
  }
}

test.skipIf(isAbsent)(label("the six intraclass correlations are those of Shrout and Fleiss"), () => {
  const { data, answer } = z
    .object({ data: Cells, answer: IccRows })
    .parse(realJson("agreement/shrout-fleiss-icc.json"));
  holdIccs(data, answer);
  expect(answer.length).toBe(6);
});

test.skipIf(isAbsent)(label("Krippendorff's α is the published one in all four metrics, with scores missing"), () => {
  const Example = z.object({ data: Cells, answer: z.record(z.string(), z.number()) });
  const examples = z.array(Example).parse(realJson("agreement/krippendorff-alpha.json"));
  for (const { data, answer } of examples) {
    const turned = data[0]?.map((_, unit) => data.map((observer) => observer[unit] as number | null)) ?? [];
    for (const [metric, wanted] of Object.entries(answer))
      near(held(krippendorffAlpha(table(turned), metric as Metric)), wanted);
  }
  expect(examples.length).toBe(2);
});

test.skipIf(isAbsent)(label("Kendall's W of the anxious subjects is the published one, with ties and without"), () => {
  const Anxiety = z.object({
    data: Cells,
    answer: z.object({ W_tie_corrected: z.number(), W_uncorrected: z.number(), icc: IccRows }),
  });
  const { data, answer } = Anxiety.parse(realJson("agreement/kendall-w-anxiety.json"));
  const { w, uncorrected } = held(kendallW(table(data)));
  near(w, answer.W_tie_corrected, 1e-9);
  near(uncorrected, answer.W_uncorrected, 1e-9);
  holdIccs(data, answer.icc);
});

test.skipIf(isAbsent)(label("Fleiss' κ of the diagnoses and Gwet's AC1 of four raters are the published ones"), () => {
  const Diagnoses = z.object({ data: z.array(z.array(z.string())), answer: z.object({ fleiss_kappa: z.number() }) });
  const diagnoses = Diagnoses.parse(realJson("agreement/fleiss-kappa.json"));
  near(held(fleissKappa(diagnoses.data)), diagnoses.answer.fleiss_kappa);
  const Coefficient = z.array(z.object({ "coeff.val": z.number() }));
  const Raters = z.object({ data: Cells, answer: z.object({ gwet_ac1: Coefficient, fleiss_kappa: Coefficient }) });
  const { data, answer } = Raters.parse(realJson("agreement/gwet-ac1.json"));
  near(held(gwetAc1(data)), answer.gwet_ac1[0]?.["coeff.val"] as number, 1e-5);
  near(held(fleissKappa(data)), answer.fleiss_kappa[0]?.["coeff.val"] as number, 1e-5);
});

const Figures = z.object({
  ...{ entries: z.number(), judges: z.number(), icc1_1: z.number(), icc2_1: z.number(), icc2_k: z.number() },
  ...{ icc3_1: z.number(), icc2_1_ci: z.tuple([z.number(), z.number()]), alpha_interval: z.number() },
  ...{ kendall_w: z.number(), alpha_ordinal: z.number().optional() },
});

type Sheets = { entry: string[]; judge: string[]; scores: number[][] };

function holdFigures({ entry, judge, scores }: Sheets, figures: z.infer<typeof Figures>) {
  const given = scores.flatMap((sheet, i) =>
    sheet.map((score, c) => ({ entry: entry[i] as string, juror: judge[i] as string, criterion: `c${c}`, score })),
  );
  const whole = tableOf(given);
  const icc = held(intraclass(whole));
  expect([whole.entries.length, whole.jurors.length]).toEqual([figures.entries, figures.judges]);
  near(icc.icc1, figures.icc1_1);
  near(icc.icc2, figures.icc2_1);
  near(icc.icc2k, figures.icc2_k);
  near(icc.icc3, figures.icc3_1);
  near(icc.interval?.[0] ?? null, figures.icc2_1_ci[0]);
  near(icc.interval?.[1] ?? null, figures.icc2_1_ci[1]);
  near(held(krippendorffAlpha(whole, "interval")), figures.alpha_interval);
  near(held(kendallW(whole)).w, figures.kendall_w);
  if (figures.alpha_ordinal !== undefined) near(held(krippendorffAlpha(whole, "ordinal")), figures.alpha_ordinal);
}

test.skipIf(isAbsent)(label("the figures of real juries are those computed elsewhere: skating and wines"), () => {
  const { answer } = z
    .object({ answer: z.record(z.string(), Figures) })
    .parse(realJson("agreement/real-juries.answers.json"));
  const columns = { entry: z.array(z.string()), judge: z.array(z.string()) };
  const skating = z
    .object({ data: z.object({ ...columns, scores: z.array(z.array(z.number())) }) })
    .parse(realJson("calibration/skating-E148.json"));
  holdFigures(skating.data, answer.E148 as z.infer<typeof Figures>);
  const { data } = z
    .object({ data: z.object({ ...columns, flight: z.array(z.string()), score: z.array(z.number()) }) })
    .parse(realJson("calibration/princeton2012.json"));
  for (const flight of ["red", "white"]) {
    const rows = data.flight.flatMap((name, i) => (name === flight ? [i] : []));
    const pick = <T>(column: T[]) => rows.map((i) => column[i] as T);
    const sheets = {
      entry: pick(data.entry),
      judge: pick(data.judge),
      scores: pick(data.score).map((score) => [score]),
    };
    holdFigures(sheets, answer[`princeton_${flight}`] as z.infer<typeof Figures>);
  }
});
