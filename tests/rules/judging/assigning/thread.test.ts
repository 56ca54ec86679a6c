import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { assignInThread } from "~/judging/assigning/assign-in-thread.server";
import { run } from "../../../support/command-line";
import { planIn, problemOf } from "./stated";

const stated = {
  similarity: [
    [1, 0.99],
    [0.98, 0],
  ],
  reviews: [1, 1],
  min_load: [1, 1],
  max_load: [1, 1],
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "palio-assign-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const place = path.join(folder, name);
  await writeFile(place, content);
  return place;
}

test("a thread of its own tells how far it is, and answers with the same plan", async () => {
  const steps: string[] = [];
  const plan = planIn(await assignInThread(problemOf(stated), { onProgress: ({ step }) => steps.push(step) }));
  expect(plan).toMatchObject({ assignment: [[1], [0]], isOptimal: true });
  expect(steps).toContain("largest sum");
});

test("an assignment that is cancelled ends in a sentence", async () => {
  const stop = new AbortController();
  const answer = assignInThread(problemOf(stated), { signal: stop.signal });
  stop.abort();
  expect(await answer).toMatchObject({ refusal: { message: "The assignment was cancelled. Nothing is changed." } });
  expect(await assignInThread(problemOf(stated), { signal: stop.signal })).toMatchObject({
    refusal: { code: "cancelled" },
  });
});

test("palio assign reads JSON, zipped or not, and writes one document", async () => {
  const zipped = await file("two.json.gz", gzipSync(JSON.stringify(stated)));
  const { status, out } = await run("assign", zipped, "--mode", "sum", "--json");
  expect(status).toBe(0);
  expect(JSON.parse(out)).toEqual({
    ...{
      feasible: true,
      optimal: true,
      gap: 0,
      sum: 1.97,
      min: 0.98,
      assignment: [[1], [0]],
      reason: null,
      min_gap: 0,
    },
    connection: { connected: false, exchanges: 0, cost: { sum: 0, min: 0 } },
  });
  const words = await run("assign", await file("two.json", JSON.stringify(stated)));
  expect(words.out).toBe(
    "entry 0: juror 1\nentry 1: juror 0\nSum 1.97, smallest sum of an entry 0.98.\nProven: no plan is better.\n",
  );
});

test("palio assign says what is impossible, what is no problem, and how it is called", async () => {
  const short = await file("short.json", JSON.stringify({ ...stated, max_load: [1, 0], min_load: [0, 0] }));
  const reason = "All 2 entries together ask for 2 reviews, and the jury has 1 place left for them.";
  const json = await run("assign", short, "--json");
  expect([json.status, JSON.parse(json.out)]).toEqual([
    1,
    { feasible: false, optimal: false, gap: null, sum: null, min: null, assignment: [], reason },
  ]);
  expect(await run("assign", short)).toEqual({ status: 1, out: "", err: `${reason}\n` });
  const empty = await file("empty.json", "{}");
  expect(await run("assign", empty)).toEqual({
    status: 1,
    out: "",
    err: "similarity must be a list of rows, one for each entry.\n",
  });
  expect(await run("assign", await file("no.json", "no"))).toMatchObject({
    status: 1,
    err: expect.stringMatching(/is not JSON\.\n$/),
  });
  expect(await run("assign", short, "--mode", "best")).toEqual({ status: 2, out: "", err: "--mode is fair or sum.\n" });
  expect(await run("assign", short, "--time-limit", "0")).toMatchObject({ status: 2 });
});
