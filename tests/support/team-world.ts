import { randomUUID } from "node:crypto";
import type { Viewer } from "~/accounts/roles";
import { db } from "~/platform/database.server";
import type { DraftWords } from "~/submissions/draft/draft";
import { saveDraft } from "~/submissions/drafts.server";
import { submitEntry } from "~/submissions/submit-entry.server";
import { setInvitation } from "~/teams/change-team.server";
import { joinByLink } from "~/teams/join-by-link.server";
import { registerTeam } from "~/teams/register-team.server";
import { aPerson, must } from "./world";

type Of = { slug: string; id: string };

export type Team = {
  id: string;
  slug: string;
  name: string;
  challenge: Of;
  captain: Viewer & { email: string };
  members: (Viewer & { email: string })[];
};

/** The number of a challenge's newest rules. */
export const newestRulesOf = async ({ id }: { id: string }): Promise<number> =>
  (await db.rulesVersion.findFirstOrThrow({ where: { challengeId: id }, orderBy: { number: "desc" } })).number;

/** A registered team with a captain and, where told, further members who joined by the captain's link. */
export async function aTeam({
  challenge,
  name = "Contrafforte",
  members = 1,
  isLooking = false,
  captain,
}: {
  challenge: Of;
  name?: string;
  members?: number;
  isLooking?: boolean;
  captain?: Viewer & { email: string };
}): Promise<Team> {
  const first = captain ?? (await aPerson("Carla Captain"));
  const rules = await newestRulesOf(challenge);
  const about = { slug: challenge.slug, name, about: "Two evenings a week.", isLooking, skillsWanted: ["maps"], rules };
  const { id, slug } = must(await registerTeam(about, first));
  const team: Team = { id, slug, name, challenge, captain: first, members: [first] };
  for (let i = 1; i < members; i++) team.members.push(await aMember(team));
  return team;
}

/** Somebody who joins the team by a new invitation link. */
export async function aMember(team: Team, name = "Milo Member"): Promise<Viewer & { email: string }> {
  const person = await aPerson(name);
  const { token } = must(await setInvitation({ slug: team.challenge.slug, link: "new" }, team.captain));
  must(await joinByLink({ token: token ?? "", rules: await newestRulesOf(team.challenge) }, person));
  return person;
}

export const WORDS: DraftWords = {
  title: "Leaky buckets",
  pitch: "Every drain is a bucket with a leak; eleven years of readings size it.",
  description:
    "We treat each drain as a bucket with a leak. **Eleven years** of readings give every bucket its size. ".repeat(2),
  demoUrl: "https://buckets.example.org/demo",
  videoUrl: "",
  datasets: [],
};

/** A draft that lacks nothing but what is changed; its revision. */
export async function aDraft(team: Team, changes: Partial<DraftWords> = {}): Promise<number> {
  const before = await db.submissionDraft.findUnique({ where: { teamId: team.id } });
  const saving = { slug: team.challenge.slug, words: { ...WORDS, ...changes }, revision: before?.revision ?? 0 };
  return must(await saveDraft(saving, team.captain)).revision;
}

/** Hands in the draft as it stands, as a page would ask for it. */
export async function handIn(team: Team, key: string = randomUUID()) {
  const { revision } = await db.submissionDraft.findUniqueOrThrow({ where: { teamId: team.id } });
  return submitEntry({ slug: team.challenge.slug, key, revision }, team.captain);
}

/** An entry that was handed in by a new team of its own (or by the given one), on a challenge that is open. */
export async function anEntry({
  challenge,
  team,
  words = {},
  ...more
}: {
  challenge: Of;
  team?: Team;
  words?: Partial<DraftWords>;
  name?: string;
  members?: number;
}) {
  const by = team ?? (await aTeam({ challenge, ...more }));
  await aDraft(by, words);
  const receipt = must(await handIn(by));
  const submission = await db.submission.findUniqueOrThrow({ where: { teamId: by.id } });
  return { ...submission, team: by, receipt };
}
