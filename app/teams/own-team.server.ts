import type { Viewer } from "~/accounts/roles";
import { codeRulesSentences } from "~/challenges/code-rules";
import { isRights, RIGHTS } from "~/challenges/rights";
import { newestRules } from "~/challenges/rules.server";
import { config } from "~/platform/config.server";
import { db, type Tx } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { markdownHtml } from "~/platform/markdown.server";
import { COMMIT } from "./declared-commit";
import { repositoryUrl } from "./repository-address";

const OWN = {
  id: true,
  slug: true,
  name: true,
  about: true,
  isLooking: true,
  skillsWanted: true,
  inviteHash: true,
  members: {
    orderBy: { joinedAt: "asc" },
    select: {
      personId: true,
      isCaptain: true,
      joinedAt: true,
      person: { select: { name: true, handle: true, skills: true } },
    },
  },
  requests: {
    where: { state: "waiting" },
    orderBy: { askedAt: "asc" },
    take: 50,
    select: {
      id: true,
      message: true,
      askedAt: true,
      person: { select: { name: true, handle: true, about: true, skills: true } },
    },
  },
  repository: {
    select: {
      owner: true,
      name: true,
      description: true,
      licence: true,
      languages: true,
      ...COMMIT,
      error: true,
    },
  },
  acceptances: {
    orderBy: { acceptedAt: "desc" },
    select: { personId: true, acceptedAt: true, rulesVersion: { select: { number: true } } },
  },
  submission: { select: { withdrawnAt: true } },
  challenge: {
    select: {
      minTeam: true,
      maxTeam: true,
      rules: { orderBy: { number: "desc" }, take: 1, select: { number: true } },
    },
  },
} as const;

const membershipOf = (slug: string, viewer: Viewer, on: Tx) =>
  on.teamMember.findFirst({
    where: { personId: viewer.id, team: { challenge: { slug, publishedAt: { not: null } } } },
    select: { teamId: true },
  });

/** The id of the team that the viewer is in, in front of every act of its members; 404 for everyone else. */
export const requireMember = async (slug: string, viewer: Viewer, on: Tx = db): Promise<string> =>
  found(await membershipOf(slug, viewer, on)).teamId;

/** A team as its own members see it; null for whoever is in none on this challenge. */
export async function ownTeam(slug: string, viewer: Viewer) {
  const membership = await membershipOf(slug, viewer, db);
  if (!membership) return null;
  const row = await db.team.findUniqueOrThrow({ where: { id: membership.teamId }, select: OWN });
  const { inviteHash, acceptances, submission, challenge, repository, ...team } = row;
  const { rules, ...limits } = challenge;
  const ours = acceptances.filter((one) => team.members.some(({ personId }) => personId === one.personId));
  return {
    ...team,
    limits,
    hasLink: inviteHash !== null,
    isCaptain: team.members.some(({ personId, isCaptain }) => isCaptain && personId === viewer.id),
    crew: {
      size: team.members.length,
      hasHandedIn: submission !== null && submission.withdrawnAt === null,
      isDissolved: false,
    },
    rules: {
      newest: rules[0]?.number ?? 1,
      accepted: ours.length > 0 ? Math.max(...ours.map(({ rulesVersion }) => rulesVersion.number)) : null,
    },
    repository: repository && {
      ...repository,
      url: repositoryUrl(repository, config().github.web),
      languages: repository.languages as { name: string; bytes: number }[],
    },
  };
}

/** The same where only members have business: 404 for everyone else. */
export const requireOwnTeam = async (slug: string, viewer: Viewer) => found(await ownTeam(slug, viewer));

/** The newest rules, ready to be read and accepted. */
export async function rulesToAccept(challengeId: string) {
  const { number, text, eligibility, rights, code, blind, reason } = found(await newestRules(challengeId));
  return {
    number,
    html: markdownHtml(text),
    eligibility,
    code: codeRulesSentences(code),
    blind,
    reason,
    rights: isRights(rights) ? RIGHTS[rights] : { title: rights, text: "" },
  };
}
