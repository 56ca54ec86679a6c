import "../../support/loopback";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Integrator } from "~/record/integrator/integrator.server";
import { noteText, readVerifierKey } from "~/record/log/note";
import { verifyReceipt } from "../../../public/verify-record.js";
import { type KeptPlaces, REPOSITORY, startKeptPlaces } from "../../support/fakes/kept-places";
import { startGithubWithApp } from "../../support/github-app";
import { github, withGithub } from "../../support/with-github";

withGithub(startGithubWithApp);
const load = async () => ({
  ...(await import("~/audit/audit.server")),
  ...(await import("~/platform/database.server")),
  ...(await import("~/record/integrator/integrator.server")),
  ...(await import("~/record/integrator/signed-files.server")),
  ...(await import("~/record/keeping/keep-checkpoint.server")),
  ...(await import("~/record/keeping/places.server")),
  ...(await import("~/record/log-response.server")),
  ...(await import("~/record/receipt.server")),
  ...(await import("~/record/record.server")),
  ...(await import("../../support/clock")),
  ...(await import("../../support/jobs")),
  ...(await import("../../support/world")),
  ...(await import("../../support/a-record")),
});
let site: Awaited<ReturnType<typeof load>>;
let places: KeptPlaces;
let mirror: KeptPlaces["mirror"];
let witness: KeptPlaces["witness"];
/** Asks the places once, when it opens the record. */
let integrator: Integrator;

beforeAll(async () => {
  places = await startKeptPlaces();
  ({ mirror, witness } = places);
  site = await load();
  await site.manyActs(300);
  site.must(await site.integrateOnce());
  places.knowRecord(site.must(readVerifierKey((await site.newestKey()) ?? "")));
  integrator = site.startIntegrator();
});
afterAll(async () => {
  await integrator.stop();
  places.close();
});

/** What happens each minute, and what it starts. */
async function aMinute(): Promise<void> {
  await site.keepEverywhere();
  await site.doJobs();
}

/** So many acts more, signed. Answers how many entries there are. */
async function more(acts = 1): Promise<number> {
  await site.manyActs(acts);
  const size = await site.recordSize();
  await expect.poll(async () => Number((await served()).split("\n")[1]), { timeout: 15_000 }).toBe(size);
  return size;
}

/** The place of a kind as pages show it. */
const at = async (kind: string) => (await site.keptElsewhere()).find((place) => place.kind === kind);
/** Until no place rests any more. */
async function afterTheRest(): Promise<void> {
  const { _max } = await site.db.checkpointPlace.aggregate({ _max: { nextAt: true } });
  if (_max.nextAt) await site.clockFrom(_max.nextAt, 0);
}
const served = async () => (await site.logFile("checkpoint")).text();
const commits = () => [...github.hub.at(REPOSITORY).network.values()];
const filesOf = () => commits().find(({ sha }) => sha === github.hub.head(REPOSITORY))?.files ?? new Map();
const ours = async () => noteText(await served());

test("the newest checkpoint goes to every place once, with no further question while nothing is signed", async () => {
  await aMinute();
  expect(mirror.puts()).toMatchObject([
    { method: "PUT", path: "/ponterosso/checkpoint", type: "text/plain; charset=utf-8" },
  ]);
  expect(mirror.puts()[0]?.body.startsWith(await ours())).toBe(true);
  expect(witness.seen?.size).toBe(300);
  expect([...filesOf().keys()].sort()).toEqual(["checkpoint", "checkpoints/300"]);
  expect(String(filesOf().get("checkpoints/300")?.bytes).startsWith(await ours())).toBe(true);
  expect(commits().map(({ message }) => message)).toEqual(["Checkpoint of 300 entries", "Checkpoint of 300 entries"]);
  for (const kind of ["mirror", "witness", "repository"])
    expect(await at(kind)).toMatchObject({ size: 300, why: null, keptAt: expect.any(Date) });
  const asked = [mirror.puts().length, witness.asked.length, commits().length];
  await aMinute();
  expect([mirror.puts().length, witness.asked.length, commits().length]).toEqual(asked);
});

test("the witness's line stands under what is served, exported and receipted, and the verifier takes all of them", async () => {
  const checkpoint = await served();
  const lines = checkpoint.slice((await ours()).length + 1).split("\n");
  expect(lines.map((line) => line.split(" ")[1])).toEqual([witness.log?.name, witness.name, undefined]);
  expect(await site.verified([checkpoint])).toMatchObject({ ok: true, compared: 1, problems: [] });
  const exported = new Map<string, string>();
  for await (const { path, bytes } of site.signedFiles()) exported.set(path, Buffer.from(bytes).toString("utf8"));
  expect(exported.get("checkpoint")).toBe(checkpoint);
  const entry = await site.db.recordEntry.findUniqueOrThrow({ where: { index: 7 } });
  const receipt = await site.signedReceipt(entry);
  expect(receipt?.proof.endsWith(checkpoint)).toBe(true);
  const told = { receipt: { name: "receipt", text: receipt?.proof ?? "" }, key: receipt?.key ?? "" };
  expect(await verifyReceipt(told)).toMatchObject({ ok: true, index: 7, size: 300 });
  await expect(site.db.checkpointCosignature.deleteMany()).rejects.toThrow();
});

test("the integrator goes on from its own file, which no witness has written in", async () => {
  await integrator.stop();
  site.must(await site.integrateOnce());
  integrator = site.startIntegrator();
  expect((await site.db.recordCheckpoint.findMany()).length).toBe(1);
  expect(await site.verified([await served()])).toMatchObject({ ok: true, size: 300 });
});

test("a busy minute is one checkpoint at each place, proven from the one before", async () => {
  // Signed once, the integrator has opened the record anew and asked the witness what it holds.
  await more(1);
  const before = [mirror.puts().length, witness.asked.length, commits().length];
  for (const acts of [500, 20]) await more(acts);
  await aMinute();
  expect([mirror.puts().length, witness.asked.length, commits().length]).toEqual([
    ...before.slice(0, 2).map((count) => count + 1),
    (before[2] ?? 0) + 2,
  ]);
  expect(witness.asked.at(-1)?.body).toMatch(/^old 300\n/);
  expect(witness.seen?.size).toBe(821);
  expect(await at("witness")).toMatchObject({ size: 821, why: null });
  expect([...filesOf().keys()].sort()).toEqual(["checkpoint", "checkpoints/300", "checkpoints/821"]);
});

test("a witness that remembers another size than we do tells it, and is given the proof from there", async () => {
  await site.db.checkpointPlace.delete({ where: { kind_name: { kind: "witness", name: witness.name } } });
  const size = await more();
  const before = witness.asked.length;
  await aMinute();
  expect(witness.asked.slice(before).map(({ body }) => body.split("\n")[0])).toEqual(["old 0", "old 821"]);
  expect(await at("witness")).toMatchObject({ size, why: null });
});

test("a witness that lies is not believed: nothing of it is served, the page says why not, and other places go on", async () => {
  const size = await more();
  const good = await served();
  witness.instead = ({ body = "", ...answer }) => ({ ...answer, body: body.replace(/.{8}\n$/, "AAAAAA==\n") });
  await aMinute();
  expect(await at("witness")).toMatchObject({
    size: size - 1,
    why: "The witness’s signature does not fit the checkpoint.",
  });
  expect(await served()).toBe(good);
  expect(await at("mirror")).toMatchObject({ size, why: null });
  witness.instead = null;
  await aMinute();
  expect(await at("witness")).toMatchObject({ size: size - 1 });
  await afterTheRest();
  await aMinute();
  expect(await at("witness")).toMatchObject({ size, why: null, failingSince: null });
  expect(await served()).toContain(`— ${witness.name} `);
});

test("what a witness refuses is told in words", async () => {
  const { log, seen } = witness;
  const whyAfter = async () => {
    await more();
    await afterTheRest();
    await site.keepAtPlace({ kind: "witness", name: witness.name });
    return (await at("witness"))?.why;
  };
  witness.log = null;
  expect(await whyAfter()).toBe("The witness does not know this record (404).");
  witness.log = log && { ...log, id: "00000000" };
  expect(await whyAfter()).toBe("The witness does not trust the key that signs this record (403).");
  witness.log = log;
  witness.seen = seen && { ...seen, root: new Uint8Array(32) };
  expect(await whyAfter()).toBe("The witness does not find that this record goes on from what it has cosigned (422).");
  witness.seen = seen;
  witness.instead = () => ({ status: 409, body: "5\n" });
  expect(await whyAfter()).toMatch(/and does not say which\.$/);
  witness.instead = () => ({ status: 200, body: "welcome\n" });
  expect(await whyAfter()).toBe("The witness answered with something other than signatures.");
  witness.instead = null;
  witness.seen = seen && { ...seen, size: 5_000 };
  expect(await whyAfter()).toMatch(
    /^The witness has cosigned a checkpoint of 5000 entries, and this record has only \d+: /,
  );
  await expect.poll(() => site.db.recordStop.count(), { timeout: 10_000 }).toBe(1);
  witness.seen = seen;
  await integrator.stop();
  integrator = site.startIntegrator();
  expect(await whyAfter()).toBeNull();
});

test("a mirror that fails twice is left in peace longer each time, and then takes the newest", async () => {
  await more();
  mirror.troubles.push(503, 503);
  const before = mirror.puts().length;
  const state = () => site.db.checkpointPlace.findFirstOrThrow({ where: { kind: "mirror" } });
  await aMinute();
  await aMinute();
  expect(mirror.puts().length).toBe(before + 1);
  expect(await state()).toMatchObject({ tries: 1, why: "The mirror answered 503." });
  await afterTheRest();
  await aMinute();
  const { nextAt, failingSince } = await state();
  expect(Math.round((Number(nextAt) - Number(failingSince)) / 60_000)).toBe(3);
  const size = await more();
  await afterTheRest();
  await aMinute();
  expect(mirror.puts().length).toBe(before + 3);
  expect(await state()).toMatchObject({ size: BigInt(size), tries: 0, why: null, nextAt: null, failingSince: null });
});

test("what GitHub does not let us write is told, and a place that fails for a day is told to whoever watches", async () => {
  const [installation] = github.hub.installations;
  if (!installation) throw new Error("the App is not installed");
  installation.mayWrite = false;
  const size = await more();
  await aMinute();
  const failing = await at("repository");
  expect(failing).toMatchObject({ size: size - 1, why: "The GitHub App may not write contents there." });
  expect(await site.recordHealth()).toMatchObject({ isWell: true });
  await site.clockFrom(failing?.failingSince ?? null, 86_401_000);
  expect(await site.recordHealth()).toEqual({
    isWell: false,
    sentence: `For longer than a day no checkpoint could be kept at ${REPOSITORY}. The GitHub App may not write contents there.`,
  });
  installation.mayWrite = true;
  await aMinute();
  expect(await at("repository")).toMatchObject({ size, why: null });
  expect(await site.recordHealth()).toMatchObject({ isWell: true });
});
