import { ok, type Result, refuse } from "~/kernel/result";
import { type Named, type Panel, type Stand, without } from "./panel";
import type { Short } from "./plan-problem";

export type PlanState = "waiting" | "running" | "proposed" | "impossible" | "cancelled" | "confirmed" | "left";

export const isUnderWay = (state: PlanState): boolean => state === "waiting" || state === "running";

/** A plan as it is kept: by numbers, with the jury that it was worked out for. */
export type Proposal = {
  stand: Stand;
  /** Every pair of a juror on the panel, standing ones included. */
  pairs: Named[];
  /** Pairs that stand, and that the plan gives to somebody else. */
  given: Named[];
  /** How well all jurors fit their entries, and what the entry with the least gets. */
  sum: number;
  least: number;
  isOptimal: boolean;
  gap: number;
  leastGap: number;
  connection: { isConnected: boolean; exchanges: number; cost: { sum: number; min: number }; reason: string | null };
  short: Short;
};

/** What a plan adds to what stands. */
export const addedBy = ({ pairs, stand }: Pick<Proposal, "pairs" | "stand">): Named[] => without(pairs, stand.standing);

export const CHANGES = ["pin", "forbid", "move", "free"] as const;
/** What the chair may change of a plan: a pair that must stand, one that must not, a juror in another's place, or neither. */
export type Change = { change: (typeof CHANGES)[number]; entry: number; juror: number; to: number | null };

type Marks = { pins: Named[]; bans: Named[] };

const isSame = ([entry, juror]: Named, other: Named): boolean => entry === other[0] && juror === other[1];

/** The chair's pins and bans with one change in them, or why it cannot be made. */
export function withChange(panel: Panel, { pins, bans }: Marks, { change, entry, juror, to }: Change): Result<Marks> {
  const unknown = whyUnknown(panel, { entry, jurors: [juror, ...(change === "move" && to !== null ? [to] : [])] });
  if (unknown) return refuse("unknown", unknown);
  const pair: Named = [entry, juror];
  const others = { pins: pins.filter((one) => !isSame(one, pair)), bans: bans.filter((one) => !isSame(one, pair)) };
  if (change === "free") return ok(others);
  if (change === "pin") return ok({ ...others, pins: [...others.pins, pair] });
  if (panel.begun.some((one) => isSame(one, pair)))
    return refuse("begun", `Juror ${juror} has begun to score entry ${entry}; that review stays.`);
  const banned = { ...others, bans: [...others.bans, pair] };
  if (change === "forbid") return ok(banned);
  if (to === null || to === juror) return refuse("no-other", "Say which other juror takes the entry.");
  const moved: Named = [entry, to];
  return ok({
    pins: [...banned.pins.filter((one) => !isSame(one, moved)), moved],
    bans: banned.bans.filter((one) => !isSame(one, moved)),
  });
}

function whyUnknown(panel: Panel, { entry, jurors }: { entry: number; jurors: number[] }): string | null {
  if (!panel.entries.some(({ number }) => number === entry)) return `There is no entry ${entry} in this challenge.`;
  const unknown = jurors.find((juror) => !panel.jurors.some(({ number }) => number === juror));
  return unknown === undefined ? null : `There is no juror ${unknown} on this jury.`;
}
