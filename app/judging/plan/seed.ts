import type { Refusal } from "~/kernel/result";

/** Why there is no seed to work a plan out with: none was asked for, or it cannot be known yet. */
export const whyNoSeed = (draw: { id: string } | null): Refusal =>
  draw
    ? { code: "no-seed-yet", message: "The seed is not drawn yet; a plan is worked out when it is." }
    : { code: "no-draw", message: "Have a seed drawn first, so that nobody chooses between plans that are as good." };
