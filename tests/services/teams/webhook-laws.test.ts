import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE } from "~/kernel/time";
import { letterOf } from "../../support/fakes/github/deliveries";
import type { Repository } from "../../support/fakes/github/world";
import { aWebhookWorld, examples, pointedAt, SECRET, type WebhookWorld } from "../../support/webhook-world";

let world: WebhookWorld;
beforeAll(async () => {
  world = await aWebhookWorld();
});
afterAll(() => world.github.stop());

let made = 0;

/** What can happen to a repository; `n` tells one deed from the next. */
const DEEDS: Record<string, (of: Repository, n: number) => void> = {
  push: (of, n) => void world.hub.push(of, { files: { [`${n}.py`]: `print(${n})\n` }, message: `Change ${n}` }),
  "push to a branch": (of, n) =>
    void world.hub.push(of, { branch: "try", files: { "try.py": `${n}` }, message: `Try ${n}` }),
  rewrite: (of, n) => void world.hub.forcePush(of, { files: { "again.py": `${n}` }, message: `Again ${n}` }),
  release: (of, n) => world.hub.release(of, { tag: `v${n}` }),
  check: (of, n) => world.hub.check(of, { name: `check ${n}`, conclusion: n % 2 ? "success" : "failure" }),
  archive: (of) => (of.isArchived ? world.hub.unarchive(of) : world.hub.archive(of)),
  rename: (of, n) => world.hub.rename(of, `${of.name.replace(/-\d+$/, "")}-${n}`),
  "hide and show": (of) => {
    world.hub.makePrivate(of);
    world.hub.makePublic(of);
  },
};

/** When a webhook arrives, in deeds after its own: more than once, late, or, where nothing stands, never. */
const arrivals = fc.array(fc.nat(9), { maxLength: 3 });
const story = fc.record({
  deeds: fc.array(fc.constantFrom(...Object.keys(DEEDS)), { minLength: 1, maxLength: 7 }),
  told: fc.array(arrivals, { minLength: 14, maxLength: 14 }),
  /** Recorded webhooks of what never happened here, posted with the deed of that number. */
  rumours: fc.array(fc.record({ after: fc.nat(7), which: fc.nat(examples.length - 1) }), { maxLength: 4 }),
});

/** What the database knows of a repository: without when it was asked or seen, and without what names it. */
async function known(id: string, { id: number, name }: Repository) {
  const { db } = world.site;
  const {
    teamId: _,
    id: __,
    githubId,
    linkedById: ___,
    linkedAt: ____,
    askedAt,
    refreshedAt,
    ...row
  } = await db.repository.findUniqueOrThrow({ where: { id } });
  expect([githubId, askedAt, refreshedAt]).toEqual([BigInt(number), expect.any(Date), expect.any(Date)]);
  const where = { repositoryId: id };
  const omit = { id: true, repositoryId: true } as const;
  const rows = {
    row,
    // A commit that was forced away before anybody looked is not known: GitHub tells of none that no branch leads to.
    commits: await db.repositoryCommit.findMany({
      where: { ...where, isReachable: true },
      omit: { repositoryId: true, seenAt: true },
      orderBy: { sha: "asc" },
    }),
    pushes: await db.repositoryPush.findMany({ where, omit, orderBy: { id: "asc" } }),
    releases: await db.repositoryRelease.findMany({ where, omit, orderBy: { id: "asc" } }),
    checks: await db.repositoryCheck.findMany({ where, omit, orderBy: { id: "asc" } }),
    contributors: await db.repositoryContributor.findMany({
      where,
      omit: { repositoryId: true },
      orderBy: { githubId: "asc" },
    }),
  };
  const text = JSON.stringify(rows, (_key, value) => (typeof value === "bigint" ? String(value) : value));
  return JSON.parse(text.replaceAll(name, "NAME").replace(/runs\/\d+/g, "runs/ID"));
}

/** Two repositories to which the same happens. */
async function twins() {
  made += 1;
  const { hub, link, work } = world;
  const [first, second] = [`contrafforte/ordered-${made}-0`, `contrafforte/muddled-${made}-0`].map((address) =>
    hub.repository(address, { files: { "README.md": "# Buckets\n" } }),
  );
  if (!first || !second) throw new Error("there are no twins");
  const ids = [await link(`contrafforte/${first.name}`), await link(`contrafforte/${second.name}`)] as const;
  await work();
  for (const delivery of hub.deliveries) delivery.statusCode ??= 202;
  return { ordered: { of: first, id: ids[0] }, muddled: { of: second, id: ids[1] } };
}

test("whatever becomes of the webhooks, in the end as much is known as if each had come once and in order", async () => {
  const { hub, site, post, work } = world;
  await fc.assert(
    fc.asyncProperty(story, async ({ deeds, told, rumours }) => {
      const { ordered, muddled } = await twins();
      const onTheWay: { at: number; letter: ReturnType<typeof letterOf> }[] = [];
      let count = 0;
      const arrive = async (step: number) => {
        // The newest first.
        for (const { letter } of onTheWay.filter(({ at }) => at === step).reverse())
          expect(await post(letter)).toBe(202);
      };
      for (const [step, deed] of deeds.entries()) {
        hub.setClock(new Date(hub.clock().getTime() + MINUTE));
        DEEDS[deed]?.(ordered.of, step + 1);
        DEEDS[deed]?.(muddled.of, step + 1);
        for (const delivery of hub.deliveries.filter(({ statusCode }) => statusCode === null)) {
          const letter = letterOf(delivery, SECRET);
          delivery.statusCode = 202;
          if (delivery.repository === ordered.of) expect(await post(letter)).toBe(202);
          else onTheWay.push(...(told[count++] ?? []).map((later) => ({ at: step + later, letter })));
        }
        for (const { which } of rumours.filter(({ after }) => after === step))
          await post(pointedAt(muddled.of, examples[which] ?? { event: "ping", payload: {} }));
        await arrive(step);
        await work();
      }
      await site.refreshAll();
      await work();
      expect(await known(muddled.id, muddled.of)).toEqual(await known(ordered.id, ordered.of));
      const before = await known(muddled.id, muddled.of);
      for (let step = deeds.length; step < deeds.length + 10; step++) await arrive(step);
      await work();
      expect(await known(muddled.id, muddled.of)).toEqual(before);
      // Or the next reconciling would ask about these too.
      await site.db.repository.deleteMany({ where: { id: { in: [ordered.id, muddled.id] } } });
    }),
    // A story takes half a second: one that fails is told by its seed, and not made shorter.
    { numRuns: 8, endOnFailure: true },
  );
}, 120_000);
