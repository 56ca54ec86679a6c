import type { LimitAnswer } from "./recorded";
import { type Ask, ok, problem, type Reply } from "./reply";
import type { Token } from "./world";

/**
 * How many requests may be made in an hour by strangers, and by each token. GitHub lets strangers make 60; here they
 * may make more, so that a file of tests need not count.
 */
export type Limits = { stranger: number; token: number; used: Map<Token | null, { count: number; until: number }> };

export const newLimits = (): Limits => ({ stranger: 5000, token: 5000, used: new Map() });

const HOUR = 3_600_000;

/** By the machine's clock, which is the one that who has to wait goes by. */
function usedBy({ used }: Limits, token: Token | null): { count: number; until: number } {
  const known = used.get(token);
  if (known && known.until > Date.now()) return known;
  const fresh = { count: 0, until: Date.now() + HOUR };
  used.set(token, fresh);
  return fresh;
}

const limitOf = (limits: Limits, token: Token | null): number => (token === null ? limits.stranger : limits.token);

export const isSpent = (limits: Limits, token: Token | null): boolean =>
  usedBy(limits, token).count >= limitOf(limits, token);

export function spend(limits: Limits, token: Token | null): void {
  usedBy(limits, token).count += 1;
}

/** The headers that tell how much is left. */
export function limitHeaders(limits: Limits, token: Token | null): Record<string, string> {
  const { limit, remaining, reset, used } = standing(limits, token);
  return {
    "x-ratelimit-limit": String(limit),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-used": String(used),
    "x-ratelimit-reset": String(reset),
    "x-ratelimit-resource": "core",
  };
}

function standing(limits: Limits, token: Token | null): LimitAnswer["rate"] {
  const [limit, { count, until }] = [limitOf(limits, token), usedBy(limits, token)];
  return { limit, remaining: Math.max(0, limit - count), reset: Math.ceil(until / 1000), used: count };
}

/** The refusal of those who have used up their hour. */
export const spentReply = (limits: Limits, token: Token | null): Reply =>
  problem(403, "API rate limit exceeded.", { ...limitHeaders(limits, token), "x-ratelimit-remaining": "0" });

/** Asking for the limit costs nothing. */
export function limitReply(limits: Limits, { token }: Ask): Reply {
  const rate = standing(limits, token);
  const search = { limit: 30, remaining: 30, reset: rate.reset, used: 0 };
  return ok({ resources: { core: rate, search }, rate } satisfies LimitAnswer);
}
