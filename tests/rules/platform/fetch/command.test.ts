import "../../../support/loopback";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "~/platform/secret.server";
import { run } from "../../../support/command-line";
import { aServer } from "../../../support/doors";

const folder = mkdtempSync(path.join(os.tmpdir(), "palio-command-"));
let server: Awaited<ReturnType<typeof aServer>>;
beforeAll(async () => {
  server = await aServer((request, response) => {
    if (request.url !== "/a.csv") return response.writeHead(404).end("no");
    return response
      .writeHead(200, { "content-type": "text/csv; charset=utf-8", "content-encoding": "gzip" })
      .end(gzipSync("a,b\n1,2\n"));
  });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

test("palio fetch --json answers one document: status, bytes after decompression, type", async () => {
  const { status, out, err } = await run("fetch", server.at("/a.csv"), "--json");
  expect([status, err]).toEqual([0, ""]);
  expect(JSON.parse(out)).toEqual({
    ...{ status: 200, bytes: 8, type: "text/csv" },
    ...{ url: server.at("/a.csv"), sha256: sha256("a,b\n1,2\n") },
  });
});

test("palio fetch --save keeps the file, whole or not at all", async () => {
  const file = path.join(folder, "a.csv");
  const { status, out } = await run("fetch", server.at("/a.csv"), "--save", file);
  expect([status, out]).toEqual([0, expect.stringContaining("200, 8 bytes, text/csv")]);
  expect(readFileSync(file, "utf8")).toBe("a,b\n1,2\n");
  expect((await run("fetch", server.at("/none"), "--save", path.join(folder, "none"))).status).toBe(1);
  expect(readdirSync(folder)).toEqual(["a.csv"]);
});

test("palio fetch says why not in one sentence and exits with 1", async () => {
  const reasons = async (address: string) => {
    const { status, out, err } = await run("fetch", address, "--json");
    return [status, out, err];
  };
  expect(await reasons("http://10.0.0.1/")).toEqual([1, "", "That address is not on the public internet.\n"]);
  expect(await reasons("ftp://example.org/")).toEqual([1, "", "Only http and https addresses can be read.\n"]);
  expect(await reasons("nonsense")).toEqual([1, "", "That is not an address.\n"]);
  expect(await reasons(server.at("/none"))).toEqual([1, "", "The address answered 404.\n"]);
  const unwritable = path.join(folder, "no", "such", "folder");
  expect(await run("fetch", server.at("/a.csv"), "--save", unwritable)).toEqual({
    ...{ status: 1, out: "", err: `${unwritable} cannot be written.\n` },
  });
});

test("palio fetch without an address, with two, or with an unknown flag is used wrongly", async () => {
  for (const args of [[], ["a", "b"], [server.at("/a.csv"), "--wrong"]])
    expect((await run("fetch", ...args)).status, args.join(" ")).toBe(2);
});
