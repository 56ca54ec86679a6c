import { canonicalJson } from "~/kernel/canonical";
import { db, type Prisma } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { contentJson, type EntryContent, receivedWords } from "~/submissions/content";
import type { DatasetUse, Image } from "~/submissions/draft/draft";
import { type GitFile, treeIdOf } from "~/submissions/seal/git-tree";
import type { Difference, Facts, Told } from "./compare";
import type { EntryRow } from "./replay";

/** Every entry with the instant from which it is withdrawn. */
export async function entriesOf(challengeId: string): Promise<EntryRow[]> {
  const rows = await db.submission.findMany({ where: { challengeId }, select: { id: true, withdrawnAt: true } });
  return rows.map(({ id, withdrawnAt }) => ({ id, withdrawnAt: withdrawnAt?.toISOString() ?? null }));
}

const VERSION = {
  ...{ id: true, submissionId: true, number: true, title: true, pitch: true, description: true, demoUrl: true },
  ...{ videoUrl: true, repositoryUrl: true, commitSha: true, branch: true, images: true, rulesVersionId: true },
  ...{ contentHash: true, recordHash: true, receivedAt: true },
  datasets: { orderBy: { datasetId: "asc" }, select: { datasetId: true, distributionId: true, how: true } },
  ...{ seal: true, submission: { select: { teamId: true } } },
} as const;

/** What was handed in, version by version, and the code that was sealed of each, with the seals themselves. */
export async function entryRows(challengeId: string): Promise<{ told: Told[]; seals: Seal[] }> {
  const blind = new Map(
    (await db.rulesVersion.findMany({ where: { challengeId }, select: { id: true, blind: true } })).map((one) => [
      one.id,
      one.blind,
    ]),
  );
  const versions = await db.submissionVersion.findMany({ where: { submission: { challengeId } }, select: VERSION });
  const told = versions.flatMap(({ contentHash, recordHash, receivedAt, submission: { teamId }, ...row }) => {
    const { id, submissionId, number: version, rulesVersionId, seal, ...said } = row;
    const of = {
      type: "submission.received",
      key: `${submissionId}/${version}`,
      row: `submission_version ${id}`,
    } as const;
    const saying = (hash: string) => {
      const { content, ...words } = receivedWords({ content: hash, teamId, rulesVersionId });
      return { covert: { content }, words };
    };
    const commit: Facts = blind.get(rulesVersionId) ? {} : { commit: said.commitSha };
    const received: Told = {
      ...{ ...of, at: { received_at: receivedAt }, hash: { record_hash: recordHash } },
      ...{ facts: { submission: submissionId, version, ...commit } },
      ...saying(sha256(canonicalJson(contentJson(contentOf(said))))),
    };
    const shown: Told = { ...of, facts: {}, ...saying(contentHash) };
    return [
      received,
      shown,
      ...(seal?.state === "sealed" ? [sealed({ submission: submissionId, version }, seal)] : []),
    ];
  });
  return { told, seals: versions.flatMap(({ seal }) => (seal?.state === "sealed" ? [seal] : [])) };
}

type Said = Omit<EntryContent, "branch" | "images" | "datasets"> & {
  branch: string | null;
  images: unknown;
  datasets: { datasetId: string; distributionId: string | null; how: string }[];
};

const contentOf = ({ branch, images, datasets, ...said }: Said): EntryContent => ({
  ...said,
  ...(branch === null ? {} : { branch }),
  images: images as Image[],
  datasets: datasets.map(
    ({ datasetId, distributionId, how }): DatasetUse => ({
      ...{ datasetId, how },
      ...(distributionId === null ? {} : { distributionId }),
    }),
  ),
});

type Seal = Prisma.CodeSealGetPayload<object>;

function sealed({ submission, version }: { submission: string; version: number }, seal: Seal): Told {
  const { versionId, archiveSha256, fileCount, isWhole, observedAt, isPushSeen, githubId, commitSha, treeSha } = seal;
  const { sealedAt, recordHash } = seal;
  const where = { repository: String(githubId), commit: commitSha, tree: treeSha };
  const seen: Facts = observedAt ? { observed: observedAt.toISOString(), by: isPushSeen ? "push" : "sight" } : {};
  return {
    ...{ type: "submission.sealed", key: `${submission}/${version}`, row: `code_seal ${versionId}` },
    facts: { submission, version, archive: archiveSha256, files: fileCount, whole: isWhole, ...seen },
    ...{ covert: where, at: { sealed_at: sealedAt }, hash: { record_hash: recordHash } },
  };
}

/** Seals whose files are not those of the tree that they name, entry by entry: a tree's id tells every path and byte. */
export async function treeDifferences(seals: Seal[]): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const { versionId, treeSha, isWhole, fileCount } of seals) {
    const files = await db.sealedFile.findMany({
      where: { versionId },
      select: { path: true, mode: true, blob: true },
    });
    const isAsSealed = isWhole ? treeIdOf(files as GitFile[]) === treeSha : files.length === fileCount;
    if (!isAsSealed)
      found.push({
        ...{ index: null, hash: null, row: `sealed_file ${versionId}` },
        what: "The files listed are not those of the sealed tree.",
      });
  }
  return found;
}
