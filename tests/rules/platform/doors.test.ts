import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isPublicAddress } from "~/platform/fetch/addresses";
import { fetchPublic } from "~/platform/fetch.server";
import { whyNotOurs } from "~/platform/http/origin-check.server";
import { ownPath } from "~/platform/http/respond.server";
import { markdownHtml } from "~/platform/markdown.server";

const ours = "https://palio.example.org";

test("a form from this site's own pages passes, from any other it does not", () => {
  expect(whyNotOurs({ method: "POST", origin: ours, fetchSite: "same-origin" }, ours)).toBeNull();
  expect(whyNotOurs({ method: "GET", origin: "https://evil.example", fetchSite: "cross-site" }, ours)).toBeNull();
  for (const asked of [
    { origin: "https://evil.example", fetchSite: "cross-site" },
    { origin: "null", fetchSite: undefined },
    { origin: undefined, fetchSite: "same-site" },
    { origin: undefined, fetchSite: "none" },
    { origin: undefined, fetchSite: undefined },
    { origin: "http://palio.example.org", fetchSite: undefined },
    { origin: `${ours}.evil.example`, fetchSite: undefined },
  ]) {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      expect(whyNotOurs({ method, ...asked }, ours), JSON.stringify(asked)).not.toBeNull();
  }
});

test("a redirect stays on this site", () => {
  expect(ownPath("/challenges/a?q=1#x")).toBe("/challenges/a?q=1#x");
  const elsewhere = [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "",
    "challenges",
    "/ /evil",
    "/\u0000",
    "///evil.example",
    "/./\\evil",
    null,
    undefined,
  ];
  for (const to of elsewhere) expect(ownPath(to, "/safe"), String(to)).toBe("/safe");
});

test.each([
  "127.0.0.1",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "192.0.2.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "fe80::1",
  "fc00::1",
  "ff02::1",
  "2002:7f00:1::",
  "64:ff9b::7f00:1",
  "2001:db8::1",
  "nonsense",
])("%s is not a public address", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])("%s is a public address", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

let server: Server;
let touched = 0;
beforeAll(async () => {
  server = createServer((_request, response) => {
    touched += 1;
    response.end("private");
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
});
afterAll(() => void server.close());

test("no spelling of this machine's own address is connected to", async () => {
  const { port } = server.address() as AddressInfo;
  const hosts = [
    "127.0.0.1",
    "localhost",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "127.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "0.0.0.0",
    "[::]",
    "0",
  ];
  for (const host of hosts) {
    for (const address of [`http://${host}:${port}/`, `http://${host}/`, `https://${host}/`])
      expect((await fetchPublic(address, 1000)).ok, address).toBe(false);
  }
  for (const address of [
    "file:///etc/passwd",
    "ftp://example.org/",
    "gopher://example.org",
    "http://user:pass@example.org/",
    "not an address",
    "http://",
  ]) {
    expect((await fetchPublic(address, 1000)).ok, address).toBe(false);
  }
  expect(touched).toBe(0);
});

test("Markdown keeps what writers need and loses what could run", () => {
  const html = markdownHtml(
    "# Title\n\n**bold** [a](https://example.org) <script>alert(1)</script> <img src=x onerror=alert(1)> [b](javascript:alert(1))\n\n| a |\n|---|\n| 1 |\n",
  );
  expect(html).toContain("<strong>bold</strong>");
  expect(html).toContain('href="https://example.org"');
  expect(html).toContain("<table>");
  expect(html).not.toMatch(/<script|onerror|javascript:|<h1/i);
});

test("Markdown bombs do not crash the reading of Markdown", () => {
  const bombs = [
    ">".repeat(50_000),
    "[".repeat(60_000),
    `${"- ".repeat(5_000)}x`,
    "*".repeat(60_000),
    "a".repeat(200_000),
    "<div>".repeat(10_000),
    "![".repeat(30_000),
  ];
  for (const bomb of bombs) expect(markdownHtml(bomb).length).toBeGreaterThan(0);
});
