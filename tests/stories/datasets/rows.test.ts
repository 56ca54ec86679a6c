import { beforeAll, expect, test } from "vitest";
import { datasetForVisitor } from "~/datasets/datasets.server";
import { copyForVisitor } from "~/datasets/snapshots.server";
import { tableAsked } from "~/datasets/table/table-asked";
import { queriesSoFar } from "~/platform/database.server";
import { anUploadedDataset } from "../../support/data-world";
import { aCity } from "../../support/world";

/** Sixty hours of three gauges: decimal commas, one cell in ten missing. */
const hours = Array.from({ length: 60 }, (_, i) => {
  const mm = i % 10 === 9 ? "–" : `${(i * 7) % 23},${i % 10}`;
  return `G${(i % 3) + 1};2026-10-${String((i % 28) + 1).padStart(2, "0")};${mm};a_b 100%`;
});
const RAIN = ["gauge;day;mm;note", ...hours].join("\n");

let snapshotId = "";
beforeAll(async () => {
  const { slug } = await anUploadedDataset(await aCity(), { text: RAIN });
  const { files } = await datasetForVisitor(slug);
  snapshotId = files[0]?.snapshotId ?? "";
});

const rows = async (search: string) =>
  (await copyForVisitor(snapshotId, tableAsked(new URLSearchParams(search)))).table;

test("rows stand as in the file, 25 a page, and a page that is not there is the last one", async () => {
  expect(await rows("")).toMatchObject({ held: 60, found: 60, page: 1, pages: 3 });
  const last = await rows("page=99");
  expect(last.page).toBe(3);
  expect(last.rows.map(({ number }) => number)).toEqual([51, 52, 53, 54, 55, 56, 57, 58, 59, 60]);
});

test("sorting by a column of numbers goes by size, and puts what is missing last both ways", async () => {
  const sizes = async (search: string) => {
    const pages = [await rows(search), await rows(`${search}&page=2`), await rows(`${search}&page=3`)];
    return pages.flatMap((page) => page.rows.map(({ cells }) => cells[2] ?? ""));
  };
  const up = await sizes("sort=mm");
  const figures = up.filter((cell) => cell !== "–").map((cell) => Number(cell.replace(",", ".")));
  expect(figures).toEqual([...figures].sort((a, b) => a - b));
  expect(up.slice(-6)).toEqual(["–", "–", "–", "–", "–", "–"]);
  const down = await sizes("sort=mm&order=down");
  expect(down[0]).toBe(up[53]);
  expect(down.at(-1)).toBe("–");
});

test("words are looked for in every column or in one, to the letter and whatever their case", async () => {
  expect(await rows("find=g2")).toMatchObject({ found: 20, held: 60 });
  expect(await rows("find=g2&in=mm")).toMatchObject({ found: 0, page: 1, pages: 1, rows: [] });
  expect(await rows("find=A_B+100%25")).toMatchObject({ found: 60 });
  expect(await rows("find=a%25b")).toMatchObject({ found: 0 });
  const sorted = await rows("find=g2&in=gauge&sort=day&order=down");
  expect(new Set(sorted.rows.map(({ cells }) => cells[0]))).toEqual(new Set(["G2"]));
});

test("a column that is not there, or words that break SQL, are no error", async () => {
  expect(await rows("sort=nothing&in=nothing&find=')--")).toMatchObject({ found: 0, held: 60 });
  expect(await rows("sort=__proto__")).toMatchObject({ found: 60 });
});

test("a page of rows costs as many statements whatever is asked", async () => {
  const cost = async (search: string) => {
    const before = queriesSoFar();
    await rows(search);
    return queriesSoFar() - before;
  };
  const plain = await cost("");
  expect(await cost("find=g2&sort=mm&order=down&page=2")).toBe(plain);
});
