import type { Refusal } from "~/kernel/result";
import { type Calibration, calibrate, type Model, rawMeans, roundShift } from "./calibration";
import { bandsOf, chancesOfPlaces, intervalOf } from "./chances";
import { countsOf, type Score, type Scores, scoresOf } from "./scores";
import { effortOfLeavingOut, ranksOf, type WithoutJuror, withoutEachJuror } from "./sensitivity";
import { type Connectivity, connectivityOf, frailtiesOf, whyNotCalibrate } from "./why-not-calibrate";

export type RankedEntry = {
  id: string;
  scores: number;
  /** The mean of its scores as they were given; of two rounds, without what the second adds. */
  raw: number;
  /** What it would have from a juror who is neither harsh nor mild; this, and what follows, null where raw means stand. */
  calibrated: number | null;
  /** Standard error of its effect, the mean's uncertainty with it. */
  sd: number | null;
  /** Of the calibrated score, 95%. */
  interval: [number, number] | null;
  /** P(best), and P(among the best `places`) where places were asked for. */
  pBest: number | null;
  pPlaces: number | null;
  /** Entries of one band are a near-tie: none of them is decisively below the band's first. */
  band: number | null;
  /** By the calibrated score, or by the raw mean where it stands; equals share a rank. */
  rank: number;
};

export type RankedJuror = {
  id: string;
  scores: number;
  /** What the juror gives above the mean: below zero for a harsh one. */
  severity: number | null;
  sd: number | null;
};

export type Ranking = {
  model: Model | null;
  connected: boolean;
  /** Of what equally strict jurors would tell about the worst placed difference, the share that this panel tells. */
  efficiency: number;
  calibrated: boolean;
  /** Why raw means stand. */
  refusal: Refusal | null;
  entries: RankedEntry[];
  jurors: RankedJuror[];
  /**
   * What the second round adds to a score, by the model where it stands and with its standard error, and to raw means
   * (`shift`); null where there is none.
   */
  round: { effect: number; sd: number | null; shift: number } | null;
  /** Null where the jury is too large for it. */
  leaveOneOut: WithoutJuror[] | null;
  draws: number;
  warnings: Refusal[];
};

export type RankingOptions = {
  /** The same scores and seed give the same chances. */
  seed: string;
  /** P(among the best so many) is told where it is more than 1. */
  places?: number;
  /** How often chances are drawn at most; the more, the finer. */
  draws?: number;
};

/** A model that has been fitted, and whether its calibrated scores may stand. */
type Fitted = { calibration: Calibration | null; refusal: Refusal | null; connectivity: Connectivity };

/** Multiplications beyond which no juror is left out in turn. */
const MOST_EFFORT = 6e9;

/**
 * Ranks entries by scores of several jurors: raw means beside calibrated scores, with what is uncertain about them. Raw
 * means stand where the scores cannot be calibrated, and the refusal says why. The order of the scores changes nothing.
 * Throws on no scores, and on a score that is no number.
 */
export function rank(given: readonly Score[], options: RankingOptions): Ranking {
  if (given.length === 0) throw new RangeError("there is at least one score");
  const scores = scoresOf(given);
  const fitted = tried(scores);
  const { calibration, refusal, connectivity } = fitted;
  const standing = refusal ? null : calibration;
  const isFeasible = effortOfLeavingOut(scores) <= MOST_EFFORT;
  const chances =
    calibration && (standing || refusal?.code === "no-difference") ? chancesIn(calibration, options) : null;
  return {
    model: calibration?.model ?? null,
    ...{
      connected: connectivity.isConnected,
      efficiency: connectivity.efficiency,
      calibrated: standing !== null,
      refusal,
    },
    entries: rankedEntries(scores, standing, chances),
    jurors: rankedJurors(scores, standing),
    round: roundIn(scores, standing),
    leaveOneOut: isFeasible ? withoutEachJuror(scores, standing?.ratios ?? null) : null,
    draws: chances?.draws ?? 0,
    warnings: warningsOf(scores, fitted, { isFeasible, leftOut: chances?.leftOut ?? 0 }),
  };
}

const roundIn = (scores: Scores, standing: Calibration | null): Ranking["round"] =>
  scores.late && {
    effect: standing?.round?.estimate ?? roundShift(scores),
    sd: standing?.round?.sd ?? null,
    shift: roundShift(scores),
  };

function tried(scores: Scores): Fitted {
  const connectivity = connectivityOf(scores);
  const impossible = whyNotCalibrate(scores);
  if (impossible) return { calibration: null, refusal: impossible, connectivity };
  const calibration = calibrate(scores);
  const { refusal } = connectivity;
  if (refusal || calibration.model.entry > 0) return { calibration, refusal, connectivity };
  const message =
    "The jurors differ so much over each entry that the entries cannot be told apart: the best estimate of how much they differ is nothing. Raw means stand, and their order may be chance.";
  return { calibration, refusal: { code: "no-difference", message }, connectivity };
}

type Chances = { best: Float64Array; places: Float64Array | null; draws: number; leftOut: number };

function chancesIn({ entries }: Calibration, { seed, places = 1, draws }: RankingOptions): Chances {
  const best = chancesOfPlaces(entries, { places: 1, seed, draws });
  const among = places > 1 ? chancesOfPlaces(entries, { places, seed, draws }) : null;
  return {
    ...{ best: best.chances, places: among?.chances ?? null },
    draws: best.draws,
    leftOut: Math.max(best.leftOut, among?.leftOut ?? 0),
  };
}

function rankedEntries(scores: Scores, standing: Calibration | null, chances: Chances | null): RankedEntry[] {
  const raw = rawMeans(scores);
  const calibrated = standing?.entries.estimates.map((effect) => standing.model.mean + effect);
  const bands = standing ? bandsOf(standing.entries) : null;
  const counts = countsOf(scores.entryOf, scores.entries.length);
  const ranks = ranksOf(calibrated ?? raw);
  const entries = scores.entries.map((id, i): RankedEntry => {
    const value = calibrated?.[i] ?? null;
    const sd = standing ? Math.sqrt(Math.max(standing.entries.variances[i] as number, 0)) : null;
    return {
      ...{ id, scores: counts[i] as number, raw: raw[i] as number, calibrated: value, sd },
      interval: value === null || sd === null ? null : intervalOf(value, sd),
      ...{ pBest: chances?.best[i] ?? null, pPlaces: chances?.places?.[i] ?? null },
      ...{ band: bands?.[i] ?? null, rank: ranks[i] as number },
    };
  });
  return entries.sort((a, b) => a.rank - b.rank || b.raw - a.raw || (a.id < b.id ? -1 : 1));
}

function rankedJurors({ jurors, jurorOf }: Scores, standing: Calibration | null): RankedJuror[] {
  const counts = countsOf(jurorOf, jurors.length);
  return jurors.map((id, j) => ({
    ...{ id, scores: counts[j] as number, severity: standing?.jurors.estimates[j] ?? null },
    sd: standing ? Math.sqrt(Math.max(standing.jurors.variances[j] as number, 0)) : null,
  }));
}

type Limits = { isFeasible: boolean; leftOut: number };

function warningsOf(
  scores: Scores,
  { calibration, refusal, connectivity: { edges } }: Fitted,
  { isFeasible, leftOut }: Limits,
): Refusal[] {
  const warnings: Refusal[] = refusal ? [refusal] : [...frailtiesOf(scores), ...edges];
  if (!refusal && calibration?.isExact)
    warnings.push({
      code: "no-error",
      message:
        "Entries and jurors explain every score without remainder, so that differences look more certain than they can be.",
    });
  if (!refusal && calibration?.model.juror === 0)
    warnings.push({
      code: "even-jurors",
      message: "The jurors are equally strict, as far as the scores tell, so that nothing was adjusted for them.",
    });
  if (!isFeasible)
    warnings.push({ code: "large-jury", message: "The jury is too large to leave out each juror in turn." });
  if (leftOut > 0)
    warnings.push({
      code: "many-contenders",
      message: `${leftOut.toLocaleString("en")} more entries might be among the best; the chances of those least likely to be were not drawn and count as 0.`,
    });
  return warnings;
}
