import { db } from "../database.server";
import { type Soundness, soundnessOf } from "./files.server";

const AT_ONCE = 500;

/** Every stored file by its hash, each read through, in the order of the hashes. */
export async function* filesInTurn(): AsyncGenerator<{ sha256: string; soundness: Soundness }> {
  for (let after = ""; ; ) {
    const files = await db.storedFile.findMany({
      where: { sha256: { gt: after } },
      orderBy: { sha256: "asc" },
      take: AT_ONCE,
      select: { sha256: true },
    });
    for (const { sha256 } of files) yield { sha256, soundness: await soundnessOf(sha256) };
    const last = files.at(-1);
    if (!last) return;
    after = last.sha256;
  }
}
