import type { Result } from "~/kernel/result";
import { count } from "~/kernel/text";
import { namesOf } from "../names";
import { fleissKappa, gwetAc1 } from "./categories";
import { type Icc, intraclass } from "./icc";
import { kendallW } from "./kendall";
import { krippendorffAlpha, type Metric } from "./krippendorff";
import { agreementMeaning } from "./meaning";
import { type Score, type ScoreTable, tableOf } from "./score-table";

type Figures = {
  icc: Omit<Icc, "interval">;
  /** 95% bounds of icc2. */
  icc2Interval: [number, number] | null;
  alpha: Record<Metric, number | null>;
  kendallW: number | null;
  /** The scores taken as categories: whether jurors gave just the same one. */
  fleissKappa: number | null;
  gwetAC1: number | null;
  meaning: string;
};

type Warning = { code: string; message: string };

/** Every figure of agreement, null where it can't be computed; then a warning says why. */
export type Agreement = Figures & {
  jurors: number;
  entries: number;
  /** The same for each criterion, where there are several. */
  criteria: (Figures & { criterion: string })[];
  warnings: Warning[];
};

/** How far jurors agree, over the weighted mean of the criteria and for each by itself. */
export function agreementOf(scores: readonly Score[], weights: ReadonlyMap<string, number> = new Map()): Agreement {
  const { partSheets, ...table } = tableOf(scores, weights);
  const warnings: Warning[] = [];
  if (partSheets > 0) {
    const message = `${count(partSheets, "sheet lacks", "sheets lack")} a criterion and ${partSheets === 1 ? "is" : "are"} left out of the whole score.`;
    warnings.push({ code: "part-sheets", message });
  }
  const whole = figuresOf(table, warnings);
  const names = namesOf(scores.map(({ criterion }) => criterion));
  const criteria = names.length < 2 ? [] : names;
  return {
    ...whole,
    ...{ jurors: table.jurors.length, entries: table.entries.length },
    criteria: criteria.map((criterion) => ({
      criterion,
      ...figuresOf(tableOf(scores.filter((score) => score.criterion === criterion)), []),
    })),
    warnings,
  };
}

const NO_ICC = { icc1: null, icc2: null, icc3: null, icc1k: null, icc2k: null, icc3k: null };

function figuresOf(table: ScoreTable, warnings: Warning[]): Figures {
  const figure = <T>(name: string, result: Result<T>): T | null => {
    if (result.ok) return result.value;
    warnings.push({ code: result.refusal.code, message: `No ${name}. ${result.refusal.message}` });
    return null;
  };
  const interval = krippendorffAlpha(table, "interval");
  const correlations = intraclass(table);
  const { interval: icc2Interval, ...icc } = figure("intraclass correlation", correlations) ?? {
    ...NO_ICC,
    interval: null,
  };
  if (correlations.ok && Object.values(icc).includes(null)) {
    const message = "Some intraclass correlations have no value: the means of the entries differ too little.";
    warnings.push({ code: "no-spread", message });
  }
  const alphaOf = (metric: Metric, result = krippendorffAlpha(table, metric)): number | null =>
    figure(`Krippendorff’s α (${metric})`, result);
  return {
    ...{ icc, icc2Interval },
    alpha: {
      nominal: alphaOf("nominal"),
      ordinal: alphaOf("ordinal"),
      interval: alphaOf("interval", interval),
      ratio: alphaOf("ratio"),
    },
    kendallW: figure("Kendall’s W", kendallW(table))?.w ?? null,
    fleissKappa: figure("Fleiss’ κ", fleissKappa(table.cells)),
    gwetAC1: figure("Gwet’s AC1", gwetAc1(table.cells)),
    meaning: agreementMeaning(correlations, interval),
  };
}
