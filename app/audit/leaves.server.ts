import { canonicalJson, type Json } from "~/kernel/canonical";
import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import type { Act } from "~/record/entry";
import type { Facts, Leaf } from "./compare";

/** A challenge's entries of the record, oldest first, with the words that they commit to. */
export async function leavesOf(challengeId: string): Promise<Leaf[]> {
  const rows = await db.recordEntry.findMany({
    where: { challengeId },
    orderBy: { id: "asc" },
    select: { index: true, hash: true, leaf: true, content: { select: { salt: true, content: true } } },
  });
  return rows.map(({ index, hash, leaf, content }) => {
    const { type, at, v: _v, challenge: _of, ...facts } = JSON.parse(leaf) as Facts & { type: Act; at: string };
    const words = (content?.content ?? null) as Json | null;
    return { index: index === null ? null : Number(index), hash, type, at, facts, words, opens: opens(facts, content) };
  });
}

function opens({ commitment }: Facts, content: { salt: string; content: unknown } | null): boolean | null {
  if (commitment === undefined) return null;
  if (content === null) return false;
  const bytes = Buffer.concat([Buffer.from(content.salt, "hex"), Buffer.from(canonicalJson(content.content as Json))]);
  return sha256(bytes) === commitment;
}
