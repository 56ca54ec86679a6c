import "../../support/loopback";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addDatasetByAddress } from "~/datasets/add-dataset.server";
import { checkHealth } from "~/datasets/health/check-distribution.server";
import { lookForDue } from "~/datasets/health/check-due.server";
import { HOST_LIMIT, whyNotAskHost } from "~/datasets/health/host-limit.server";
import { DAY, HOUR, MINUTE } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { clockAt, clockFrom } from "../../support/clock";
import { DRAINS } from "../../support/data-world";
import { doJobs } from "../../support/jobs";
import { aCity, aDataset, anOpenChallenge, type City, must } from "../../support/world";

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

const answers = new Map<string, Answering>();
const asked: { method: string; path: string; condition: string }[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? "";
    const condition = String(request.headers["if-none-match"] ?? request.headers["if-modified-since"] ?? "");
    asked.push({ method: request.method ?? "", path, condition });
    const answer = answers.get(path);
    if (answer) answer(request, response);
    else response.writeHead(404).end("not here");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  asked.length = 0;
  // What other tests left due is theirs.
  await db.distribution.updateMany({ data: { checkAt: new Date("2100-01-01") } });
  await db.hostRequest.deleteMany();
});

const at = (path: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

const answering = (status: number, headers: Record<string, string> = {}, body = DRAINS): Answering => {
  return (_request, response) => response.writeHead(status, headers).end(body);
};

/** A server that knows the condition of a conditional request. */
const marked =
  (etag: string, body = DRAINS): Answering =>
  (request, response) =>
    request.headers["if-none-match"] === etag
      ? response.writeHead(304, { etag }).end()
      : response.writeHead(200, { etag, "content-type": "text/csv" }).end(body);

/** A dataset of a catalogue with one file at the path, which nobody has looked at. */
async function aListedFile(path: string, city?: City) {
  const dataset = await aDataset(city ?? (await aCity()));
  const file = await db.distribution.findFirstOrThrow({ where: { datasetId: dataset.id } });
  return db.distribution.update({ where: { id: file.id }, data: { url: at(path) } });
}

const aHeldFile = async (path: string, city: City) => {
  const { datasetId } = must(
    await addDatasetByAddress(
      {
        ...{ organisationId: city.organisation.id, title: "Drains", description: "", keywords: [], licenceId: "" },
        address: at(path),
      },
      city.editor,
    ),
  );
  await doJobs();
  return db.distribution.findFirstOrThrow({ where: { datasetId } });
};

const look = async ({ id }: { id: string }) => {
  await checkHealth({ distributionId: id });
  return stateOf({ id });
};

async function stateOf({ id }: { id: string }) {
  const file = await db.distribution.findUniqueOrThrow({ where: { id } });
  const check = await db.healthCheck.findFirst({ where: { distributionId: id }, orderBy: { at: "desc" } });
  const wait = file.checkAt && check ? file.checkAt.getTime() - check.at.getTime() : null;
  return { file, check, wait };
}

test("a file that nobody looked at is due; after a look it waits, ever longer where nothing changes", async () => {
  answers.set("/quiet.csv", marked('"one"'));
  const file = await aListedFile("/quiet.csv");
  const waits: (number | null)[] = [];
  for (let round = 0; round < 5; round++) {
    await lookForDue();
    await doJobs();
    const { wait, file: seen } = await stateOf(file);
    waits.push(wait);
    await clockFrom(seen.checkAt, 1_000);
  }
  expect(waits).toEqual([12 * HOUR, DAY, 7 * DAY, 30 * DAY, 30 * DAY]);
  expect(asked.map(({ method, condition }) => [method, condition])).toEqual([
    ["HEAD", ""],
    ...Array(4).fill(["HEAD", '"one"']),
  ]);
  const checks = await db.healthCheck.findMany({ where: { distributionId: file.id }, orderBy: { at: "asc" } });
  expect(checks.map(({ outcome, status }) => [outcome, status])).toEqual([
    ["changed", 200],
    ...Array(4).fill(["unchanged", 304]),
  ]);
});

test("a file that is not due is left alone", async () => {
  const file = await aListedFile("/quiet.csv");
  await db.distribution.update({
    where: { id: file.id },
    data: { checkAt: new Date((await now()).getTime() + MINUTE) },
  });
  await lookForDue();
  await doJobs();
  expect(asked).toEqual([]);
});

test.each([
  ["/gone.csv", 404],
  ["/broken.csv", 500],
])("a file at %s fails with its status, is looked at soon again, and recovers", async (path, status) => {
  answers.set(path, answering(status));
  const file = await aListedFile(path);
  const first = await look(file);
  expect(first).toMatchObject({
    check: { outcome: "failed", status, reason: `The address answered ${status}.` },
    wait: HOUR,
  });
  expect(first.file.failingSince).toEqual(first.check?.at);
  await clockFrom(first.file.checkAt, 0);
  const second = await look(file);
  expect(second.wait).toBe(3 * HOUR);
  expect(second.file.failingSince).toEqual(first.check?.at);
  answers.set(path, answering(200));
  await clockFrom(second.file.checkAt, 0);
  const third = await look(file);
  expect(third).toMatchObject({ check: { status: 200 }, file: { failingSince: null }, wait: 12 * HOUR });
});

test("an address that nobody answers, and one that is none of the internet, fail with a sentence and no status", async () => {
  answers.set("/breaks-off.csv", (request) => request.socket.destroy());
  const [broken, strange] = [await aListedFile("/breaks-off.csv"), await aListedFile("/quiet.csv")];
  await db.distribution.update({ where: { id: strange.id }, data: { url: "ftp://example.org/a.csv" } });
  expect((await look(broken)).check).toMatchObject({ outcome: "failed", status: null });
  expect((await look(strange)).check).toMatchObject({ outcome: "failed", reason: expect.stringMatching(/\.$/) });
});

test("a server that does not know HEAD is asked for its first byte, and a slow one is given its time", async () => {
  answers.set("/no-head.csv", (request, response) =>
    request.method === "HEAD"
      ? response.writeHead(405).end()
      : response.writeHead(206, { "content-range": "bytes 0-0/9" }).end("x"),
  );
  answers.set("/slow.csv", (_request, response) => {
    setTimeout(() => response.writeHead(200).end(), 600);
  });
  expect((await look(await aListedFile("/no-head.csv"))).check).toMatchObject({ outcome: "changed", status: 206 });
  expect(asked.map(({ method }) => method)).toEqual(["HEAD", "GET"]);
  const slow = await look(await aListedFile("/slow.csv"));
  expect(slow.check?.milliseconds).toBeGreaterThanOrEqual(550);
});

test("of a held file a new copy is taken when its bytes are others, and only then", async () => {
  const city = await aCity();
  answers.set("/held.csv", marked('"a"'));
  const file = await aHeldFile("/held.csv", city);
  const copies = () => db.snapshot.count({ where: { distributionId: file.id } });
  expect(await copies()).toBe(1);
  await look(file);
  await doJobs();
  expect(await copies()).toBe(1);
  answers.set("/held.csv", marked('"b"', `${DRAINS}PR-3;Via Nova 1;9,00;\n`));
  await clockFrom(await now(), DAY);
  await look(file);
  await doJobs();
  expect(await copies()).toBe(2);
});

test("a file that is only listed is never fetched, unless a challenge promises it", async () => {
  const city = await aCity();
  answers.set("/promised.csv", answering(200, { "content-type": "text/csv", etag: '"p"' }));
  const listed = await aListedFile("/promised.csv", city);
  await look(listed);
  await doJobs();
  expect(await db.snapshot.count({ where: { distributionId: listed.id } })).toBe(0);
  const challenge = await anOpenChallenge(city);
  const tie = await db.challengeDataset.findFirstOrThrow({ where: { challengeId: challenge.id } });
  const tied = await db.distribution.findFirstOrThrow({ where: { datasetId: tie.datasetId } });
  await db.distribution.update({ where: { id: tied.id }, data: { url: at("/promised.csv") } });
  await look(tied);
  await doJobs();
  expect(await db.snapshot.count({ where: { distributionId: tied.id } })).toBe(1);
  answers.set("/promised.csv", marked('"p"'));
  await db.distribution.update({ where: { id: tied.id }, data: { unchanged: 8 } });
  expect((await look(tied)).wait).toBe(DAY);
});

test("a host that has had its share is left alone until the window has passed, and then answers again", async () => {
  const started = await now();
  await db.hostRequest.createMany({
    data: Array.from({ length: HOST_LIMIT.requests }, () => ({ host: "127.0.0.1", at: started })),
  });
  const file = await aListedFile("/quiet.csv");
  const { file: waiting, check } = await look(file);
  expect(asked).toEqual([]);
  expect(check).toBeNull();
  expect(waiting.checkAt?.getTime()).toBeGreaterThanOrEqual(started.getTime() + HOST_LIMIT.within);
  expect(await whyNotAskHost("elsewhere.example")).toBeNull();
  await clockFrom(started, HOST_LIMIT.within + 1_000);
  expect((await look(file)).check).toMatchObject({ status: 200 });
});

test("however many ask a host at once, no more than its share get through", async () => {
  await db.hostRequest.createMany({
    data: Array.from({ length: HOST_LIMIT.requests - 3 }, () => ({ host: "crowded.example" })),
  });
  const answered = await Promise.all(Array.from({ length: 12 }, () => whyNotAskHost("crowded.example")));
  expect(answered.filter((why) => why === null)).toHaveLength(3);
});

test("a redirect is a request of its own", async () => {
  answers.set("/moved.csv", answering(302, { location: "/quiet.csv" }));
  await look(await aListedFile("/moved.csv"));
  expect(await db.hostRequest.count({ where: { host: "127.0.0.1" } })).toBe(2);
});

test("a round takes at most half of what a host bears, other hosts in their turn, and nothing twice", async () => {
  const city = await aCity();
  const dataset = await aDataset(city, "Many files");
  await db.distribution.updateMany({ where: { datasetId: dataset.id }, data: { url: null } });
  await db.distribution.createMany({
    data: Array.from({ length: 130 }, (_, n) => ({
      ...{ datasetId: dataset.id, position: n + 1 },
      url: n < 120 ? `https://Big.example/${n}.csv` : `https://small-${n}.example:443/a.csv`,
    })),
  });
  await Promise.all([lookForDue(), lookForDue()]);
  const waiting = await db.$queryRaw<{ host: string; jobs: number }[]>`
    SELECT payload->>'host' AS host, count(*)::int AS jobs FROM graphile_worker._private_jobs
    WHERE payload->>'host' IS NOT NULL GROUP BY 1`;
  const by = new Map(waiting.map(({ host, jobs }) => [host, jobs]));
  expect(by.get("big.example")).toBe(90);
  expect([...by.keys()].filter((host) => host.startsWith("small-"))).toHaveLength(10);
  await db.$executeRaw`SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker._private_jobs`;
});

test("the first look, and a failure, change the score; a look that finds nothing new asks for none", async () => {
  answers.set("/scored.csv", marked('"s"'));
  const file = await aListedFile("/scored.csv");
  await look(file);
  await doJobs();
  const scores = () => db.datasetScore.findMany({ where: { datasetId: file.datasetId }, orderBy: { at: "asc" } });
  expect(await scores()).toHaveLength(1);
  await look(file);
  await doJobs();
  expect(await scores()).toHaveLength(1);
  answers.set("/scored.csv", answering(503));
  await clockAt(new Date((await now()).getTime() + DAY));
  await look(file);
  await doJobs();
  const [before, after] = await scores();
  expect(after?.readiness).toBeLessThan(before?.readiness ?? 0);
});
