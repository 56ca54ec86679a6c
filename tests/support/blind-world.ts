import type { Rights } from "~/challenges/rights";
import { newestRules } from "~/challenges/rules.server";
import { amendRules } from "~/challenges/running/amend-rules.server";
import { HOUR } from "~/kernel/time";
import { db } from "~/platform/database.server";
import { clockFrom } from "./clock";
import { SHA } from "./fakes/github/git";
import { aJuror, assigned } from "./jury-world";
import { withSealedCode } from "./sealed-world";
import { aMember, anEntry, aTeam } from "./team-world";
import { aCity, anOpenChallenge, aPerson, must } from "./world";

/** Words that stand nowhere but in who made the blind entry. */
export const CANARIES = [
  "zaffiroquokka",
  "quintilia",
  "bramblewood",
  "okapiforge",
  "narwhaldrains",
  "thistlemarzipan",
  "pelicanlogin",
  "wombatpusher",
  "oldokapi",
  "muskoxcontrib",
];

/** The canaries that a text holds, however they are written. */
export const canariesIn = (text: string): string[] => {
  const plain = text.toLowerCase().replace(/[\s._-]|%20/g, "");
  return CANARIES.filter((canary) => plain.includes(canary));
};

const NAMED =
  "Zaffiro Quokka made it: Quintilia Bramblewood, @pelicanlogin, okapiforge/narwhal-drains, q@zaffiroquokka.example";

/** A challenge's rules as they stand, but judged blind. */
export async function judgedBlind(
  { id, slug }: { id: string; slug: string },
  editor: Parameters<typeof amendRules>[1],
) {
  const newest = await newestRules(id);
  if (!newest) throw new Error("there are no rules");
  const { number, text, eligibility, rights, code, ties } = newest;
  const words = { text, eligibility, rights: rights as Rights, code, ties, blind: true };
  must(await amendRules({ slug, from: number, reason: "The jury asked for it.", ...words }, editor));
}

type Size = { jury?: string[]; changes?: Parameters<typeof anOpenChallenge>[2] };

/**
 * A blind challenge with its jury: one entry full of canaries, another for company, both assigned to all jurors, who are
 * two unless their names are given.
 */
export async function aBlindWorld({ jury = ["Ines Juror", "Juno Juror"], changes }: Size = {}) {
  const city = await aCity();
  const challenge = await anOpenChallenge(city, undefined, changes);
  const { id: challengeId } = challenge;
  await judgedBlind(challenge, city.editor);
  const captain = await aPerson("Quintilia Bramblewood");
  const team = await aTeam({ challenge, name: "Zaffiro Quokka", captain });
  await aMember(team, "Bramblewood Quintilia");
  await db.githubAccount.create({ data: { githubId: 9_100_001n, personId: captain.id, login: "pelicanlogin" } });
  const linked = { owner: "okapiforge", name: "narwhal-drains", state: "known" as const, linkedById: captain.id };
  const { id: repositoryId } = await db.repository.create({
    data: { ...linked, teamId: team.id, githubId: 9_200_001n, forkOf: "oldokapi/narwhal-drains" },
  });
  const dataset = await db.challengeDataset.findFirstOrThrow({
    where: { challengeId },
    select: { dataset: { select: { id: true, slug: true } } },
  });
  const entry = await anEntry({
    challenge,
    team,
    words: {
      title: "Buckets by Zaffiro Quokka",
      pitch: NAMED,
      description: `${NAMED}. [Ours](https://github.com/okapiforge/narwhal-drains) `.repeat(3),
      demoUrl: "https://okapiforge.example.org/demo",
      datasets: [{ datasetId: dataset.dataset.id, how: NAMED }],
    },
  });
  const seenAt = new Date();
  await db.repositoryCommit.create({
    data: {
      ...{
        repositoryId,
        sha: SHA("b2"),
        parents: [],
        headline: NAMED,
        authorName: "Thistle Marzipan",
        login: "pelicanlogin",
      },
      ...{ authoredAt: seenAt, committedAt: seenAt, seenAt },
    },
  });
  await db.repositoryContributor.create({ data: { repositoryId, githubId: 5n, login: "muskoxcontrib", commits: 1 } });
  await db.repositoryPush.create({
    data: {
      ...{ repositoryId, id: 1n, kind: "force_push", ref: "refs/heads/main", login: "wombatpusher", at: seenAt },
      ...{ before: SHA("b2"), after: SHA("a1") },
    },
  });
  await db.repositoryEvent.create({
    data: {
      repositoryId,
      kind: "transferred",
      was: "oldokapi/narwhal-drains",
      becomes: "okapiforge/narwhal-drains",
      seenAt,
    },
  });
  await withSealedCode(entry.id, {
    "README.md": `# Narwhal-drains\n\n${NAMED}\n`,
    "src/leak.py": `# (c) Thistle Marzipan\nauthor = "ZaffiroQuokka"\nprint("drip")\n`,
    "src/okapiforge/key.txt": "okapiforge\n",
  });
  const other = await anEntry({ challenge, name: "Contrafforte" });
  const world = { challenge, chair: city.editor };
  const jurors = [];
  for (const name of jury) jurors.push(await aJuror(world, name));
  await clockFrom(challenge.closesAt, HOUR);
  must(await assigned(world));
  return { city, challenge, team, entry, entries: [entry, other], jurors, dataset: dataset.dataset.slug };
}
