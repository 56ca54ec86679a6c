import type { Instant } from "~/kernel/time";
import { freshness } from "./freshness";
import { type Score, type ScoreTerm, scoreOf } from "./score";

/** What reading the newest copy told: null where nothing was read. */
export type SoundnessFacts = {
  /** Whether the file could be read without any warning about its form. */
  isClean: boolean;
  /** Shares of all cells, 0 to 1: missing, not of their column's type, and (of numbers) far from the others. */
  missing: number;
  misfits: number;
  /** Null where it was not measured. */
  outliers: number | null;
};

/** Everything that readiness is computed from. */
export type ReadinessFacts = {
  now: Instant;
  /** Whether each of the last looks at the address succeeded, the newest first; empty where nobody looked. */
  checks: boolean[];
  isMachineReadable: boolean;
  licence: { id: string | null; open: boolean | null; isStated: boolean };
  frequency: string | null;
  modified: string | null;
  soundness: SoundnessFacts | null;
  descriptionLength: number;
  /** The share of columns that are described, 0 to 1; null where no columns are known. */
  columnsDescribed: number | null;
  hasContact: boolean;
  keywords: number;
  hasSpatial: boolean;
  hasTemporal: boolean;
};

/** A part of a group: its weight in it and its value, 0 to 1; null where it was not measured. */
type Part = [code: string, weight: number, value: number | null];

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/**
 * How ready a dataset is to be built on, 0 to 100:
 * 25 access + 20 licence + 15 freshness + 20 soundness + 15 documentation + 5 discovery. What was not measured is left
 * out and the rest is rescaled; it never counts as nothing.
 */
export function readiness(facts: ReadinessFacts): Score {
  const { checks, soundness, licence } = facts;
  const latest = checks.slice(0, 10);
  const groups: [weight: number, parts: Part[]][] = [
    [
      25,
      [
        ["access.check", 0.4, latest.length === 0 ? null : Number(latest[0])],
        ["access.history", 0.2, latest.length === 0 ? null : latest.filter(Boolean).length / latest.length],
        ["access.machine", 0.4, Number(facts.isMachineReadable)],
      ],
    ],
    [20, [["licence", 1, licenceValue(licence)]]],
    [15, [["freshness", 1, freshness(facts, facts.now)]]],
    [
      20,
      [
        ["soundness.form", 0.4, soundness && Number(soundness.isClean)],
        ["soundness.missing", 0.2, soundness && 1 - clamp(2 * soundness.missing)],
        ["soundness.types", 0.2, soundness && 1 - clamp(soundness.misfits)],
        ["soundness.outliers", 0.2, soundness?.outliers == null ? null : 1 - clamp(10 * soundness.outliers)],
      ],
    ],
    [
      15,
      [
        ["documentation.description", 0.35, clamp(facts.descriptionLength / 300)],
        ["documentation.columns", 0.4, facts.columnsDescribed],
        ["documentation.contact", 0.25, Number(facts.hasContact)],
      ],
    ],
    [
      5,
      [
        ["discovery.keywords", 1 / 3, clamp(facts.keywords / 3)],
        ["discovery.spatial", 1 / 3, Number(facts.hasSpatial)],
        ["discovery.temporal", 1 / 3, Number(facts.hasTemporal)],
      ],
    ],
  ];
  return scoreOf(termsOf(groups));
}

/** 1 for a known open licence, 0.6 for one that is open by its words, 0.3 for what is stated otherwise, 0 for nothing. */
function licenceValue({ id, open, isStated }: ReadinessFacts["licence"]): number {
  if (open === true) return id === null ? 0.6 : 1;
  return isStated ? 0.3 : 0;
}

/** The measured parts, scaled so that their most is 100 together and each group keeps its weight among them. */
function termsOf(groups: [weight: number, parts: Part[]][]): ScoreTerm[] {
  const measured = groups
    .map(([weight, parts]) => ({
      weight,
      parts: parts.filter((part): part is [string, number, number] => part[2] !== null),
    }))
    .filter(({ parts }) => parts.length > 0);
  const all = measured.reduce((sum, { weight }) => sum + weight, 0);
  return measured.flatMap(({ weight, parts }) => {
    const own = parts.reduce((sum, [, share]) => sum + share, 0);
    return parts.map(([code, share, value]): ScoreTerm => {
      const most = (100 / all) * weight * (share / own);
      return { score: "readiness", code, points: most * value, most };
    });
  });
}
