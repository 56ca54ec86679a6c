import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { ReceiptCertificate } from "~/submissions/receipt-reading";
import { Banner } from "~/ui/banner";

test("a receipt wears the banner of its challenge, silently, before its title", () => {
  const receipt = {
    id: "1",
    version: 2,
    number: 3,
    receivedAt: new Date("2026-10-30T16:00Z"),
    contentHash: "ab".repeat(32),
    commitSha: null,
    branch: null,
    recordHash: "cd".repeat(32),
    teamName: "Gutter",
    seal: null,
    commitStatus: null,
  };
  const mark = <Banner slug="storm-drains" theme="water" detail="mark" label="" />;
  const html = renderToStaticMarkup(<ReceiptCertificate receipt={receipt} zone="Europe/Rome" mark={mark} />);
  expect(html).toMatch(/<div class="cert"><div><svg class="banner mark"[^>]*aria-hidden="true"/);
  expect(html.indexOf("</svg>")).toBeLessThan(html.indexOf("Receipt, version 2"));
});
