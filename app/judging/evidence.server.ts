import { z } from "zod";
import { NEWEST_CODE, storedCodeRules } from "~/challenges/code-rules";
import { fileText } from "~/datasets/file-words";
import { db, type Prisma } from "~/platform/database.server";
import { markdownHtml } from "~/platform/markdown.server";
import { BLOCKED, type Mask, unnamedUrl } from "~/submissions/blind/mask";
import { maskFor } from "~/submissions/blind/masks.server";
import type { EntrySaid } from "~/submissions/entry-reading";
import { maskedSeal, SEALED, type SealFacts, sealFacts } from "~/submissions/seal/seal";
import { PROOF, provenSentence } from "~/teams/proof";
import { isSameRepository, type RepositoryNamed } from "~/teams/repository-address";
import { EVENTS, type SeenEvent } from "~/teams/repository-events";

const Images = z.array(z.object({ sha256: z.string(), mediaType: z.string(), alt: z.string() })).catch([]);

/** An entry as its last version before the deadline says it: what jurors score and, after the deadline, everyone reads. */
export type Evidence = EntrySaid & {
  submissionId: string;
  number: number;
  /** Null while the challenge is judged blind. */
  team: { slug: string; name: string } | null;
  version: number;
  receivedAt: string;
  recordHash: string;
  /** What became of its code; null where it names no repository. */
  seal: SealFacts | null;
  /** Whether the team may speak for that repository; null where it links none, another one since, or is not named. */
  proof: string | null;
  /** Its repository is private, as far as is known: its address and its code are for the team and the jury. */
  isPrivate: boolean;
};

const VERSION = {
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
} as const satisfies Prisma.SubmissionVersionSelect;

/**
 * One entry's matter, without a known name while the challenge is judged blind. The caller has asked whether the reader
 * may see it; null where it is not there or was withdrawn.
 */
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
      challenge: { select: { id: true, timeZone: true, rules: NEWEST_CODE } },
      versions: { orderBy: { number: "desc" }, take: 1, select: VERSION },
    },
  });
  const version = entry?.versions[0];
  if (!entry || !version) return null;
  const mask = await maskFor({ challengeId: entry.challenge.id, number });
  const { repository: linked, ...team } = entry.team;
  const seal = version.seal && apart(version.seal);
  const repository = linked && seal && isSameRepository(seal.of, linked) ? linked : null;
  const facts = seal && sealFacts(seal.columns, storedCodeRules(entry.challenge.rules[0]?.code));
  return {
    submissionId: entry.id,
    number: entry.number,
    team: mask ? null : team,
    ...saidBy(version, mask),
    version: version.number,
    receivedAt: version.receivedAt.toISOString(),
    recordHash: version.recordHash,
    seal: facts && mask ? maskedSeal(facts, mask) : facts,
    proof: mask ? null : repository && provenSentence(repository, entry.challenge.timeZone),
    isPrivate: (seal?.columns.isPrivate || repository?.isPrivate) ?? false,
  };
}

type Version = Prisma.SubmissionVersionGetPayload<{ select: typeof VERSION }>;

/** What a version says for itself. A mask takes the names from its texts, and every address that leads to its makers. */
function saidBy(version: Version, mask: Mask | null): EntrySaid {
  const say: Mask = mask ?? ((text) => text);
  const link = (url: string | null) => (mask ? unnamedUrl(url, mask) : url);
  const { branch, demoUrl, videoUrl } = version;
  return {
    title: say(version.title),
    pitch: say(version.pitch),
    descriptionHtml: markdownHtml(say(version.description)),
    demoUrl: link(demoUrl),
    videoUrl: link(videoUrl),
    isBlind: mask !== null,
    repositoryUrl: mask ? null : version.repositoryUrl,
    commitSha: mask ? null : (version.commitSha ?? (branch ? (version.seal?.commitSha ?? null) : null)),
    branch: mask ? null : branch,
    images: Images.parse(version.images).map(({ sha256, alt }) => ({ sha256, alt: say(alt) })),
    datasets: version.datasets.map(({ how, dataset, distribution }) => ({
      ...dataset,
      how: say(how),
      file: distribution && fileText(distribution),
    })),
  };
}

/** Of which repository a seal is, and what became of it. */
const apart = <Row extends RepositoryNamed>({ owner, name, githubId, ...columns }: Row) => ({
  of: { owner, name, githubId },
  columns,
});

/**
 * What became of an entry's repository on GitHub, newest first. The caller has asked whether the reader may see it, and
 * the names in it.
 */
export const eventsOf = ({ slug, number }: { slug: string; number: number }): Promise<SeenEvent[]> =>
  db.repositoryEvent.findMany({
    ...EVENTS,
    where: { repository: { team: { submission: { number, challenge: { slug } } } } },
  });

/** The same without what it was called. */
export const unnamedEvents = (events: SeenEvent[]): SeenEvent[] =>
  events.map(({ was, becomes, ...event }) => ({ ...event, was: was && BLOCKED, becomes: becomes && BLOCKED }));
