import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { withIncoming } from "~/platform/storage/incoming.server";
import { keepArchive, keepSeal } from "~/submissions/seal/seal-version.server";
import { archiveOf } from "./fakes/github/archive";
import { SHA } from "./fakes/github/git";
import { must } from "./world";

const FILES = {
  "README.md": "# Buckets\n\nRun it with `python leak.py`. <script>alert(1)</script>\n",
  "src/leak.py": "# A bucket with a leak\nprint('drip')\n",
};

/** Seals code for the newest version of an entry, as the job does once GitHub has answered. */
export async function withSealedCode(
  submissionId: string,
  files: Record<string, string | Uint8Array> = FILES,
  isPrivate = false,
) {
  const { id: versionId } = await db.submissionVersion.findFirstOrThrow({
    where: { submissionId },
    orderBy: { number: "desc" },
  });
  const commitSha = SHA("a1");
  // Where the team has linked a repository, its code is waited for already.
  await db.codeSeal.upsert({
    where: { versionId },
    create: { versionId, owner: "contrafforte", name: "buckets", commitSha },
    update: { commitSha },
  });
  const bytes = await archiveOf(files);
  const file = { sha256: sha256(bytes), bytes: bytes.byteLength };
  const kept = must(await withIncoming(bytes, (path) => keepArchive({ path, ...file })));
  const about = { githubId: 1000n, commitSha, treeSha: kept.reading.tree, branch: "main", isPrivate };
  await keepSeal(versionId, { ...about, ...kept });
  return { versionId, bytes };
}
