import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { QUICKNET } from "~/record/draw/beacon";
import { run } from "../../../support/command-line";
import { aServer } from "../../../support/doors";
import { testChain } from "../../../support/drand-chain";
import { type ALog, aKey, aLog, keyText, someEntries } from "../a-log";
import * as a from "./a-draw";

const folder = mkdtempSync(path.join(os.tmpdir(), "palio-draws-"));
const key = keyText(aKey());
const file = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const chainFile = file("chain.json", JSON.stringify(testChain("the rules of draws").info));

/** A log in which the lines of draws begin at an index that lies in its second file of entries. */
const FIRST = 300;
function logOf(lines: a.Line[]): ALog {
  const leaves = lines.map((line) => Buffer.from(a.leafText(line)));
  return aLog([...someEntries(FIRST), ...leaves, ...someEntries(20)]);
}
function written(name: string, { files }: ALog): string {
  const place = path.join(folder, name);
  for (const [name, bytes] of files) {
    mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
    writeFileSync(path.join(place, name), bytes);
  }
  return place;
}

const good = logOf(a.goodRecord());
const place = written("good", good);
let server: Awaited<ReturnType<typeof aServer>>;
beforeAll(async () => {
  server = await aServer((request, response) => {
    const bytes = good.files.get((request.url ?? "").replace("/record/", ""));
    return response.writeHead(bytes ? 200 : 404).end(bytes ?? "no");
  });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const json = async (...args: string[]) => {
  const { status, out, err } = await run("verify", ...args, "--key", key, "--json");
  expect(err).toBe("");
  return { status, answer: JSON.parse(out) };
};

test("palio verify computes the draws of a record anew, from a folder as from an address", async () => {
  const { status, out } = await run("verify", place, "--key", key, "--chain", chainFile);
  expect(status).toBe(0);
  const [verdict, , , draws, ...each] = out.trimEnd().split("\n");
  expect(verdict).toBe("palio.example.org/record: all 331 entries are as the checkpoint signs them.");
  expect(draws).toBe("2 draws, both recomputed.");
  const [byDrand, byNonces] = [a.goodRecord()[1], a.goodRecord()[9]];
  expect(each).toEqual([
    `- Assignment, challenge ${a.CHALLENGE}: recomputed; seed ${byDrand?.facts.seed} from drand beacon 241; announced by entry 300, made by entry 301 of the record.`,
    `- Result, challenge ${a.CHALLENGE}: recomputed; seed ${byNonces?.facts.seed} from nonces of the city and 2 teams; announced by entry 303, made by entry 309 of the record. What entry 7 committed to was kept back, once the other nonces could be seen.`,
  ]);
  const [fromFolder, fromAddress] = [
    await json(place, "--chain", chainFile),
    await json(server.at("/record"), `--chain=${chainFile}`),
  ];
  expect(fromAddress).toEqual(fromFolder);
  expect(fromFolder).toMatchObject({
    status: 0,
    answer: {
      ...{ ok: true, size: 331, problems: [], seedsWithoutDraw: 0, drawFaults: [] },
      draws: [
        { draw: a.BY_DRAND, state: "recomputed", announced: 300, made: 301 },
        { draw: a.BY_NONCES, state: "recomputed", announced: 303, made: 309 },
      ],
    },
  });
});

test("without the network that a draw names, the draw is said not to be checked, and the exit status is 0", async () => {
  const { status, answer } = await json(place);
  expect([status, answer.draws.map(({ state }: { state: string }) => state)]).toEqual([
    0,
    ["not checked", "recomputed"],
  ]);
  const { out } = await run("verify", place, "--key", key);
  expect(out).toContain("2 draws: 1 recomputed, 1 not checked.");
  expect(out).toContain(`${a.chain.hash} is not known here`);
});

test("a line at fault is named after the verdict on the tree, and the exit status is 1", async () => {
  const [announced, , seeded] = a.goodRecord();
  if (!announced || !seeded) throw new Error("the record has three lines");
  const chosen = a.drandMade(announced, { seed: a.sha256("mine") });
  const wrong = written("wrong", logOf([a.seeded(null), announced, chosen, a.seeded(chosen)]));
  const { status, answer } = await json(wrong, "--chain", chainFile);
  expect([status, answer.ok, answer.problems]).toEqual([1, false, []]);
  expect(answer.drawFaults).toEqual([
    { index: 302, why: "Its seed is not the SHA-256 of its randomness and of the announcement’s hash." },
  ]);
  const { out } = await run("verify", wrong, "--key", key, "--chain", chainFile);
  expect(out).toContain("all 324 entries are as the checkpoint signs them");
  expect(out).toContain("1 draw, wrong.");
  expect(out).toContain("Entry 302 of the record: Its seed is not");
  expect(out).toContain("1 seed without a draw: whoever ran the site could choose.");
});

test("the draws of a record that is not whole are left alone", async () => {
  const files = new Map(good.files);
  const bundle = Buffer.from(good.files.get("tile/entries/001.p/75") ?? []);
  bundle[bundle.indexOf("draw.made")] = 0x44;
  const torn = written("torn", { ...good, files: files.set("tile/entries/001.p/75", bundle) });
  const { status, answer } = await json(torn, "--chain", chainFile);
  expect([status, answer.draws, answer.problems.length]).toEqual([1, null, 1]);
  expect((await run("verify", torn, "--key", key)).out).toContain("Its draws were not computed anew");
});

test("what was held wrongly of an earlier check is not taken for a draw", async () => {
  const kept = path.join(folder, "kept");
  const long = aLog([...a.goodRecord().map((line) => Buffer.from(a.leafText(line))), ...someEntries(300)]);
  const forged = aLog([
    ...a.goodRecord().map((line) => Buffer.from(a.leafText({ ...line, challenge: a.OTHER_CHALLENGE }))),
    ...someEntries(300),
  ]);
  const at = written("long", long);
  expect((await json(at, "--keep", kept, "--chain", chainFile)).status).toBe(0);
  writeFileSync(path.join(kept, "tile/entries/000"), forged.files.get("tile/entries/000") ?? "");
  const { status, answer } = await json(at, "--keep", kept, "--chain", chainFile);
  expect([status, answer.draws.length, answer.draws[0].challenge]).toEqual([0, 2, a.CHALLENGE]);
});

test("a file that tells of no network, and a flag without one, are refused", async () => {
  const own = testChain("the rules of draws").info;
  for (const [name, text] of Object.entries({
    ...{ "torn.json": "{", "chained.json": JSON.stringify({ ...own, schemeID: "pedersen-bls-chained" }) },
    "misnamed.json": JSON.stringify({ ...own, hash: QUICKNET.hash }),
  })) {
    const { status, out, err } = await run("verify", place, "--key", key, "--chain", file(name, text));
    expect([status, out], name).toEqual([1, ""]);
    expect(err, name).toContain(`${name} is not what drand tells of a network at /info`);
  }
  expect((await run("verify", place, "--key", key, "--chain")).status).toBe(2);
  expect((await run("verify", place, "--key", key, "--chain", path.join(folder, "nowhere"))).err).toContain(
    "cannot be read",
  );
});
