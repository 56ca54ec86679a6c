import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { weightTexts, withoutText } from "~/outcomes/doubt-reading";
import type { RankingRows } from "~/outcomes/ranking.server";
import { chanceText, nearPairs, nearText, RankingPlot, tieTexts } from "~/outcomes/ranking-reading";

const row = (entry: number, rank: number | null, mean: number, low = mean, high = mean): RankingRows[number] => ({
  submissionId: `s${entry}`,
  entry,
  rank,
  mean,
  low,
  high,
  sheets: 2,
  ...{ calibrated: null, interval: null, pBest: null, pPlaces: null, band: null, tie: null },
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

const calibrated = (entry: number, rank: number, score: number, band: number): RankingRows[number] => ({
  ...row(entry, rank, score + 3),
  ...{ calibrated: score, interval: [score - 8, score + 8], pBest: 1 / (10 * rank), pPlaces: null, band },
});

test("calibrated scores stand beside raw means with their intervals, and near-ties are drawn as one band", () => {
  const html = drawn([calibrated(1, 1, 72, 1), calibrated(2, 2, 70, 1), calibrated(3, 3, 40, 2)]);
  for (const words of ["Calibrated", "Raw mean", "Chance of being best", "64.0 to 80.0", "75.0", "10%"])
    expect(html).toContain(words);
  expect(html).toContain("“E1” and “E2” cannot be told apart");
  expect(html.match(/iv banded/g)).toHaveLength(3);
  // Only the part of the scale that the lines need is drawn.
  expect(html).toContain(">30<");
  expect(html).not.toContain(">0<");
});

test("what became of a tie is told in words, and a chance that is not quite sure is not called sure", () => {
  const [first, second] = [calibrated(1, 1, 72, 1), calibrated(2, 2, 72, 1)];
  expect(
    tieTexts(
      [
        { ...first, tie: "draw" },
        { ...second, tie: "draw" },
      ] as RankingRows,
      titleOf,
    ),
  ).toEqual(["“E1” and “E2” have the same score to the digit that is shown; lots set them apart."]);
  expect([0, 0.004, 0.456, 0.999, 1].map(chanceText)).toEqual(["0%", "under 1%", "46%", "over 99%", "100%"]);
});

test("who would win without a juror, or with other weights, is told by titles", () => {
  const names = [1, 2].map((number) => ({ number, title: titleOf(number), team: { name: "T", slug: "t" } }));
  const without = (winners: number[][]) =>
    withoutText(
      { leaveOneOut: winners.map((won, i) => ({ juror: i + 1, winners: won, isCalibrated: true })) } as never,
      [1],
      names,
    );
  expect(without([[1], [1]])).toBe("Leave out any one of the 2 jurors, and “E1” still comes first.");
  expect(without([[1], [2], [1]])).toBe(
    "Leave out one juror, and in 1 of 3 cases somebody else comes first: without juror 2, “E2”.",
  );
  const change = { criterion: "a", share: 0.6, below: { share: 0.41, winners: [2] }, above: null };
  expect(
    weightTexts({ weightChanges: [change] } as never, { names, rubric: [{ id: "a", title: "Warns", weight: 60 }] }),
  ).toEqual(["“Warns” counts 60%; below 41% “E2” would come first."]);
});
