import { createHash } from "node:crypto";
import { z } from "zod";

const Draw = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Entry = z.int().positive();
const Round = z.union([z.literal(1), z.literal(2)]).default(1);
const At = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text)
  .transform((text) => new Date(text));

const announced = {
  ...{ type: z.literal("draw.announced"), at: At, challenge: Draw, draw: Draw },
  ...{ purpose: z.enum(["assignment", "result"]), round: Round, subject: Hash, version: z.string() },
};
const Announced = z.discriminatedUnion("source", [
  z.object({ ...announced, source: z.literal("drand"), chain: Hash, beacon: z.int().positive() }),
  z.object({ ...announced, source: z.literal("nonces"), city: Hash, commits_until: At, reveals_until: At }),
]);
const of = { at: At, challenge: Draw, draw: Draw };
const Committed = z.object({ ...of, type: z.literal("draw.committed"), entry: Entry, nonce_hash: Hash });
const Revealed = z.object({ ...of, type: z.literal("draw.revealed"), entry: Entry, nonce: Hash });
const Made = z.object({
  ...{ ...of, type: z.literal("draw.made"), announced: Hash, randomness: Hash, seed: Hash },
  signature: z.string().optional(),
  ...{ city: Hash.optional(), entries: z.array(Entry).optional(), refused: z.array(Entry).optional() },
});
const uses = { challenge: Draw, draw: Draw.optional(), seed: z.string().optional(), round: Round };
const Seeded = z.object({ ...uses, type: z.literal("jury.seed") });
const Published = z.object({ ...uses, type: z.literal("result.published") });

export type Announced = z.infer<typeof Announced>;
export type Committed = z.infer<typeof Committed>;
export type Revealed = z.infer<typeof Revealed>;
export type Made = z.infer<typeof Made>;
export type Used = z.infer<typeof Seeded> | z.infer<typeof Published>;

const SHAPES = {
  "draw.announced": Announced,
  "draw.committed": Committed,
  "draw.revealed": Revealed,
  "draw.made": Made,
  "jury.seed": Seeded,
  "result.published": Published,
};
type Facts = Announced | Committed | Revealed | Made | Used;

/** A line of the record that a draw is about: its place, its hash as other lines name it, and its facts, or why they cannot be read. */
export type Line = { index: number; hash: string } & ({ facts: Facts } | { facts: null; unread: string });

/** Whether a line may be about a draw, told without parsing it: a record of a million lines holds a few that are. */
export const mayConcernDraws = (leaf: string): boolean =>
  /"type":"(?:draw\.[a-z]+|jury\.seed|result\.published)"/.test(leaf);

/** A line about a draw; null where it is about something else, or is no JSON at all. */
export function lineOf({ index, leaf }: { index: number; leaf: string }): Line | null {
  const facts = mayConcernDraws(leaf) ? jsonOf(leaf) : null;
  const type = Object.keys(SHAPES).find((known) => known === facts?.type) as keyof typeof SHAPES | undefined;
  if (!type) return null;
  const hash = createHash("sha256").update(leaf).digest("hex");
  const read = SHAPES[type].safeParse(facts);
  if (read.success) return { index, hash, facts: read.data };
  const where = read.error.issues[0]?.path.join(".");
  return { index, hash, facts: null, unread: where ? `what stands under “${where}” in it` : "it" };
}

function jsonOf(leaf: string): { [key: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(leaf);
    return typeof value === "object" ? (value as { [key: string]: unknown } | null) : null;
  } catch {
    return null;
  }
}
