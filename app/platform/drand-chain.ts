import { z } from "zod";

const Info = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  public_key: z.string().regex(/^[0-9a-f]{192}$/),
  period: z.int().positive(),
  genesis_time: z.int().positive(),
  schemeID: z.literal("bls-unchained-g1-rfc9380"),
});

/** A drand network in a setting, as its /info tells it: period and genesis in seconds. Null where it is none of that scheme. */
export function drandChainIn(text: string) {
  try {
    const read = Info.safeParse(JSON.parse(text));
    if (!read.success) return null;
    const { hash, public_key: publicKey, period, genesis_time: genesis } = read.data;
    return { hash, publicKey, period, genesis };
  } catch {
    return null;
  }
}
