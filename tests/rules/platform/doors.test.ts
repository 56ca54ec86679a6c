import { expect, test } from "vitest";
import { isWebhook, whyNotOurs } from "~/platform/http/origin-check.server";
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

test("a webhook is one address and one method, to the letter", () => {
  expect(isWebhook({ method: "POST", originalUrl: "/webhooks/github" })).toBe(true);
  for (const method of ["PUT", "PATCH", "DELETE", "post"])
    expect(isWebhook({ method, originalUrl: "/webhooks/github" }), method).toBe(false);
  const others = ["/", "/webhooks", "/webhooks/github/", "//webhooks/github", "/Webhooks/github", "/webhooks%2Fgithub"];
  const longer = ["/webhooks/github?a", "/webhooks/github?_data=root", "/webhooks/github/..", "/webhooks/github#a"];
  for (const originalUrl of [...others, ...longer, `${ours}/webhooks/github`, "/sign-in/../webhooks/github"])
    expect(isWebhook({ method: "POST", originalUrl }), originalUrl).toBe(false);
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
