import type { Viewer } from "~/accounts/roles";
import { type CodeRules, storedCodeRules } from "~/challenges/code-rules";
import { CALENDAR, whyNotEnter } from "~/challenges/phase";
import { FACE } from "~/challenges/public-challenge.server";
import { fileText } from "~/datasets/file-words";
import type { Instant } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { db, type Tx } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { draftOf } from "~/submissions/draft/draft";
import { branchToJudge, COMMIT, type CommitFacts, commitToJudge, whyNotThisCommit } from "~/teams/declared-commit";
import { repositoryUrl } from "~/teams/repository-address";
import { type EntryFacts, entryChecklist, scoredEntry, whyNotSubmit, whyNotWithdraw } from "./ready-entry";
import { SEALED, sealFacts, whyNotSealAgain } from "./seal/seal";

/** Files of one dataset that a form offers. */
const MOST_FILES = 200;

const DESK = {
  id: true,
  name: true,
  slug: true,
  members: { select: { personId: true, person: { select: { name: true, email: true } } } },
  draft: { select: { content: true, revision: true, savedAt: true, savedById: true } },
  repository: { select: { owner: true, name: true, githubId: true, ...COMMIT } },
  acceptances: { select: { personId: true, rulesVersion: { select: { number: true } } } },
  submission: {
    select: {
      id: true,
      number: true,
      withdrawnAt: true,
      versions: {
        orderBy: { number: "desc" },
        take: 1,
        select: {
          ...{ id: true, number: true, receivedAt: true, contentHash: true, recordHash: true },
          ...{ commitSha: true, branch: true },
          seal: { select: SEALED },
          commitStatus: { select: { state: true, why: true } },
        },
      },
    },
  },
  challenge: {
    select: {
      id: true,
      ...FACE,
      ...CALENDAR,
      minTeam: true,
      maxTeam: true,
      rules: { orderBy: { number: "desc" }, take: 1, select: { number: true, code: true } },
      datasets: {
        orderBy: { position: "asc" },
        select: {
          role: true,
          dataset: {
            select: {
              id: true,
              slug: true,
              title: true,
              distributions: {
                orderBy: { position: "asc" },
                take: MOST_FILES,
                select: { id: true, position: true, title: true, format: true },
              },
            },
          },
        },
      },
    },
  },
} as const;

/**
 * Everything a team's entry is made of, for one of its members; 404 for everyone else. In a transaction the team is
 * held, so that two hand-ins of one team come one after the other.
 */
export async function entryDesk({ slug, viewer }: { slug: string; viewer: Pick<Viewer, "id"> }, tx?: Tx) {
  const on = tx ?? db;
  const membership = found(
    await on.teamMember.findFirst({
      where: { personId: viewer.id, team: { challenge: { slug, publishedAt: { not: null } } } },
      select: { teamId: true },
    }),
  );
  if (tx) await tx.$queryRaw`SELECT id FROM team WHERE id = ${membership.teamId}::uuid FOR UPDATE`;
  const team = found(await on.team.findUnique({ where: { id: membership.teamId }, select: DESK }));
  const { challenge, repository, members, submission, draft } = team;
  found(members.find(({ personId }) => personId === viewer.id));
  const ours = team.acceptances.filter((one) => members.some(({ personId }) => personId === one.personId));
  const address = repository ? repositoryUrl(repository, config().github.web) : null;
  const code = storedCodeRules(challenge.rules[0]?.code);
  const facts: EntryFacts = {
    draft: draftOf(draft?.content),
    repositoryUrl: address,
    whyNotCommit: repository && whyNotJudged(repository, code),
    teamSize: members.length,
    limits: { minTeam: challenge.minTeam, maxTeam: challenge.maxTeam },
    rules: {
      newest: challenge.rules[0]?.number ?? 1,
      accepted: ours.length > 0 ? Math.max(...ours.map(({ rulesVersion }) => rulesVersion.number)) : null,
    },
  };
  return {
    teamId: team.id,
    team: { name: team.name, slug: team.slug },
    members,
    challenge,
    challengeId: challenge.id,
    facts,
    revision: draft?.revision ?? 0,
    saved: draft && {
      at: draft.savedAt,
      by: members.find(({ personId }) => personId === draft.savedById)?.person.name ?? "somebody who left the team",
    },
    repository,
    repositoryUrl: address,
    commitSha: repository && commitToJudge(repository),
    branch: repository && branchToJudge(repository),
    tied: challenge.datasets.map(({ role, dataset: { distributions, ...dataset } }) => ({
      ...dataset,
      role,
      files: distributions.map((file) => ({ id: file.id, name: fileText(file) })),
    })),
    submission: submission && { ...submission, latest: submission.versions[0] ?? null },
  };
}
export type EntryDesk = Awaited<ReturnType<typeof entryDesk>>;

/** Why what the team wants judged cannot be handed in: its commit, or its branch where the rules do not allow that. */
const whyNotJudged = (of: CommitFacts, { branchAtDeadline }: CodeRules): string | null =>
  of.followsBranch && !branchAtDeadline
    ? "The rules do not let a team be judged by its branch: declare a commit, or leave the field empty to hand in the newest that GitHub told of."
    : whyNotThisCommit(of);

/** The same for a member's page: no addresses, and what stands between the draft and a hand-in. */
export async function entryForMember(of: { slug: string; viewer: Pick<Viewer, "id"> }, now: Instant) {
  const { members: _members, facts, challenge, repository, submission, saved, ...desk } = await entryDesk(of);
  const latest = submission?.latest;
  const seal = latest?.seal ? sealFacts(latest.seal, storedCodeRules(challenge.rules[0]?.code)) : null;
  return {
    teamId: desk.teamId,
    team: desk.team,
    draft: facts.draft,
    revision: desk.revision,
    saved,
    rules: facts.rules,
    repository: repository && {
      ...repository,
      githubId: undefined,
      url: repositoryUrl(repository, config().github.web),
    },
    commitSha: desk.commitSha,
    branch: desk.branch,
    datasets: desk.tied,
    checklist: entryChecklist(facts),
    why: whyNotSubmit(facts, challenge, now),
    closed: whyNotEnter(challenge, now),
    closesAt: challenge.closesAt,
    scoredEntry: scoredEntry(submission, challenge),
    submission: submission && {
      number: submission.number,
      withdrawnAt: submission.withdrawnAt,
      whyNotWithdraw: whyNotWithdraw(submission.withdrawnAt !== null, challenge, now),
      latest: latest
        ? { ...latest, seal, whyNotSealAgain: seal && whyNotSealAgain({ ...seal, receivedAt: latest.receivedAt }, now) }
        : null,
    },
  };
}
