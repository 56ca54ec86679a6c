import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { actAsked, dayAsked, daySpan } from "~/record/asked";
import { recordFeed } from "~/record/feed";
import { type Signing, whyNotSigned } from "~/record/integrator/signing";
import { isOpened } from "~/record/opened";
import { receiptDocument } from "~/record/receipt-document";
import { aKey, aLog, aReceipt, keyText, someEntries } from "./a-log";

const now = new Date("2026-11-26T10:00:00Z");
const signing = (changes: Partial<Signing> = {}): Signing => ({
  ...{ signed: null, key: null, stop: null, waiting: 0, oldest: null },
  ...changes,
});

test("the record is well while nothing waits for longer than a minute", () => {
  const since = (milliseconds: number) => signing({ waiting: 2, oldest: new Date(now.getTime() - milliseconds) });
  expect(whyNotSigned(signing(), now)).toBeNull();
  expect(whyNotSigned(since(60_000), now)).toBeNull();
  expect(whyNotSigned(since(60_001), now)?.message).toMatch(/^2 acts wait to be signed/);
});

test("a record that is not gone on with says why, whatever else waits", () => {
  const stop = { why: "The last checkpoint signs 9 entries.", since: now };
  expect(whyNotSigned(signing({ stop }), now)).toEqual({ code: "stopped", message: stop.why });
});

test("the record is searched by acts and days that there are, and by nothing else", () => {
  expect(actAsked("award.decided")).toBe("award.decided");
  expect([actAsked("award"), actAsked(""), actAsked(null)]).toEqual([undefined, undefined, undefined]);
  expect(dayAsked("2028-02-29")).toBe("2028-02-29");
  for (const none of ["2026-02-29", "2026-13-01", "26-01-01", "1800-01-01", "today", "", null])
    expect(dayAsked(none), String(none)).toBeUndefined();
});

test("a day is that of the challenge's zone, also where it has 23 or 25 hours", () => {
  const hours = (day: string) => {
    const span = daySpan(day, "Europe/Rome");
    return span && (span.to.getTime() - span.from.getTime()) / 3_600_000;
  };
  expect(daySpan("2026-11-26", "Europe/Rome")?.from.toISOString()).toBe("2026-11-25T23:00:00.000Z");
  expect([hours("2026-11-26"), hours("2026-03-29"), hours("2026-10-25")]).toEqual([24, 23, 25]);
  expect(daySpan(undefined, "Europe/Rome")).toBeUndefined();
});

test("the feed names each act by its hash, and escapes what people wrote", () => {
  const entries = [
    { type: "award.decided", about: "Entry 4", hash: "a".repeat(64), at: now },
    { type: "pledge.signed", about: "", hash: "b".repeat(64), at: now },
  ];
  const of = { origin: "https://palio.example.org", page: "/challenges/x/record", self: "/challenges/x/record.atom" };
  const feed = recordFeed({ title: "Record of <Drains> & co", entries, ...of });
  expect(feed).toContain("<title>Record of &lt;Drains&gt; &amp; co</title>");
  expect(feed).toContain(`<id>urn:sha256:${"a".repeat(64)}</id>\n<title>Award decided: Entry 4</title>`);
  expect(feed).toContain(`<id>urn:sha256:${"b".repeat(64)}</id>\n<title>Pledge signed</title>`);
  expect(recordFeed({ title: "x", entries: [], ...of })).toContain("<updated>1970-01-01T00:00:00.000Z</updated>");
});

test("what stands on no public page is not opened", () => {
  expect(isOpened("decision.made")).toBe(true);
  expect(["jury.recused", "submission.received", "score.sealed", "of.a.later.version"].some(isOpened)).toBe(false);
});

test("a receipt to keep carries its entry, proof and key as text, and nothing that is loaded", () => {
  const entries = [...someEntries(8), Buffer.from('{"act":"<script>&amp;"}')];
  const proof = aReceipt(aLog(entries), 8, entries[8]);
  const script = readFileSync("public/verify-record.js", "utf8");
  const leaf = String(entries[8]);
  const page = receiptDocument({
    receipts: [
      { title: "Entry <received>", lines: ["In “A & B”."], leaf, proof, key: keyText(aKey()), index: 8, size: 9 },
    ],
    script,
  });
  expect(page).toContain("<h1>Entry &lt;received&gt;</h1>");
  expect(page).toContain('<pre data-receipt="leaf">{&quot;act&quot;:&quot;&lt;script&gt;&amp;amp;&quot;}</pre>');
  expect(page).toContain(`<pre data-receipt="proof">${proof}</pre>`);
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page).not.toMatch(/\s(?:src|href)=/);
  expect(page).toContain(script.slice(0, 2_000));
});
