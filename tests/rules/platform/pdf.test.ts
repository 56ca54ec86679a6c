import { extractText, getMeta } from "unpdf";
import { expect, test } from "vitest";
import { type Block, pdfOf } from "~/platform/pdf.server";

const paper = (blocks: Block[]) => ({
  ...{
    title: "Łódź, Žižkov és ő",
    lede: "Ευρώπη, България, Þórr",
    foot: "A foot",
    at: new Date("2031-05-09T18:00:00Z"),
  },
  blocks,
});
const pagesOf = async (bytes: Buffer) => (await extractText(new Uint8Array(bytes))).text;

test("a paper is a PDF of text with all of Europe's letters, its title and its language", async () => {
  const bytes = await pdfOf(paper([{ is: "text", text: "ß ø å ñ ç ğ ı ș ț ħ ĸ ŋ ẞ €" }]));
  expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
  const [page = ""] = await pagesOf(bytes);
  for (const words of ["Łódź, Žižkov és ő", "Ευρώπη, България, Þórr", "ß ø å ñ ç ğ ı ș ț ħ ĸ ŋ ẞ €"])
    expect(page).toContain(words);
  const { info } = await getMeta(new Uint8Array(bytes));
  expect(info).toMatchObject({ Title: "Łódź, Žižkov és ő", Language: "en" });
});

test("a long table goes on over pages, with its header again, and each page says which it is", async () => {
  const rows = Array.from({ length: 90 }, (_, i) => [String(i + 1), `Entry ${i + 1} of many`]);
  const columns = [
    { name: "Rank", share: 1, isNumber: true },
    { name: "What it is called", share: 5 },
  ];
  const pages = await pagesOf(await pdfOf(paper([{ is: "table", columns, rows }])));
  expect(pages.length).toBeGreaterThan(1);
  for (const [i, page] of pages.entries()) {
    expect(page).toContain("What it is called");
    expect(page).toContain(`Page ${i + 1} of ${pages.length}`);
    expect(page).toContain("A foot");
  }
  const whole = pages.join("\n");
  for (const [, name] of rows) expect(whole).toContain(name);
});

test("the same paper is the same bytes", async () => {
  const twice = [1, 2].map(() => pdfOf(paper([{ is: "signatures", names: ["Ines Ferri", "Łukasz Ő"] }])));
  const [one, other] = await Promise.all(twice);
  expect(one?.equals(other ?? Buffer.alloc(0))).toBe(true);
});
