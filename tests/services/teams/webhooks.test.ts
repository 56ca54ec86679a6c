import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DAY, HOUR } from "~/kernel/time";
import { isTelling, namedIn } from "~/teams/webhooks/hint";
import { letterOf } from "../../support/fakes/github/deliveries";
import { aWebhookWorld, examples, pointedAt, SECRET, signed, type WebhookWorld } from "../../support/webhook-world";

let world: WebhookWorld;
beforeAll(async () => {
  world = await aWebhookWorld();
});
afterEach(async () => {
  await world.site.db.clockShift.deleteMany();
  await world.site.doJobs();
  await world.site.db.githubDelivery.deleteMany();
});
afterAll(() => world.github.stop());

let made = 0;

/** A linked repository that GitHub was asked about; then a commit is pushed, and GitHub has a webhook to post. */
async function aPush() {
  made += 1;
  const { hub, site, link, github } = world;
  const repository = hub.repository(`contrafforte/told-${made}`, { files: { "README.md": "# Buckets\n" } });
  const id = await link(`contrafforte/told-${made}`);
  await site.doJobs();
  for (const delivery of hub.deliveries) delivery.statusCode ??= 202;
  const head = hub.push(repository, { files: { "leak.py": "print('drip')\n" } });
  const delivery = hub.deliveries.at(-1);
  if (!delivery) throw new Error("GitHub has nothing to tell");
  github.asked.length = 0;
  return { repository, id, head, delivery, letter: letterOf(delivery, SECRET) };
}

test("a webhook is answered before the work: GitHub is asked by a job, and what came is kept no longer", async () => {
  const { id, head, letter } = await aPush();
  expect(await world.post(letter)).toBe(202);
  expect(world.github.asked).toEqual([]);
  expect(await world.waiting()).toEqual(["take-delivery"]);
  expect((await world.row(id)).headSha).not.toBe(head);
  const [waiting] = await world.kept();
  expect(waiting).toMatchObject({ event: "push", doneAt: null });
  expect(Buffer.from(waiting?.payload ?? []).toString()).toBe(letter.body);
  await world.site.doJobs();
  expect((await world.row(id)).headSha).toBe(head);
  expect(await world.kept()).toMatchObject([{ payload: null, doneAt: expect.any(Date) }]);
});

test("a webhook that is not signed, or signed by another, or changed by one byte, is refused", async () => {
  const { delivery, letter } = await aPush();
  const { "x-hub-signature-256": signature = "", ...unsigned } = letter.headers;
  expect(await world.post({ ...letter, headers: unsigned })).toBe(401);
  expect(await world.post(letterOf(delivery, "a-secret-of-somebody-else"))).toBe(401);
  const forms = [`sha256=${"0".repeat(64)}`, "sha256=", signature.replace("sha256", "sha1"), signature.slice(0, -1)];
  for (const wrong of [...forms, signature.toUpperCase(), `${signature}00`, ""])
    expect(await world.post({ ...letter, headers: { ...unsigned, "x-hub-signature-256": wrong } }), wrong).toBe(401);
  const bytes = Buffer.from(letter.body);
  for (const at of [0, Math.floor(bytes.length / 2), bytes.length - 1]) {
    const altered = Buffer.from(bytes);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(await world.post({ ...letter, body: altered }), `byte ${at}`).toBe(401);
  }
  expect(await world.kept()).toEqual([]);
  expect(await world.waiting()).toEqual([]);
});

test("a webhook that was sent ten times, also at once, is worked on once", async () => {
  const { letter, id, head } = await aPush();
  expect(await Promise.all(Array.from({ length: 5 }, () => world.post(letter)))).toEqual(Array(5).fill(202));
  expect(await world.waiting()).toEqual(["take-delivery"]);
  await world.site.doJobs();
  expect((await world.row(id)).headSha).toBe(head);
  world.github.asked.length = 0;
  for (let again = 0; again < 5; again++) expect(await world.post(letter)).toBe(202);
  expect(await world.waiting()).toEqual([]);
  await world.site.doJobs();
  expect(world.github.asked).toEqual([]);
  expect(await world.kept()).toHaveLength(1);
});

test("a burst of webhooks about one repository asks GitHub once", async () => {
  const { repository, id } = await aPush();
  for (let n = 0; n < 9; n++) world.hub.push(repository, { files: { "n.txt": String(n) } });
  expect(await world.deliver()).toEqual(Array(10).fill(202));
  await world.site.doJobs();
  expect((await world.row(id)).headSha).toBe(world.hub.head(repository));
  expect(world.github.asked.filter(({ path }) => path === `/repositories/${repository.id}`)).toHaveLength(1);
});

test("a webhook without its headers is told what it lacks, once it proved that it is GitHub's", async () => {
  const { letter } = await aPush();
  const wrong: Record<string, string[]> = {
    "x-github-delivery": ["", "1", `${randomUUID()}0`],
    "x-github-event": ["", "Push", "push; drop", "p".repeat(65)],
    "content-type": ["application/x-www-form-urlencoded", "text/plain"],
  };
  for (const [name, values] of Object.entries(wrong))
    for (const value of values)
      expect(await world.post({ ...letter, headers: { ...letter.headers, [name]: value } }), name).toBe(400);
  expect(await world.kept()).toEqual([]);
});

test("a webhook larger than GitHub's largest is refused before anything is reckoned", async () => {
  const { letter } = await aPush();
  const body = new Uint8Array(25 * 1024 * 1024 + 1);
  expect(await world.post({ ...letter, body })).toBe(413);
  expect(await world.post({ ...letter, body: body.subarray(1) })).toBe(401);
});

test("what cannot be read, or is about nothing here, is done with nothing", async () => {
  const { repository, delivery } = await aPush();
  const named = (id: unknown) => JSON.stringify({ repository: { id, full_name: "contrafforte/told-1" } });
  const broken = ["", "{", "null", "[]", "\ufffd", named("1"), named(1.5), named(-1), '{"repositories":[null]}'];
  const empty = ["{}", '{"repository":null,"zen":"\\u0000 \\ud800"}'];
  for (const body of [...broken, ...empty]) expect(await world.post(signed(body)), body).toBe(202);
  for (const event of ["ping", "star", "no_such_event"])
    expect(await world.post(pointedAt(repository, { event, payload: delivery.payload }))).toBe(202);
  const stranger = world.hub.repository("contrafforte/linked-by-nobody");
  expect(await world.post(pointedAt(stranger, { event: "push", payload: { repository: {} } }))).toBe(202);
  await world.site.doJobs();
  expect(world.github.asked).toEqual([]);
  expect((await world.kept()).map(({ payload, doneAt }) => [payload, doneAt !== null])).toEqual(
    Array(15).fill([null, true]),
  );
});

test("every webhook that GitHub publishes as an example is taken, and asks about no more than it names", async () => {
  const { repository, id, head } = await aPush();
  expect(examples.length).toBeGreaterThan(300);
  for (const { event, payload } of examples.filter((one) => isTelling(one.event)))
    expect(namedIn(Buffer.from(JSON.stringify(payload))), event).not.toBeNull();
  for (const one of examples) expect(await world.post(pointedAt(repository, one)), one.event).toBe(202);
  await world.site.doJobs();
  expect((await world.kept()).every(({ payload, doneAt }) => payload === null && doneAt !== null)).toBe(true);
  expect((await world.row(id)).headSha).toBe(head);
});

test("a repository that was private when it was linked is asked about once GitHub tells that it is public", async () => {
  const { hub, site, link, deliver, row } = world;
  hub.repository("contrafforte/Hidden", { isPrivate: true, files: { "README.md": "# Buckets\n" } });
  const id = await link("contrafforte/hidden");
  await site.doJobs();
  expect(await row(id)).toMatchObject({ state: "unreachable", githubId: null });
  hub.makePublic("contrafforte/Hidden");
  await deliver();
  await site.doJobs();
  expect(await row(id)).toMatchObject({ state: "known", headSha: hub.head("contrafforte/Hidden") });
});

test("what nobody told of is found: hourly while entries are taken, once a day until the results are out", async () => {
  const { hub, site, row, link, github } = world;
  const challenge = await site.anOpenChallenge(await site.aCity());
  hub.repository("contrafforte/untold", { files: { "README.md": "# Buckets\n" } });
  const id = await link("contrafforte/untold", challenge);
  await site.doJobs();
  const look = async () => {
    github.asked.length = 0;
    await site.refreshAll();
    await site.doJobs();
    return github.asked.some(({ path }) => path === `/repositories/${hub.at("contrafforte/untold").id}`);
  };
  expect(await look()).toBe(true);
  await site.clockFrom(challenge.closesAt, -1000);
  expect(await look()).toBe(true);
  await site.clockFrom(challenge.closesAt, HOUR);
  expect(await look()).toBe(false);
  await site.clockFrom((await row(id)).askedAt, DAY);
  hub.archive("contrafforte/untold");
  expect(await look()).toBe(true);
  expect(await row(id)).toMatchObject({ isArchived: true });
  expect(await look()).toBe(false);
  await site.db.challenge.update({
    where: { id: challenge.id },
    data: { judgingClosedAt: await site.now(), resultsPublishedAt: await site.now() },
  });
  await site.clockFrom((await row(id)).askedAt, 2 * DAY);
  expect(await look()).toBe(false);
});

test("after thirty days a webhook's id is forgotten", async () => {
  const { letter } = await aPush();
  await world.post(letter);
  await world.site.doJobs();
  const [{ receivedAt } = { receivedAt: null }] = await world.kept();
  await world.site.clockFrom(receivedAt, 30 * DAY - HOUR);
  await world.site.forgetOld();
  expect(await world.kept()).toHaveLength(1);
  await world.site.clockFrom(receivedAt, 30 * DAY + 1000);
  await world.site.forgetOld();
  expect(await world.kept()).toEqual([]);
});
