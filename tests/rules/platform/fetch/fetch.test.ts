import "../../../support/loopback";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import type { IncomingMessage, RequestListener } from "node:http";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchPublic, fetchPublicToFile, lookAt, sendTo } from "~/platform/fetch.server";
import { aServer } from "../../../support/doors";

const storage = mkdtempSync(path.join(os.tmpdir(), "palio-fetch-"));
process.env.STORAGE_DIR = storage;
const incoming = path.join(storage, "incoming");

let server: Awaited<ReturnType<typeof aServer>>;
let answer: RequestListener = (_request, response) => response.end("a,b\n");
const asked: Pick<IncomingMessage, "method" | "headers">[] = [];
beforeAll(async () => {
  server = await aServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
});
afterAll(() => {
  server.close();
  rmSync(storage, { recursive: true });
});

test("a file comes to lie beside the stored ones, and old leftovers there are swept away", async () => {
  const [old, young] = [path.join(incoming, "old"), path.join(incoming, "young")];
  mkdirSync(incoming, { recursive: true });
  for (const file of [old, young]) writeFileSync(file, "left by a killed process");
  utimesSync(old, 0, Date.now() / 1000 - 90_000);
  const fetched = await fetchPublicToFile(server.at("/a.csv"), { mostBytes: 100 });
  if (!fetched.ok || fetched.value.unchanged) throw new Error("no file");
  expect(path.dirname(fetched.value.path)).toBe(incoming);
  expect(readFileSync(fetched.value.path, "utf8")).toBe("a,b\n");
  await fetched.value.remove();
  expect(readdirSync(incoming)).toEqual(["young"]);
});

test("the marks of the last copy are sent along, and only those there are", async () => {
  answer = (_request, response) => response.writeHead(304).end();
  const lastModified = "Sun, 01 Nov 2026 10:00:00 GMT";
  expect(await fetchPublicToFile(server.at("/"), { mostBytes: 100, etag: '"a"', lastModified })).toMatchObject({
    value: { unchanged: true },
  });
  expect(asked.at(-1)?.headers).toMatchObject({ "if-none-match": '"a"', "if-modified-since": lastModified });
  expect(await lookAt(server.at("/"), { etag: '"a"', lastModified: null })).toMatchObject({
    value: { unchanged: true, status: 304 },
  });
  expect(asked.at(-1)?.headers).toMatchObject({ "if-none-match": '"a"' });
  expect(asked.at(-1)?.headers).not.toHaveProperty("if-modified-since");
});

test("a catalogue is read into memory", async () => {
  answer = (_request, response) => response.writeHead(200, { "content-type": "application/json" }).end("{}");
  expect(await fetchPublic(server.at("/"), 100)).toEqual({
    ok: true,
    value: expect.objectContaining({ status: 200, type: "application/json", bytes: Buffer.from("{}") }),
  });
});

test("a look asks for the head alone", async () => {
  asked.length = 0;
  answer = (_request, response) =>
    response.writeHead(200, { "content-type": "text/csv", "content-length": "12345", etag: '"b"' }).end();
  expect(await lookAt(server.at("/"))).toEqual({
    ok: true,
    value: {
      ...{ status: 200, type: "text/csv", url: server.at("/"), bytes: 12_345 },
      ...{ etag: '"b"', lastModified: null, unchanged: false },
    },
  });
  expect(asked.map(({ method }) => method)).toEqual(["HEAD"]);
});

test.each([400, 403, 404, 405, 501])("where HEAD is answered %i the first byte is asked for by GET", async (status) => {
  asked.length = 0;
  answer = ({ method }, response) => {
    if (method === "HEAD") response.writeHead(status).end();
    else response.writeHead(206, { "content-range": "bytes 0-0/9000", "content-length": "1" }).end("a");
  };
  expect(await lookAt(server.at("/"))).toMatchObject({ value: { status: 206, bytes: 9_000 } });
  expect(asked.map(({ method }) => method)).toEqual(["HEAD", "GET"]);
  expect(asked.at(-1)?.headers.range).toBe("bytes=0-0");
});

test("a server that breaks off at HEAD and sends the whole file for one byte is left after its head", async () => {
  let sent = 0;
  answer = ({ method }, response) => {
    if (method === "HEAD") return void response.destroy();
    response.writeHead(200, { "content-length": "50000000" });
    const more = (): void => {
      if (response.destroyed || sent >= 50_000_000) return;
      sent += 100_000;
      response.write(Buffer.alloc(100_000), () => setImmediate(more));
    };
    more();
  };
  expect(await lookAt(server.at("/"))).toMatchObject({ value: { status: 200, bytes: 50_000_000 } });
  await expect.poll(() => sent).toBeLessThan(20_000_000);
});

test("whatever a server answers is an answer to a look; that none came is a refusal", async () => {
  answer = (_request, response) => response.writeHead(503, { "retry-after": "60" }).end();
  expect(await lookAt(server.at("/"))).toMatchObject({ ok: true, value: { status: 503 } });
  for (const address of ["http://10.0.0.1/", "http://127.0.0.2:1/", "ftp://example.org/", "nonsense"])
    expect((await lookAt(address)).ok, address).toBe(false);
});

test("what is sent arrives whole, and whatever the answer is, it is told", async () => {
  let heard = "";
  answer = (request, response) => {
    request.on("data", (part) => {
      heard += part;
    });
    request.on("end", () => response.writeHead(409, { "content-type": "text/x.tlog.size" }).end("7\n"));
  };
  const said = await sendTo(server.at("/add-checkpoint"), { method: "POST", text: "old 5\n\n— ours\n" });
  expect(said).toEqual({ ok: true, value: { status: 409, type: "text/x.tlog.size", text: "7\n" } });
  expect(heard).toBe("old 5\n\n— ours\n");
});

test("what is sent goes to no other address, and only to where this site may go", async () => {
  answer = (_request, response) => response.writeHead(307, { location: server.at("/elsewhere") }).end();
  const before = asked.length;
  expect(await sendTo(server.at("/"), { method: "PUT", text: "a" })).toMatchObject({ value: { status: 307 } });
  expect(asked.length).toBe(before + 1);
  expect(await sendTo("http://127.0.0.2/", { method: "PUT", text: "a" })).toMatchObject({
    refusal: { code: "address-refused" },
  });
  answer = (_request, response) => response.end("a".repeat(100_001));
  expect(await sendTo(server.at("/"), { method: "PUT", text: "a" })).toMatchObject({ refusal: { code: "too-large" } });
});
