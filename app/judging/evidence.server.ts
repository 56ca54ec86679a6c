import { z } from "zod";
import { NEWEST_CODE, storedCodeRules } from "~/challenges/code-rules";
import { fileText } from "~/datasets/file-words";
import { db } from "~/platform/database.server";
import { markdownHtml } from "~/platform/markdown.server";
import type { EntrySaid } from "~/submissions/entry-reading";
import { SEALED, type SealFacts, sealFacts } from "~/submissions/seal/seal";
import { PROOF, provenSentence } from "~/teams/proof";
import { isSameRepository, type RepositoryNamed } from "~/teams/repository-address";
import { EVENTS, type SeenEvent } from "~/teams/repository-events";

const Images = z.array(z.object({ sha256: z.string(), mediaType: z.string(), alt: z.string() })).catch([]);

/** An entry as its last version before the deadline says it: what jurors score and, after the deadline, everyone reads. */
export type Evidence = EntrySaid & {
  submissionId: string;
  number: number;
  team: { slug: string; name: string };
  version: number;
  receivedAt: string;
  recordHash: string;
  /** What became of its code; null where it names no repository. */
  seal: SealFacts | null;
  /** Whether the team may speak for that repository; null where it links none, or another one since. */
  proof: string | null;
  /** Its repository is private, as far as is known: its address and its code are for the team and the jury. */
  isPrivate: boolean;
};

/** One entry's matter. The caller has asked whether the reader may see it; null where it is not there or was withdrawn. */
export async function evidenceOf({ slug, number }: { slug: string; number: number }): Promise<Evidence | null> {
  const entry = await db.submission.findFirst({
    where: { number, withdrawnAt: null, challenge: { slug } },
    select: {
      id: true,
      number: true,
      team: {
        select: {
          slug: true,
          name: true,
          repository: { select: { ...PROOF, owner: true, name: true, githubId: true, isPrivate: true } },
        },
      },
      challenge: { select: { timeZone: true, rules: NEWEST_CODE } },
      versions: {
        orderBy: { number: "desc" },
        take: 1,
        select: {
          number: true,
          title: true,
          pitch: true,
          description: true,
          demoUrl: true,
          videoUrl: true,
          repositoryUrl: true,
          commitSha: true,
          branch: true,
          images: true,
          receivedAt: true,
          recordHash: true,
          seal: { select: { ...SEALED, owner: true, name: true, githubId: true } },
          // In the order in which they are handed in.
          datasets: {
            orderBy: { datasetId: "asc" },
            select: {
              how: true,
              dataset: { select: { slug: true, title: true } },
              distribution: { select: { position: true, title: true, format: true } },
            },
          },
        },
      },
    },
  });
  const version = entry?.versions[0];
  if (!entry || !version) return null;
  const { repository: linked, ...team } = entry.team;
  const seal = version.seal && apart(version.seal);
  const repository = linked && seal && isSameRepository(seal.of, linked) ? linked : null;
  return {
    submissionId: entry.id,
    number: entry.number,
    team,
    title: version.title,
    pitch: version.pitch,
    descriptionHtml: markdownHtml(version.description),
    demoUrl: version.demoUrl,
    videoUrl: version.videoUrl,
    repositoryUrl: version.repositoryUrl,
    commitSha: version.commitSha ?? (version.branch ? (version.seal?.commitSha ?? null) : null),
    branch: version.branch,
    images: Images.parse(version.images).map(({ sha256, alt }) => ({ sha256, alt })),
    datasets: version.datasets.map(({ how, dataset, distribution }) => ({
      ...dataset,
      how,
      file: distribution && fileText(distribution),
    })),
    version: version.number,
    receivedAt: version.receivedAt.toISOString(),
    recordHash: version.recordHash,
    seal: seal && sealFacts(seal.columns, storedCodeRules(entry.challenge.rules[0]?.code)),
    proof: repository && provenSentence(repository, entry.challenge.timeZone),
    isPrivate: (seal?.columns.isPrivate || repository?.isPrivate) ?? false,
  };
}

/** Of which repository a seal is, and what became of it. */
const apart = <Row extends RepositoryNamed>({ owner, name, githubId, ...columns }: Row) => ({
  of: { owner, name, githubId },
  columns,
});

/** What became of an entry's repository on GitHub, newest first. The caller has asked whether the reader may see it. */
export const eventsOf = ({ slug, number }: { slug: string; number: number }): Promise<SeenEvent[]> =>
  db.repositoryEvent.findMany({
    ...EVENTS,
    where: { repository: { team: { submission: { number, challenge: { slug } } } } },
  });
