import { config } from "~/platform/config.server";
import { db, type Prisma } from "~/platform/database.server";
import { repositoryUrl } from "~/teams/repository-address";
import { VENDOR_FOLDERS } from "~/teams/vendored";
import { SHARED_BYTES } from "./facts";
import type { SeenSeal } from "./seen";

/** PostgreSQL's patterns for a file in a folder of vendored code, up to the outermost such folder, and for minified files. */
const IN_VENDOR = `^(.*?/)??(${VENDOR_FOLDERS.join("|")})/`;
const MINIFIED = "[.-]min\\.(js|mjs|css)$";
/** Licences are the same text everywhere. */
const LICENCE = "(^|/)(licen[cs]e|copying|unlicense|notice)([.-][^/]*)?$";
const MOST_FOLDERS = 30;
const MOST_ENTRIES = 100;

/** The columns of a seal that the facts are about. */
export const SEAL = {
  ...{ owner: true, name: true, githubId: true, commitSha: true, treeSha: true, sealedAt: true },
} as const;

type Of = {
  versionId: string;
  submissionId: string;
  challengeId: string;
  seal: Prisma.CodeSealGetPayload<{ select: typeof SEAL }>;
  /** Whether other entries may be named. */
  isNamed: boolean;
};

/** What the sealed files of a version tell, also beside the newest sealed versions of the other entries of its challenge. */
export async function sealSeen({ versionId, submissionId, challengeId, seal, isNamed }: Of): Promise<SeenSeal> {
  const { owner, name, githubId, commitSha, treeSha, sealedAt } = seal;
  const others = { submissionId, challengeId };
  const [folders, sameTree, shared] = await Promise.all([
    vendoredIn(versionId),
    treeSha === null ? [] : sameTreeAs({ ...others, treeSha }),
    sharedWith({ ...others, versionId }),
  ]);
  const named = (entry: number) => (isNamed ? entry : null);
  return {
    url: repositoryUrl({ owner, name }, config().github.web),
    githubId: githubId === null ? null : String(githubId),
    commitSha,
    sealedAt,
    vendored: folders.flatMap(({ folder, ...size }) => (folder === null ? [] : [{ folder, ...size }])),
    minified: folders.find(({ folder }) => folder === null) ?? { files: 0, bytes: 0 },
    sameTree: sameTree.map(({ entry }) => ({ entry: named(entry) })),
    shared: shared.map(({ entry, ...files }) => ({ ...files, entry: named(entry) })),
  };
}

/** Files by the outermost folder of vendored code that they lie in; null counts the minified ones outside of such. */
const vendoredIn = (versionId: string) =>
  db.$queryRaw<{ folder: string | null; files: number; bytes: number }[]>`
    SELECT rtrim(substring(path FROM ${`(${IN_VENDOR})`}), '/') AS folder, count(*)::int AS files, sum(bytes)::float8 AS bytes
    FROM sealed_file
    WHERE version_id = ${versionId}::uuid AND (path ~ ${IN_VENDOR} OR path ~* ${MINIFIED})
    GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_FOLDERS + 1}`;

type Others = { submissionId: string; challengeId: string };

const sameTreeAs = ({ submissionId, challengeId, treeSha }: Others & { treeSha: string }) =>
  db.$queryRaw<{ entry: number }[]>`
    SELECT entry FROM (
      SELECT DISTINCT ON (s.id) s.number AS entry, c.tree_sha, c.state
      FROM submission s JOIN submission_version v ON v.submission_id = s.id LEFT JOIN code_seal c ON c.version_id = v.id
      WHERE s.challenge_id = ${challengeId}::uuid AND s.id <> ${submissionId}::uuid AND s.withdrawn_at IS NULL
      ORDER BY s.id, v.number DESC
    ) AS newest
    WHERE tree_sha = ${treeSha} AND state = 'sealed' ORDER BY entry LIMIT ${MOST_ENTRIES}`;

/** Other entries whose newest version holds files of this one, by how many; names of up to three, the largest first. */
const sharedWith = ({ versionId, submissionId, challengeId }: Others & { versionId: string }) =>
  db.$queryRaw<{ entry: number; files: number; own: number; such: string[] }[]>`
    WITH newest AS (
      SELECT DISTINCT ON (s.id) s.number AS entry, v.id AS version_id
      FROM submission s JOIN submission_version v ON v.submission_id = s.id
      WHERE s.challenge_id = ${challengeId}::uuid AND s.id <> ${submissionId}::uuid AND s.withdrawn_at IS NULL
      ORDER BY s.id, v.number DESC
    ), shared AS (
      SELECT DISTINCT newest.entry, mine.path, mine.bytes, mine.path !~ ${IN_VENDOR} AS is_own
      FROM sealed_file mine JOIN sealed_file theirs ON theirs.blob = mine.blob JOIN newest ON newest.version_id = theirs.version_id
      WHERE mine.version_id = ${versionId}::uuid AND mine.bytes >= ${SHARED_BYTES} AND mine.path !~* ${LICENCE}
    )
    SELECT entry, count(*)::int AS files, (count(*) FILTER (WHERE is_own))::int AS own,
      coalesce((array_agg(path ORDER BY bytes DESC, path) FILTER (WHERE is_own))[1:3], '{}') AS such
    FROM shared GROUP BY entry ORDER BY own DESC, files DESC, entry LIMIT ${MOST_ENTRIES}`;
