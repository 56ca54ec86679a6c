import { db } from "~/platform/database.server";

/**
 * The first row of the record whose columns are not what its line says, by its id: pages are sorted and searched by
 * them, and only the line is signed. None where all agree.
 */
export async function oddRow(): Promise<bigint | null> {
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM record_entry
    WHERE hash <> encode(sha256(convert_to(leaf, 'UTF8')), 'hex')
      OR type IS DISTINCT FROM leaf::jsonb->>'type'
      OR challenge_id::text IS DISTINCT FROM leaf::jsonb->>'challenge'
      OR at IS DISTINCT FROM (leaf::jsonb->>'at')::timestamptz
    ORDER BY id LIMIT 1`;
  return rows[0]?.id ?? null;
}
