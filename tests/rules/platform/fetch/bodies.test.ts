import { pbkdf2 } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { DoorSettings } from "~/platform/fetch/door.server";
import { type FetchedFile, intoFile, intoMemory, type Progress } from "~/platform/fetch/reading.server";
import { sha256 } from "~/platform/secret.server";
import { aDoor, aServer } from "../../../support/doors";

const MEGABYTE = 1_000_000;
const TABLE = "id;street\n1;Via dei Cordai\n";

let folder = "";
let server: Awaited<ReturnType<typeof aServer>>;
let answer: RequestListener = () => {};
let closed = 0;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "palio-bodies-"));
  server = await aServer((request, response) => {
    response.on("close", () => void closed++);
    answer(request, response);
  });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  // Whatever went wrong on the way, nothing half stays behind.
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
});

const withHeaders =
  (headers: Record<string, string>, body: string | Uint8Array = ""): RequestListener =>
  (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, headers);
    response.end(body);
  };

const fetched = (
  more: Partial<DoorSettings> & { mostBytes?: number; onProgress?: (at: Progress) => void; signal?: AbortSignal } = {},
) => {
  const { mostBytes = 10 * MEGABYTE, onProgress, signal, ...settings } = more;
  return aDoor({ allow: [server.host], ...settings })(server.at("/file"), { signal }, (got) =>
    intoFile(got, { mostBytes, file: path.join(folder, "file"), onProgress }),
  );
};

function fileOf(result: Awaited<ReturnType<typeof fetched>>): Extract<FetchedFile, { unchanged: false }> {
  if (!result.ok) throw new Error(result.refusal.message);
  if (result.value.unchanged) throw new Error("unchanged");
  return result.value;
}

const refusalOf = (result: Awaited<ReturnType<typeof fetched>>): string => {
  expect(readdirSync(folder)).toEqual([]);
  return result.ok ? "read" : `${result.refusal.code}: ${result.refusal.message}`;
};

test("a file arrives with its hash, its marks and its media type, and is gone when removed", async () => {
  answer = withHeaders(
    { "content-type": "Text/CSV; charset=utf-8", etag: '"a1"', "last-modified": "Sun, 01 Nov 2026 10:00:00 GMT" },
    TABLE,
  );
  const file = fileOf(await fetched());
  expect(file).toMatchObject({
    ...{ status: 200, type: "text/csv", url: server.at("/file"), bytes: TABLE.length, sha256: sha256(TABLE) },
    ...{ etag: '"a1"', lastModified: "Sun, 01 Nov 2026 10:00:00 GMT", unchanged: false },
  });
  expect(readFileSync(file.path, "utf8")).toBe(TABLE);
  await file.remove();
  expect(readdirSync(folder)).toEqual([]);
});

test("a server that knows the marks answers without a file", async () => {
  answer = (_request, response) => response.writeHead(304, { etag: '"a1"' }).end();
  expect(await fetched()).toMatchObject({ ok: true, value: { unchanged: true, status: 304, etag: '"a1"' } });
  expect(readdirSync(folder)).toEqual([]);
});

test.each<[string, (text: string) => Uint8Array]>([
  ["gzip", gzipSync],
  ["x-gzip", gzipSync],
  ["GZIP", gzipSync],
  ["deflate", deflateSync],
  ["deflate", deflateRawSync],
  ["br", brotliCompressSync],
  ["identity", (text) => Buffer.from(text)],
  ["gzip, br", (text) => brotliCompressSync(gzipSync(text))],
])("a body that was sent as %s is the file again", async (coding, compress) => {
  answer = withHeaders({ "content-encoding": coding }, compress(TABLE));
  const file = fileOf(await fetched());
  expect(readFileSync(file.path, "utf8")).toBe(TABLE);
  expect(file).toMatchObject({ bytes: TABLE.length, sha256: sha256(TABLE) });
});

test("what cannot be undone, is damaged or is cut off is refused in words", async () => {
  answer = withHeaders({ "content-encoding": "zstd" }, TABLE);
  expect(refusalOf(await fetched())).toBe("encoding: The server sent the file as “zstd”, which cannot be read here.");
  answer = withHeaders({ "content-encoding": "gzip, gzip, gzip" }, TABLE);
  expect(refusalOf(await fetched())).toBe("encoding: The server compressed the file again and again.");
  answer = withHeaders({ "content-encoding": "gzip" }, gzipSync(TABLE).subarray(0, 20));
  expect(refusalOf(await fetched())).toBe("encoding: The file’s compression is damaged or cut off.");
  answer = withHeaders({ "content-encoding": "br" }, TABLE);
  expect(refusalOf(await fetched())).toBe("encoding: The file’s compression is damaged or cut off.");
  answer = (_request, response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write("half", () => response.destroy());
  };
  expect(refusalOf(await fetched())).toBe("unreachable: The server broke off before the answer was whole.");
});

test.each([204, 300, 400, 404, 410, 429, 500, 503])("an answer of %i is told, not kept", async (status) => {
  answer = (_request, response) => response.writeHead(status).end("sorry");
  if (status === 204) expect(fileOf(await fetched())).toMatchObject({ bytes: 0, status });
  else expect(refusalOf(await fetched())).toBe(`bad-answer: The address answered ${status}.`);
});

test("a file of exactly the cap is read, one byte more is not, compressed or plain, stated or not", async () => {
  const most = 50_000;
  const noise = Buffer.from(Array.from({ length: most + 1 }, (_, i) => (i * 7919 + (i >> 3)) % 251));
  const chunked =
    (bytes: Uint8Array): RequestListener =>
    (_request, response) => {
      response.write(bytes.subarray(0, 9));
      response.end(bytes.subarray(9));
    };
  const ways: ((bytes: Uint8Array) => RequestListener)[] = [
    (bytes) => withHeaders({ "content-length": String(bytes.length) }, bytes),
    chunked,
    (bytes) => withHeaders({ "content-encoding": "gzip" }, gzipSync(bytes)),
  ];
  for (const way of ways) {
    answer = way(noise.subarray(0, most));
    const file = fileOf(await fetched({ mostBytes: most }));
    expect(file.bytes).toBe(most);
    await file.remove();
    answer = way(noise);
    expect(refusalOf(await fetched({ mostBytes: most }))).toBe("too-large: The file is larger than 50 kB.");
  }
});

test("what is refused at its first bytes leaves no file behind, however slowly the disk opens one", async () => {
  answer = (_request, response) => response.end(Buffer.alloc(5_000));
  // With the threads that open files kept busy, a refusal comes before the file does.
  const busy = Array.from({ length: 64 }, () => promisify(pbkdf2)("a", "b", 20_000, 64, "sha512"));
  expect(refusalOf(await fetched({ mostBytes: 1_000 }))).toMatch(/^too-large/);
  await Promise.all(busy);
  expect(readdirSync(folder)).toEqual([]);
});

test("a file that is said to be too large is refused before its first byte", async () => {
  answer = (_request, response) => {
    // Headers alone: a reader that waited for the body would wait for the idle time.
    response.writeHead(200, { "content-length": "2000000000" });
    response.flushHeaders();
  };
  const before = performance.now();
  expect(refusalOf(await fetched())).toBe("too-large: The file is larger than 10 MB.");
  expect(performance.now() - before).toBeLessThan(700);
});

/** The most memory that this process had above what it had before, in bytes, and how long the work took. */
async function measured<T>(work: () => Promise<T>): Promise<{ value: T; memory: number; milliseconds: number }> {
  const now = () => process.memoryUsage().rss;
  const before = now();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, now());
  }, 5);
  const start = performance.now();
  const value = await work().finally(() => clearInterval(watch));
  return { value, memory: Math.max(most, now()) - before, milliseconds: performance.now() - start };
}

test.each(["gzip", "br"] as const)(
  "a bomb of zeros in %s is stopped early, at once and in little memory",
  async (coding) => {
    const zeros = Buffer.alloc(64 * MEGABYTE);
    const bomb = coding === "gzip" ? gzipSync(zeros) : brotliCompressSync(zeros, { params: { 1: 5 } });
    answer = withHeaders({ "content-encoding": coding }, bomb);
    let seen = 0;
    const onProgress = ({ bytes }: Progress) => {
      seen = bytes;
    };
    const work = () => fetched({ mostBytes: 100 * MEGABYTE, onProgress });
    const { value, memory, milliseconds } = await measured(work);
    expect(refusalOf(value)).toBe("too-dense: The file unfolds to more than 20 times what was sent.");
    expect(seen).toBeLessThanOrEqual(2 * MEGABYTE);
    expect(milliseconds).toBeLessThan(10_000);
    expect(memory).toBeLessThan(64 * MEGABYTE);
  },
);

test("a bomb within a bomb is stopped as a bomb", async () => {
  answer = withHeaders({ "content-encoding": "gzip, gzip" }, gzipSync(gzipSync(Buffer.alloc(32 * MEGABYTE))));
  expect(refusalOf(await fetched({ mostBytes: 100 * MEGABYTE }))).toMatch(/^too-dense/);
});

test("an endless body is stopped at the cap, compressed or not, and the connection is closed", async () => {
  const noise = Buffer.from(Array.from({ length: 65_536 }, (_, i) => (i * 7919 + (i >> 3)) % 251));
  const endless = (into: NodeJS.WritableStream, response: ServerResponse) => {
    const more = (): void => {
      if (!response.destroyed) into.write(noise, () => setImmediate(more));
    };
    more();
  };
  for (const isCompressed of [false, true]) {
    closed = 0;
    answer = (_request, response) => {
      if (!isCompressed) return endless(response, response);
      response.writeHead(200, { "content-encoding": "gzip" });
      const gzip = createGzip({ level: 0 });
      gzip.pipe(response);
      endless(gzip, response);
    };
    const { value, memory, milliseconds } = await measured(() => fetched({ mostBytes: 20 * MEGABYTE }));
    expect(refusalOf(value)).toBe("too-large: The file is larger than 20 MB.");
    expect(milliseconds).toBeLessThan(10_000);
    expect(memory).toBeLessThan(64 * MEGABYTE);
    await expect.poll(() => closed).toBe(1);
  }
});

test("a compressed body that goes on for ever and unfolds to nothing is stopped at the cap too", async () => {
  // Every member of a gzip file may be empty.
  const empty = Buffer.concat(Array.from({ length: 2_000 }, () => gzipSync("")));
  answer = (_request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" });
    const more = (): void => {
      if (!response.destroyed) response.write(empty, () => setImmediate(more));
    };
    more();
  };
  expect(refusalOf(await fetched({ mostBytes: MEGABYTE }))).toBe("too-large: The file is larger than 1.0 MB.");
});

test("a body that drips is stopped by the total time, one that stalls by the idle time", async () => {
  answer = (_request, response) => {
    const drip = setInterval(() => response.write("a"), 20);
    response.on("close", () => clearInterval(drip));
  };
  const slow = await measured(() => fetched({ totalMs: 600, idleMs: 5_000 }));
  expect(refusalOf(slow.value)).toBe("timeout: The server took too long to answer.");
  expect(slow.milliseconds).toBeLessThan(2_000);
  answer = (_request, response) => void response.write("begun");
  expect(refusalOf(await fetched({ idleMs: 300 }))).toMatch(/^timeout/);
  answer = () => {};
  expect(refusalOf(await fetched({ idleMs: 300 }))).toMatch(/^timeout/);
});

test("a reading that is cancelled ends there and says so", async () => {
  answer = (_request, response) => void response.write("begun");
  const cancel = new AbortController();
  const onProgress = () => cancel.abort();
  expect(refusalOf(await fetched({ onProgress, signal: cancel.signal }))).toBe("cancelled: The reading was cancelled.");
});

test("progress counts what has come, of how much where the server says so", async () => {
  const heard: Progress[] = [];
  answer = withHeaders({ "content-length": String(TABLE.length) }, TABLE);
  await fileOf(await fetched({ onProgress: (at) => void heard.push(at) })).remove();
  expect(heard.at(-1)).toEqual({ bytes: TABLE.length, of: TABLE.length });
  answer = withHeaders({ "content-encoding": "gzip" }, gzipSync(TABLE));
  fileOf(await fetched({ onProgress: (at) => void heard.push(at) }));
  expect(heard.at(-1)).toEqual({ bytes: TABLE.length, of: null });
});

test("a disk that cannot be written to is no fault of the server's", async () => {
  answer = withHeaders({}, TABLE);
  const nowhere = aDoor({ allow: [server.host] })(server.at("/"), {}, (got) =>
    intoFile(got, { mostBytes: MEGABYTE, file: path.join(folder, "no", "such", "folder") }),
  );
  await expect(nowhere).rejects.toMatchObject({ code: "ENOENT" });
});

test("what is small is read into memory within the same limits", async () => {
  const read = (mostBytes: number) =>
    aDoor({ allow: [server.host] })(server.at("/"), {}, (got) => intoMemory(got, mostBytes));
  answer = withHeaders({ "content-type": "application/json", "content-encoding": "gzip" }, gzipSync("{}"));
  expect(await read(100)).toMatchObject({ ok: true, value: { type: "application/json", bytes: Buffer.from("{}") } });
  answer = withHeaders({}, TABLE);
  expect(await read(10)).toMatchObject({ refusal: { code: "too-large" } });
});
