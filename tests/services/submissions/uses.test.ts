import { expect, test } from "vitest";
import { answerProblem } from "~/datasets/issues/answer-problem.server";
import { evidenceOf } from "~/judging/evidence.server";
import { canonicalJson, type Json } from "~/kernel/canonical";
import { DAY, HOUR } from "~/kernel/time";
import { db, queriesSoFar } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { digestWeek } from "~/submissions/uses/digest-week";
import { mailDigests, sendDigests } from "~/submissions/uses/send-digests.server";
import { usesOf } from "~/submissions/uses/uses.server";
import { withdrawEntry } from "~/submissions/withdraw-entry.server";
import { clockAt } from "../../support/clock";
import { doJobs } from "../../support/jobs";
import { withPostOffice } from "../../support/post-office";
import { aProblem } from "../../support/problem-world";
import { aDraft, anEntry, handIn } from "../../support/team-world";
import { aCity, aColleague, anOpenChallenge, aPerson, type City, must } from "../../support/world";

const office = withPostOffice();

/** An open challenge with the dataset that it is tied to, which has two files. */
async function aTiedChallenge(city: City, lasts = 10 * DAY) {
  const challenge = await anOpenChallenge(city, lasts);
  const { dataset } = await db.challengeDataset.findFirstOrThrow({
    where: { challengeId: challenge.id },
    select: { dataset: { select: { id: true, slug: true, title: true } } },
  });
  const shapes = await db.distribution.create({
    data: { datasetId: dataset.id, position: 1, title: "Shapes", format: "GeoJSON" },
  });
  return { challenge, dataset, shapes: shapes.id };
}

const uses = (datasetId: string, how = "They size the buckets.", distributionId?: string) => ({
  datasets: [{ datasetId, how, ...(distributionId ? { distributionId } : {}) }],
});
const emailOf = async ({ id }: { id: string }) => (await db.person.findUniqueOrThrow({ where: { id } })).email;

test("a use is on its dataset from the deadline on, and not a millisecond before", async () => {
  const { challenge, dataset, shapes } = await aTiedChallenge(await aCity());
  const { number } = await anEntry({ challenge, words: uses(dataset.id, "They size the buckets.", shapes) });
  const close = challenge.closesAt?.getTime() ?? 0;
  const at = (time: number) => usesOf({ datasetId: dataset.id }, new Date(time));
  expect((await at(close - 1)).uses).toEqual([]);
  expect((await at(close)).uses).toMatchObject([
    {
      number,
      title: "Leaky buckets",
      how: "They size the buckets.",
      file: "Shapes (GeoJSON)",
      team: { name: "Contrafforte" },
      challenge: { slug: challenge.slug },
    },
  ]);
  expect((await evidenceOf({ slug: challenge.slug, number }))?.datasets).toMatchObject([{ file: "Shapes (GeoJSON)" }]);
});

test("the version that counts is the last one, and a withdrawn entry uses nothing", async () => {
  const { challenge, dataset } = await aTiedChallenge(await aCity());
  const [changed, gone] = [
    await anEntry({ challenge, words: uses(dataset.id, "At first so.") }),
    await anEntry({ challenge, name: "Others", words: uses(dataset.id) }),
  ];
  await aDraft(changed.team, uses(dataset.id, "Then otherwise."));
  must(await handIn(changed.team));
  must(await withdrawEntry(challenge.slug, gone.team.captain));
  const public_ = () => usesOf({ datasetId: dataset.id }, challenge.closesAt ?? new Date());
  expect((await public_()).uses.map(({ how }) => how)).toEqual(["Then otherwise."]);
  await aDraft(changed.team, { datasets: [] });
  must(await handIn(changed.team));
  expect((await public_()).uses).toEqual([]);
});

test("what is hashed is what is stored, with a file and without one", async () => {
  const { challenge, dataset, shapes } = await aTiedChallenge(await aCity());
  for (const file of [undefined, shapes]) {
    const { receipt } = await anEntry({ challenge, words: uses(dataset.id, "They size the buckets.", file) });
    const {
      id: _,
      contentHash,
      datasets,
      ...version
    } = await db.submissionVersion.findUniqueOrThrow({
      where: { id: receipt.id },
      select: {
        id: true,
        contentHash: true,
        title: true,
        pitch: true,
        description: true,
        demoUrl: true,
        videoUrl: true,
        repositoryUrl: true,
        commitSha: true,
        images: true,
        datasets: { select: { datasetId: true, how: true, distributionId: true } },
      },
    });
    const used = datasets.map(({ distributionId, ...use }) => (distributionId ? { ...use, distributionId } : use));
    expect(used).toHaveLength(1);
    expect(JSON.stringify(used).includes(shapes)).toBe(file !== undefined);
    expect(sha256(canonicalJson({ ...version, datasets: used } as unknown as Json))).toBe(contentHash);
  }
});

test("uses are paged by the entry, in the same queries for ten and for forty", async () => {
  const { challenge, dataset } = await aTiedChallenge(await aCity());
  const { id } = await anEntry({ challenge, words: uses(dataset.id) });
  await db.$executeRaw`INSERT INTO team (id, challenge_id, slug, name)
    SELECT gen_random_uuid(), ${challenge.id}::uuid, 'team-' || n, 'Team ' || n FROM generate_series(1, 39) n`;
  await db.$executeRaw`INSERT INTO submission (id, team_id, challenge_id, number)
    SELECT gen_random_uuid(), t.id, t.challenge_id, 1 + substr(t.slug, 6)::int FROM team t
    WHERE t.challenge_id = ${challenge.id}::uuid AND t.slug LIKE 'team-%'`;
  await db.$executeRaw`INSERT INTO submission_version (id, submission_id, number, title, pitch, description, content_hash,
      received_at, submitted_by_id, idempotency_key, rules_version_id, record_hash)
    SELECT gen_random_uuid(), s.id, 1, 'Entry ' || s.number, v.pitch, v.description, v.content_hash, v.received_at,
      v.submitted_by_id, gen_random_uuid()::text, v.rules_version_id, v.record_hash
    FROM submission s, submission_version v WHERE v.submission_id = ${id}::uuid AND s.challenge_id = ${challenge.id}::uuid
      AND s.id <> ${id}::uuid`;
  await db.$executeRaw`INSERT INTO submission_dataset (version_id, dataset_id, how)
    SELECT v.id, ${dataset.id}::uuid, 'So.' FROM submission_version v JOIN submission s ON s.id = v.submission_id
    WHERE s.challenge_id = ${challenge.id}::uuid AND s.id <> ${id}::uuid`;
  const at = challenge.closesAt ?? new Date();
  const seen: number[] = [];
  let after: string | undefined;
  const before = queriesSoFar();
  for (let page = 0; page < 4; page++) {
    const found = await usesOf({ datasetId: dataset.id, after }, at);
    seen.push(...found.uses.map(({ number }) => number));
    after = found.next ?? undefined;
  }
  expect(after).toBeUndefined();
  expect(queriesSoFar() - before).toBeLessThanOrEqual(4);
  expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
});

test("on Monday the steward reads of new uses and of problems in one letter, once, and of nothing in none", async () => {
  const city = await aCity("Water and Sewers Office");
  const owner = await aColleague(city, "owner");
  const viewer = await aColleague(city, "viewer");
  const { challenge, dataset } = await aTiedChallenge(city);
  const { datasetId: second } = await db.challengeDataset.findFirstOrThrow({
    where: { challengeId: (await aTiedChallenge(city, 60 * DAY)).challenge.id },
  });
  const steward = await aPerson("Stella Steward");
  await db.dataset.update({ where: { id: dataset.id }, data: { stewardId: steward.id } });
  await anEntry({ challenge, words: uses(dataset.id) });
  const secondSlug = (await db.dataset.findUniqueOrThrow({ where: { id: second } })).slug;
  await aProblem(secondSlug, await aPerson(), { title: "Depths are missing" });
  await doJobs();
  office.received.length = 0;
  const weekAfter = digestWeek(new Date((challenge.closesAt?.getTime() ?? 0) + 7 * DAY)).to;
  await clockAt(new Date(weekAfter.getTime() + HOUR));
  for (let time = 0; time < 3; time++) await mailDigests();
  await doJobs();
  const people = await Promise.all([steward, owner, city.editor, viewer].map(emailOf));
  const lettersToEach = () => people.map((email) => office.received.filter(({ to }) => to.includes(email)).length);
  expect(lettersToEach()).toEqual([1, 1, 1, 0]);
  const letter = office.newest(steward.email);
  expect(letter).toContain("“Leaky buckets” by Contrafforte");
  expect(letter).not.toContain("Depths are missing");
  expect(office.newest(await emailOf(owner))).toContain("Depths are missing");
  expect(office.newest(await emailOf(owner))).not.toContain("Leaky buckets");

  const answer = { slug: secondSlug, number: 1, becomes: "acknowledged", fixedIn: null, text: "" } as const;
  must(await answerProblem(answer, city.editor));
  await doJobs();
  office.received.length = 0;
  await clockAt(new Date(weekAfter.getTime() + 7 * DAY + HOUR));
  await mailDigests();
  await doJobs();
  expect(lettersToEach()).toEqual([0, 0, 0, 0]);
  await db.clockShift.deleteMany();
});

test("the digest is asked for by the clock on Monday morning, and its job is known", async () => {
  const { crontab, handlers } = await import("~/jobs.server");
  expect(crontab.split("\n")).toContainEqual(expect.stringMatching(/^0 5 \* \* 1 send-digests/));
  expect(handlers.map(({ name }) => name)).toContain(sendDigests.name);
  const { parseCrontab } = await import("graphile-worker");
  expect(parseCrontab(crontab).map(({ task }) => task)).toContain("send-digests");
});
