import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { RankingRows } from "~/outcomes/ranking.server";
import { nearPairs, nearText, RankingPlot } from "~/outcomes/ranking-reading";

const row = (entry: number, rank: number | null, mean: number, low = mean, high = mean): RankingRows[number] => ({
  submissionId: `s${entry}`,
  entry,
  rank,
  mean,
  low,
  high,
  sheets: 2,
  criteria: [],
});
const titleOf = (entry: number) => `E${entry}`;
const drawn = (rows: RankingRows) => {
  const names = rows.map(({ entry }) => ({ number: entry, title: titleOf(entry), team: { name: "T", slug: "t" } }));
  return renderToStaticMarkup(createElement(RankingPlot, { slug: "rain", rows, names, awards: [] }));
};

test("every group of ties has its band and its note", () => {
  const html = drawn([row(1, 1, 90), row(2, 1, 90), row(3, 3, 70), row(4, 4, 50), row(5, 4, 50), row(6, 4, 50)]);
  expect(html.match(/<b>Tie\.<\/b>/g)).toHaveLength(2);
  expect(html).toContain("“E1” and “E2” have");
  expect(html).toContain("“E4”, “E5” and “E6” have");
  // Five tied rows and two notes; the row between them has none.
  expect(html.match(/iv banded/g)).toHaveLength(7);
});

test("neighbours whose lines overlap are near, and ties and rows further apart are not", () => {
  const rows = [row(1, 1, 90, 80, 95), row(2, 2, 78, 70, 80), row(3, 3, 60, 55, 65), row(4, 3, 60, 50, 70)];
  expect(nearPairs(rows)).toEqual([[1, 2]]);
  expect(nearText(rows, titleOf)).toMatch(/little: “E1” and “E2”\.$/);
  expect(drawn(rows).match(/within the spread of the entry above"/g)).toHaveLength(1);
  expect(nearText([row(1, 1, 90), row(2, 2, 80)], titleOf)).toBe("");
});

test("where all are near one sentence says so, and a long list of pairs is cut", () => {
  const all = Array.from({ length: 5 }, (_, i) => row(i + 1, i + 1, 80 - i, 40, 90));
  expect(nearText(all, titleOf)).toMatch(/^All neighbours/);
  const many = Array.from({ length: 10 }, (_, i) => row(i + 1, i + 1, 80 - i, 40, 90));
  expect(nearText([...many, row(11, 11, 3)], titleOf)).toMatch(/; and 3 more pairs\.$/);
});
