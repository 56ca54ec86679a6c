import { seeded } from "~/kernel/random";
import { slugOf } from "~/kernel/text";
import { DAY, HOUR, MINUTE } from "~/kernel/time";
import { db, now, type Prisma } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";

const HEADLINES = [
  "Read the loggers as they are",
  "Leave out the hours of silence",
  "A bucket for each place",
  "Say the reason in one line",
  "Replay last year",
  "Swap the coordinates back",
  "A page that needs no script",
  "Test the bucket that runs over",
];

type Of = { slug: string; team: string; people: string[]; place: number };

/** What GitHub would have told of the work since it was asked last: a few commits a week, pushed within the hour. */
export async function doWork({ slug, team, people, place }: Of): Promise<void> {
  const repository = await db.repository.findFirstOrThrow({
    where: { team: { challenge: { slug }, name: team } },
    select: { id: true, linkedAt: true, headSha: true },
  });
  const seenAt = await now();
  const last = await db.repositoryCommit.aggregate({
    where: { repositoryId: repository.id },
    _max: { committedAt: true },
    _count: true,
  });
  const random = seeded(`${slug} ${team} ${last._count}`);
  const from = (last._max.committedAt ?? repository.linkedAt).getTime();
  const length = seenAt.getTime() - 2 * HOUR - from;
  if (length < DAY) return;
  const many = 5 + Math.floor(random() * 6);
  const dates = Array.from({ length: many }, () => new Date(from + random() * length)).sort((a, b) => +a - +b);
  const shas = dates.map((_, n) => sha256(`${slug} ${team} ${last._count + n}`).slice(0, 40));
  const commits = dates.map((date, n) => ({
    ...{ repositoryId: repository.id, sha: shas[n] ?? "", parents: [shas[n - 1] ?? repository.headSha ?? ""] },
    headline: HEADLINES[(last._count + n) % HEADLINES.length] ?? "",
    ...whoOf(people, random()),
    ...{ authoredAt: date, committedAt: date, seenAt, sizeAskedAt: seenAt },
    ...{
      additions: 4 + Math.floor(random() * 160),
      deletions: Math.floor(random() * 60),
      files: 1 + Math.floor(random() * 6),
    },
  }));
  await db.repositoryCommit.createMany({ data: commits });
  await db.repositoryPush.createMany({ data: commits.map((commit) => pushOf(commit, place)) });
  if (last._count === 0) await addOddities(commits[1], place);
  await db.repository.update({ where: { id: repository.id }, data: { headSha: shas.at(-1) ?? null } });
}

function whoOf(people: string[], chance: number) {
  const authorName = people[Math.floor(chance * chance * people.length)] ?? people[0] ?? "";
  return { authorName, login: slugOf(authorName) };
}

type Commit = Prisma.RepositoryCommitUncheckedCreateInput & { parents: string[]; committedAt: Date };

const numberOf = (text: string): bigint => BigInt(`0x${sha256(text).slice(0, 12)}`);
const pushOf = ({ repositoryId, sha, parents, login, committedAt }: Commit, place: number) => ({
  ...{ repositoryId, id: numberOf(sha), kind: "push" as const, ref: "refs/heads/main" },
  ...{
    before: parents[0] ?? "",
    after: sha,
    login: login ?? null,
    at: new Date(committedAt.getTime() + (5 + place) * MINUTE),
  },
});

/** What happens in any repository, so that there are facts to read: one team forked, one forced, one was without a net. */
async function addOddities(commit: Commit | undefined, place: number): Promise<void> {
  if (!commit) return;
  const { repositoryId: id } = commit;
  if (place === 1) await db.repository.update({ where: { id }, data: { forkOf: "ponterosso-palio/starter" } });
  if (place === 2)
    await db.repositoryPush.update({
      where: { repositoryId_id: { repositoryId: id, id: numberOf(commit.sha) } },
      data: { at: new Date(commit.committedAt.getTime() + 2 * DAY) },
    });
  if (place !== 0) return;
  const sha = sha256(`away ${commit.sha}`).slice(0, 40);
  const away = { ...commit, sha, committedAt: new Date(commit.committedAt.getTime() - 30 * MINUTE) };
  await db.repositoryCommit.create({ data: { ...away, isReachable: false } });
  await db.repositoryPush.createMany({
    data: [
      pushOf(away, 0),
      {
        ...pushOf(commit, 0),
        ...{ id: numberOf(`force ${commit.sha}`), kind: "force_push", before: sha },
        at: new Date(commit.committedAt.getTime() + MINUTE),
      },
    ],
  });
}
