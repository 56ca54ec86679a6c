import { createRequire } from "node:module";
import PDFDocument from "pdfkit";
import type { Instant } from "~/kernel/time";

/** A column as wide as its share of the page. */
export type Column = { name: string; share: number; isNumber?: boolean };

/** What a document is made of, in its order. */
export type Block =
  | { is: "heading"; text: string }
  | { is: "text"; text: string }
  | { is: "facts"; rows: [label: string, value: string][] }
  | { is: "list"; items: string[] }
  | { is: "table"; columns: Column[]; rows: string[][] }
  | { is: "signatures"; names: string[] };

export type Paper = {
  title: string;
  /** Beneath the title. */
  lede: string;
  /** Stands on every page beside its number. */
  foot: string;
  /** When what it tells came to be: the same paper is the same bytes. */
  at: Instant;
  blocks: Block[];
};

type Doc = InstanceType<typeof PDFDocument>;

// Whole fonts: those of the pages hold Latin letters only, in pieces that a browser puts together.
const require = createRequire(import.meta.url);
const PLAIN = require.resolve("@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf");
const BOLD = require.resolve("@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf");

const MARGIN = 56;
/** Between cells, in points. */
const GAP = 8;
const [SMALL, USUAL, LARGE, LARGEST] = [8.5, 10, 13, 20];
const [INK, QUIET, RULE] = ["#1c1a17", "#5c564d", "#c9c2b6"];

const widthOf = ({ page }: Doc): number => page.width - 2 * MARGIN;
const endOf = ({ page }: Doc): number => page.height - MARGIN;

/** A paper as a PDF of A4 pages: text that can be searched, copied and read aloud, and no picture of it. */
export async function pdfOf({ title, lede, foot, at, blocks }: Paper): Promise<Buffer<ArrayBuffer>> {
  const doc = new PDFDocument({
    ...{ size: "A4", margin: MARGIN, bufferPages: true, pdfVersion: "1.7", tagged: true, lang: "en" },
    ...{ displayTitle: true, info: { Title: title, Producer: "Palio", Creator: "Palio", CreationDate: at } },
    // None at first: whichever is used is opened below.
    font: "",
  });
  const parts: Buffer[] = [];
  const whole = new Promise<Buffer<ArrayBuffer>>((resolve, reject) => {
    doc.on("data", (part: Buffer) => parts.push(part));
    doc.on("end", () => resolve(Buffer.concat(parts)));
    doc.on("error", reject);
  });
  doc.registerFont("plain", PLAIN).registerFont("bold", BOLD);
  write(doc, { tag: "H1", text: title, font: "bold", size: LARGEST });
  write(doc, { tag: "P", text: lede, colour: QUIET });
  for (const block of blocks) draw(doc, block);
  number(doc, foot);
  doc.end();
  return whole;
}

function draw(doc: Doc, block: Block): void {
  switch (block.is) {
    case "heading":
      room(doc, 60);
      doc.moveDown(0.8);
      write(doc, { tag: "H2", text: block.text, font: "bold", size: LARGE });
      break;
    case "text":
      write(doc, { tag: "P", text: block.text });
      break;
    case "facts":
      for (const [label, value] of block.rows) write(doc, { tag: "P", text: `${label}: ${value}` });
      break;
    case "list":
      for (const item of block.items) write(doc, { tag: "P", text: `•  ${item}` });
      break;
    case "table":
      table(doc, block);
      break;
    case "signatures":
      for (const name of block.names) sign(doc, name);
  }
}

type Words = { tag: string; text: string; font?: "plain" | "bold"; size?: number; colour?: string };

function write(doc: Doc, { tag, text, font = "plain", size = USUAL, colour = INK }: Words): void {
  doc.addStructure(
    doc.struct(tag, {}, () => {
      doc.font(font).fontSize(size).fillColor(colour);
      doc.text(text, MARGIN, doc.y, { width: widthOf(doc), paragraphGap: 4, lineGap: 1.5 });
    }),
  );
}

/** Begins another page where less than this is left of one. */
function room(doc: Doc, height: number): boolean {
  if (doc.y + height <= endOf(doc)) return false;
  doc.addPage();
  return true;
}

type Table = Extract<Block, { is: "table" }>;

function table(doc: Doc, { columns, rows }: Table): void {
  const all = doc.struct("Table");
  doc.addStructure(all);
  const names = columns.map(({ name }) => name);
  const header = () => row(doc, { all, columns, cells: names, isHeader: true });
  doc.moveDown(0.3);
  room(doc, 50);
  header();
  for (const cells of rows) {
    if (room(doc, heightOf(doc, columns, cells))) header();
    row(doc, { all, columns, cells, isHeader: false });
  }
  all.end();
  doc.x = MARGIN;
  doc.moveDown(0.5);
}

type Row = { all: ReturnType<Doc["struct"]>; columns: Column[]; cells: string[]; isHeader: boolean };

const widthsOf = (doc: Doc, columns: Column[]): number[] => {
  const total = columns.reduce((sum, { share }) => sum + share, 0);
  return columns.map(({ share }) => (widthOf(doc) * share) / total - GAP);
};

function heightOf(doc: Doc, columns: Column[], cells: string[]): number {
  doc.font("plain").fontSize(SMALL);
  return Math.max(...widthsOf(doc, columns).map((width, i) => doc.heightOfString(cells[i] ?? "", { width }))) + 7;
}

function row(doc: Doc, { all, columns, cells, isHeader }: Row): void {
  const [top, height, widths] = [doc.y, heightOf(doc, columns, cells), widthsOf(doc, columns)];
  const line = doc.struct("TR");
  all.add(line);
  let left = MARGIN;
  for (const [i, { isNumber }] of columns.entries()) {
    const [x, width] = [left, widths[i] ?? 0];
    line.add(
      doc.struct(isHeader ? "TH" : "TD", {}, () => {
        doc
          .font(isHeader ? "bold" : "plain")
          .fontSize(SMALL)
          .fillColor(INK);
        doc.text(cells[i] ?? "", x, top, { width, align: isNumber ? "right" : "left" });
      }),
    );
    left += width + GAP;
  }
  line.end();
  rule(doc, top + height - 4);
  doc.y = top + height;
}

/** A line that says nothing to whoever has the page read aloud. */
function rule(doc: Doc, y: number): void {
  doc.markContent("Artifact", { type: "Layout" });
  doc
    .moveTo(MARGIN, y)
    .lineTo(doc.page.width - MARGIN, y)
    .lineWidth(0.5)
    .strokeColor(RULE)
    .stroke();
  doc.endMarkedContent();
}

function sign(doc: Doc, name: string): void {
  room(doc, 50);
  doc.y += 30;
  rule(doc, doc.y);
  doc.y += 3;
  write(doc, { tag: "P", text: name, size: SMALL, colour: QUIET });
}

function number(doc: Doc, foot: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    // Below the margin text would begin another page.
    doc.page.margins.bottom = 0;
    doc.markContent("Artifact", { type: "Pagination" });
    doc.font("plain").fontSize(SMALL).fillColor(QUIET);
    const place = { width: widthOf(doc), lineBreak: false };
    doc.text(foot, MARGIN, doc.page.height - 40, { ...place, ellipsis: true, width: widthOf(doc) - 80 });
    doc.text(`Page ${page + 1} of ${count}`, MARGIN, doc.page.height - 40, { ...place, align: "right" });
    doc.endMarkedContent();
  }
}

/** A PDF that the browser opens, and saves under this name. */
export const pdfResponse = (bytes: Buffer<ArrayBuffer>, name: string, headers: Record<string, string>): Response =>
  new Response(bytes, {
    headers: {
      ...headers,
      "Content-Type": "application/pdf",
      "Content-Disposition": `inline; filename="${name}.pdf"`,
    },
  });
