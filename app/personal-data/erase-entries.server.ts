import type { Instant } from "~/kernel/time";
import type { Prisma, Tx } from "~/platform/database.server";
import { ERASED, type ErasedLine } from "./erasing";

/**
 * Erases what a person made alone: the team of one, its repository and draft, what it handed in and the code that was
 * sealed. An entry keeps its number, its scores and its place. A team of several stays, without them where the results
 * are not out. Returns the lines of the record that lost their words, and the stored files that nobody may need more.
 */
export async function eraseOwnTeams(
  personId: string,
  at: Instant,
  tx: Tx,
): Promise<{ lines: ErasedLine[]; files: string[] }> {
  const memberships = await tx.teamMember.findMany({
    where: { personId },
    select: {
      team: {
        select: {
          ...{ id: true, challengeId: true, dissolvedAt: true, draft: { select: { content: true } } },
          challenge: { select: { resultsPublishedAt: true } },
          submission: { select: { id: true } },
          _count: { select: { members: true } },
        },
      },
    },
  });
  const erased: { lines: ErasedLine[]; files: string[] } = { lines: [], files: [] };
  for (const { team } of memberships) {
    if (team._count.members > 1) {
      if (team.challenge.resultsPublishedAt === null)
        await tx.teamMember.delete({ where: { teamId_personId: { teamId: team.id, personId } } });
      continue;
    }
    erased.files.push(...imagesIn((team.draft?.content as Prisma.JsonObject | undefined)?.images));
    await eraseTeam(team.id, team.dissolvedAt ?? at, tx);
    erased.lines.push(...(await lateLines(team, tx)));
    if (!team.submission) continue;
    const { lines, files } = await eraseEntry(team.submission.id, tx);
    erased.lines.push(...lines);
    erased.files.push(...files);
  }
  return { lines: erased.lines, files: [...new Set(erased.files)] };
}

/** Hand-ins that came too late are lines too, though no row tells of them. */
const lateLines = ({ id, challengeId }: { id: string; challengeId: string }, tx: Tx) =>
  tx.$queryRaw<ErasedLine[]>`
    SELECT challenge_id AS "challengeId", hash FROM record_entry
    WHERE challenge_id = ${challengeId}::uuid AND type = 'submission.refused_late' AND leaf::jsonb->>'team' = ${id}`;

const imagesIn = (images: unknown): string[] =>
  Array.isArray(images) ? images.map(({ sha256 }: { sha256: string }) => sha256) : [];

async function eraseTeam(teamId: string, dissolvedAt: Instant, tx: Tx): Promise<void> {
  await tx.submissionDraft.deleteMany({ where: { teamId } });
  await tx.provenanceReply.deleteMany({ where: { teamId } });
  await tx.repository.deleteMany({ where: { teamId } });
  const words = { name: ERASED, slug: `erased-${teamId}`, about: "", skillsWanted: [] };
  await tx.team.update({
    where: { id: teamId },
    data: { ...words, isLooking: false, inviteHash: null, dissolvedAt },
  });
}

async function eraseEntry(submissionId: string, tx: Tx): Promise<{ lines: ErasedLine[]; files: string[] }> {
  const ofEntry = { version: { submissionId } };
  const versions = await tx.submissionVersion.findMany({
    where: { submissionId },
    select: { images: true, seal: { select: { archiveSha256: true } } },
  });
  const lines = await tx.$queryRaw<ErasedLine[]>`
    SELECT challenge_id AS "challengeId", hash FROM record_entry
    WHERE challenge_id = (SELECT challenge_id FROM submission WHERE id = ${submissionId}::uuid)
      AND type IN ('submission.received', 'submission.sealed') AND leaf::jsonb->>'submission' = ${submissionId}`;
  await tx.sealedFile.deleteMany({ where: { seal: ofEntry } });
  await tx.codeSeal.deleteMany({ where: ofEntry });
  await tx.submissionDataset.updateMany({ where: ofEntry, data: { how: "" } });
  const words = { title: ERASED, pitch: "", description: "" };
  const links = { demoUrl: null, videoUrl: null, repositoryUrl: null, commitSha: null, branch: null };
  await tx.submissionVersion.updateMany({ where: { submissionId }, data: { ...words, ...links, images: [] } });
  const files = versions.flatMap(({ images, seal }) => [
    ...imagesIn(images),
    ...(seal?.archiveSha256 ? [seal.archiveSha256] : []),
  ]);
  return { lines, files };
}
