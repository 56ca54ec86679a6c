import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { DotRows, figuresOf } from "~/ui/plots";

test("every level of a short scale has its figure under its tick", () => {
  const rows = [{ label: "Use", scores: [1, 4], mean: 2.5 }];
  const html = renderToStaticMarkup(createElement(DotRows, { rows, min: 0, max: 4 }));
  expect([...html.matchAll(/--x:[\d.]+">(\d+)</g)].map(([, figure]) => figure)).toEqual(["0", "1", "2", "3", "4"]);
});

test("a long scale keeps its first and last figure and none that would touch", () => {
  expect(figuresOf(0, 100)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
  expect(figuresOf(1, 15)).toEqual([1, 3, 5, 7, 9, 11, 13, 15]);
  expect(figuresOf(0, 15)).toEqual([0, 2, 4, 6, 8, 10, 12, 15]);
});
