import { expect, test } from "vitest";
import { z } from "zod";
import { cumulativeLogit } from "~/judging/scale-checks/cumulative-logit";
import { manyFacetRasch } from "~/judging/scale-checks/many-facet-rasch";
import { isAbsent, label, realJson } from "../real-judging";

const Wine = z.object({
  data: z.object({
    judge: z.array(z.string()),
    temp: z.array(z.string()),
    contact: z.array(z.string()),
    rating: z.array(z.number()),
  }),
  answer: z.object({
    thresholds: z.record(z.string(), z.number()),
    beta: z.record(z.string(), z.number()),
    judge_variance: z.number(),
    logLik: z.number(),
  }),
});

test.skipIf(isAbsent)(label("the cumulative-logit model of the bitter wines is the published one"), () => {
  const { data, answer } = Wine.parse(realJson("calibration/ordinal-wine.json"));
  const fit = cumulativeLogit(
    data.rating.map((level, i) => ({
      ...{ level, group: data.judge[i] as string },
      x: [data.temp[i] === "warm" ? 1 : 0, data.contact[i] === "yes" ? 1 : 0],
    })),
  );
  if (!fit.ok) throw new Error(fit.refusal.message);
  const near = (got: number | undefined, wanted: number) =>
    expect(Math.abs((got as number) - wanted)).toBeLessThan(1e-3);
  near(fit.value.logLikelihood, answer.logLik);
  near(fit.value.groupVariance, answer.judge_variance);
  for (const [i, wanted] of Object.values(answer.beta).entries()) near(fit.value.effects[i], wanted);
  for (const [i, wanted] of Object.values(answer.thresholds).entries()) near(fit.value.thresholds[i], wanted);
});

const Writing = z.object({
  data: z.object({
    person: z.array(z.number()),
    rater: z.array(z.string()),
    scores: z.array(z.array(z.number().nullable())),
    criteria: z.array(z.string()),
  }),
  answer: z.object({
    xsi: z.array(z.object({ parameter: z.string(), facet: z.string(), est: z.number() })),
    variance: z.number(),
    deviance: z.number(),
    person: z.array(z.object({ pid: z.number(), EAP: z.number(), SD: z.number() })),
  }),
});

test.skipIf(isAbsent)(label("the many-facet Rasch model of the writing assessment is the published one"), () => {
  const { data, answer } = Writing.parse(realJson("calibration/mfrm-ratings1.json"));
  const fit = manyFacetRasch(
    data.scores.flatMap((row, i) =>
      row.flatMap((level, c) =>
        level === null
          ? []
          : [{ entry: `${data.person[i]}`, juror: `${data.rater[i]}`, criterion: `${data.criteria[c]}`, level }],
      ),
    ),
  );
  if (!fit.ok) throw new Error(fit.refusal.message);
  const near = (got: number | undefined, wanted: number) =>
    expect(Math.abs((got as number) - wanted)).toBeLessThan(0.02);
  const { variance, deviance, jurors, criteria, steps, entries } = fit.value;
  near(variance, answer.variance);
  near(deviance, answer.deviance);
  const published = (facet: string) => answer.xsi.filter((row) => row.facet === facet).map(({ est }) => est);
  for (const [i, wanted] of published("rater").entries()) near(jurors[i]?.estimate, wanted);
  for (const [i, wanted] of published("item").entries()) near(criteria[i]?.estimate, wanted);
  for (const [i, wanted] of published("step").entries()) near(steps[i], wanted);
  for (const { pid, EAP, SD } of answer.person) {
    const entry = entries.find(({ id }) => id === `${pid}`);
    near(entry?.ability, EAP);
    near(entry?.sd, SD);
  }
});
