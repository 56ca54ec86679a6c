import { db } from "~/platform/database.server";

const CHALLENGE = { select: { slug: true, title: true } } as const;

/** A person's account as they may have it: nothing that would let somebody in. */
export const asPerson = (id: string) =>
  db.person.findUniqueOrThrow({
    where: { id },
    select: {
      ...{
        id: true,
        email: true,
        name: true,
        handle: true,
        about: true,
        skills: true,
        affiliation: true,
        languages: true,
      },
      ...{ isAdministrator: true, wantsReceipts: true, createdAt: true },
      github: { select: { githubId: true, login: true, linkedAt: true, seenAt: true } },
      sessions: { select: { userAgent: true, createdAt: true, lastSeenAt: true, expiresAt: true, revokedAt: true } },
      organisations: { select: { role: true, since: true, organisation: { select: { slug: true, name: true } } } },
      chairOf: { select: { since: true, challenge: CHALLENGE } },
    },
  });

const VERSION = {
  omit: { submissionId: true, submittedById: true, rulesVersionId: true, idempotencyKey: true },
  include: {
    datasets: { select: { how: true, dataset: { select: { slug: true } } } },
    seal: {
      select: {
        ...{ state: true, owner: true, name: true, commitSha: true, treeSha: true, branch: true },
        ...{ archiveSha256: true, fileCount: true, sealedAt: true, why: true },
      },
    },
  },
} as const;

/** What a person asked, reported, joined and handed in. Of others in their teams nothing is told. */
export async function asProgrammer(personId: string) {
  const mine = { members: { some: { personId } } };
  const [questions, problems, teams, entries, acceptances, requests, seeking] = await Promise.all([
    db.question.findMany({
      where: { askedById: personId },
      select: { number: true, body: true, askedAt: true, answer: true, answeredAt: true, challenge: CHALLENGE },
    }),
    db.dataIssue.findMany({
      where: { reporterId: personId },
      select: {
        ...{ number: true, kind: true, title: true, column: true, row: true, state: true, createdAt: true },
        dataset: { select: { slug: true } },
        entries: { where: { personId }, select: { at: true, text: true, became: true } },
      },
    }),
    db.team.findMany({
      where: mine,
      select: {
        ...{ name: true, about: true, isLooking: true, skillsWanted: true, createdAt: true, dissolvedAt: true },
        challenge: CHALLENGE,
        members: { where: { personId }, select: { isCaptain: true, joinedAt: true } },
        draft: { select: { content: true, revision: true, savedAt: true } },
        repository: { select: { owner: true, name: true, linkedAt: true, declaredCommit: true, baseline: true } },
        replies: { where: { savedById: personId }, select: { factKey: true, text: true, savedAt: true } },
      },
    }),
    db.submission.findMany({
      where: { team: mine },
      select: { number: true, withdrawnAt: true, challenge: CHALLENGE, versions: VERSION },
    }),
    db.rulesAcceptance.findMany({
      where: { personId },
      select: { acceptedAt: true, rulesVersion: { select: { number: true, hash: true, challenge: CHALLENGE } } },
    }),
    db.joinRequest.findMany({
      where: { personId },
      select: { message: true, state: true, askedAt: true, decidedAt: true, team: { select: { name: true } } },
    }),
    db.seeker.findMany({
      where: { personId },
      select: { skills: true, about: true, since: true, challenge: CHALLENGE },
    }),
  ]);
  return { questions: { questions, problems }, teams: { teams, acceptances, requests, seeking }, entries };
}
