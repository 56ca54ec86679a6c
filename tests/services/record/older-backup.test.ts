import "../../support/loopback";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readVerifierKey } from "~/record/log/note";
import { folderSource } from "../../../public/verify-record.js";
import { type KeptPlaces, REPOSITORY, startKeptPlaces } from "../../support/fakes/kept-places";
import { startGithubWithApp } from "../../support/github-app";
import { github, withGithub } from "../../support/with-github";

withGithub(startGithubWithApp);
const load = async () => ({
  ...(await import("~/audit/audit.server")),
  ...(await import("~/platform/database.server")),
  ...(await import("~/record/integrator/integrator.server")),
  ...(await import("~/record/integrator/signed-files.server")),
  ...(await import("~/record/integrator/take-back.server")),
  ...(await import("~/record/keeping/keep-checkpoint.server")),
  ...(await import("~/record/keeping/places.server")),
  ...(await import("../../support/clock")),
  ...(await import("../../support/jobs")),
  ...(await import("../../support/world")),
  ...(await import("../../support/a-record")),
  ...(await import("../../support/by-hand")),
});
let site: Awaited<ReturnType<typeof load>>;
let places: KeptPlaces;
let mirror: KeptPlaces["mirror"];
let witness: KeptPlaces["witness"];
/** The record's files as they were before the backup was brought back: what a mirror of the tiles holds. */
const copy = mkdtempSync(path.join(os.tmpdir(), "palio-copy-"));
const LOST = 3;
let size = 0;

beforeAll(async () => {
  places = await startKeptPlaces();
  ({ mirror, witness } = places);
  site = await load();
  await site.manyActs(290);
  site.must(await site.integrateOnce());
  places.knowRecord(site.must(readVerifierKey((await site.newestKey()) ?? "")));
});
afterAll(() => {
  places.close();
  rmSync(copy, { recursive: true });
});

/** A record that every place knows, and then its database and its files as both were three lines before. */
beforeEach(async () => {
  site.must(await site.integrateOnce());
  const backup = mkdtempSync(path.join(os.tmpdir(), "palio-backup-"));
  cpSync(site.recordFolder(), backup, { recursive: true });
  await site.manyActs(LOST);
  size = site.must(await site.integrateOnce());
  await site.db.checkpointPlace.deleteMany();
  await site.keepEverywhere();
  await site.doJobs();
  cpSync(site.recordFolder(), copy, { recursive: true });
  rmSync(site.recordFolder(), { recursive: true });
  cpSync(backup, site.recordFolder(), { recursive: true });
  rmSync(backup, { recursive: true });
  await site.byHand(`DELETE FROM record_entry WHERE index >= ${size - LOST}`);
  await site.byHand(`DELETE FROM record_checkpoint WHERE size > ${size - LOST}`);
  await site.byHand(`UPDATE checkpoint_place SET size = ${size - LOST}`);
  await site.byHand(`DELETE FROM checkpoint_cosignature WHERE size > ${size - LOST}`);
});

const read = async (file: string) => (await folderSource(copy)).read(file, 17_000_000);
const checkpoint = () => readFileSync(site.placeOf("checkpoint"), "utf8");

/** Only some of the places can be asked. */
function only(kind: "mirror" | "witness" | "repository"): void {
  if (kind !== "mirror") mirror.kept = null;
  if (kind !== "witness") witness.instead = () => ({ status: 503 });
  const [installation] = github.hub.installations;
  if (installation) installation.mayWrite = kind === "repository";
}
function all(): void {
  witness.instead = null;
  const [installation] = github.hub.installations;
  if (installation) installation.mayWrite = true;
}

test.each(["mirror", "witness", "repository"] as const)(
  "a database and files out of one older backup are not gone on with where the %s knows better, and the lines come back out of a copy",
  async (kind) => {
    const before = checkpoint();
    const [wait] = await site.acts(1);
    const kept = mirror.kept;
    only(kind);
    expect(await site.integrateOnce()).toMatchObject({
      refusal: { code: kind === "witness" ? "place-contradicts" : "entries-missing" },
    });
    const { why } = await site.db.recordStop.findFirstOrThrow();
    expect(why).toContain(`${size} entries`);
    const name = { mirror: mirror.at("/ponterosso/checkpoint"), witness: witness.name, repository: REPOSITORY }[kind];
    expect(why).toContain(name);
    expect(why).toContain("palio take-back");
    expect(await site.recordHealth()).toMatchObject({ isWell: false });
    expect(checkpoint()).toBe(before);
    mirror.kept = kept;
    all();
    expect(site.must(await site.takeBack(read))).toBe(LOST);
    expect(site.must(await site.integrateOnce())).toBe(size + 1);
    expect(Number((await site.db.recordEntry.findUniqueOrThrow({ where: { hash: wait?.hash } })).index)).toBe(size);
    expect(await site.verified([mirror.kept ?? "", before])).toMatchObject({ ok: true, compared: 2, problems: [] });
    expect(await site.takeBack(read)).toMatchObject({ refusal: { code: "nothing-lost" } });
  },
);

test("what a mirror keeps that is newer is not written over, and the page says why", async () => {
  const newer = mirror.kept;
  const rows = { size: BigInt(size - LOST), why: null, failingSince: null, tries: 0, nextAt: null };
  await site.db.checkpointPlace.updateMany({ data: { ...rows, size: 1n } });
  await site.keepEverywhere();
  await site.doJobs();
  expect(mirror.kept).toBe(newer);
  for (const place of await site.keptElsewhere())
    expect(place.why, place.kind).toMatch(new RegExp(` ${size} entries, and this record has only ${size - LOST}`));
  await site.db.checkpointPlace.updateMany({ data: rows });
  site.must(await site.takeBack(read));
});

test("a place that knows better only later stops the record then, and what it holds stays", async () => {
  const kept = mirror.kept;
  only("mirror");
  mirror.kept = null;
  mirror.isSilent = true;
  const integrator = site.startIntegrator();
  await site.acts(LOST + 1);
  await expect.poll(() => site.db.recordEntry.count({ where: { index: null } }), { timeout: 20_000 }).toBe(0);
  const rows = { size: 1n, why: null, failingSince: null, tries: 0, nextAt: null };
  await site.db.checkpointPlace.updateMany({ where: { kind: "mirror" }, data: rows });
  await site.keepEverywhere();
  await site.doJobs();
  Object.assign(mirror, { kept, isSilent: false });
  const puts = mirror.puts().length;
  await site.db.checkpointPlace.updateMany({ where: { kind: "mirror" }, data: rows });
  await site.keepEverywhere();
  await site.doJobs();
  expect((await site.keptElsewhere()).find((place) => place.kind === "mirror")?.why).toContain(
    `keeps a checkpoint of another history of ${size} entries`,
  );
  expect([mirror.kept, mirror.puts().length]).toEqual([kept, puts]);
  const stop = () => site.db.recordStop.findFirst({ select: { code: true } });
  await expect.poll(stop, { timeout: 20_000 }).toEqual({ code: "other-history" });
  await integrator.stop();
  all();
  // The record goes on from what everybody else has seen.
  await site.byHand(`DELETE FROM record_entry WHERE index >= ${size - LOST}`);
  await site.byHand(`DELETE FROM record_checkpoint WHERE size > ${size - LOST}`);
  rmSync(site.recordFolder(), { recursive: true });
  site.must(await site.takeBack(read));
});

test("a witness that has cosigned another tree of the same size stops the record that opens", async () => {
  site.must(await site.takeBack(read));
  site.must(await site.integrateOnce());
  const { seen } = witness;
  witness.seen = seen && { ...seen, root: new Uint8Array(32) };
  expect(await site.integrateOnce()).toMatchObject({ refusal: { code: "place-contradicts" } });
  witness.seen = seen;
  site.must(await site.integrateOnce());
});

test("where no place can be asked, the record goes on; what a stranger put there stops nobody", async () => {
  const kept = mirror.kept;
  only("mirror");
  mirror.kept = "another/record\n900\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— another/record AAAAAAAA\n";
  expect(site.must(await site.integrateOnce())).toBe(size - LOST);
  mirror.kept = kept;
  all();
  site.must(await site.takeBack(read));
});

test("a copy that is torn, changed, or of another history gives nothing back", async () => {
  const number = String(Math.floor((size - 1) / 256)).padStart(3, "0");
  const file = `tile/entries/${number}.p/${size % 256}`;
  const refusalOf = async (change: (bytes: Uint8Array) => Uint8Array | null, at = file) => {
    const taken = await site.takeBack(async (name) => {
      const bytes = await read(name);
      return name === at && bytes ? change(bytes) : bytes;
    });
    expect(await site.db.recordEntry.count({ where: { index: { gte: size - LOST } } })).toBe(0);
    return taken.ok ? null : taken.refusal.code;
  };
  const flipped = (bytes: Uint8Array, at: number) => bytes.with(at, (bytes[at] ?? 0) ^ 1);
  expect(await refusalOf((bytes) => bytes.subarray(0, -1))).toBe("torn-copy");
  expect(await refusalOf(() => null)).toBe("torn-copy");
  expect(await refusalOf((bytes) => flipped(bytes, 10))).toBe("other-history");
  expect(await refusalOf((bytes) => flipped(bytes, bytes.length - 20))).toBe("other-history");
  expect(await refusalOf((bytes) => flipped(bytes, bytes.indexOf(10) + 1), "checkpoint")).toBe("bad-signature");
  expect(await refusalOf(() => null, "checkpoint")).toBe("no-checkpoint");
  site.must(await site.takeBack(read));
  writeFileSync(site.placeOf("checkpoint"), readFileSync(path.join(copy, "checkpoint")));
  expect(site.must(await site.integrateOnce())).toBe(size);
});
