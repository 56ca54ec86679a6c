import { expect, test } from "vitest";
import { readWeights } from "~/judging/weights";

const reason = (text: string, criteria = new Set(["a", "b"])) => {
  const read = readWeights(text, criteria);
  return read.ok ? [...read.value] : read.refusal.message;
};

test("weights are given for every criterion, or for none", () => {
  expect(reason(" a = 2,b=0.5")).toEqual([
    ["a", 2],
    ["b", 0.5],
  ]);
  expect(reason("")).toEqual([]);
  expect(reason("b=1")).toBe("No weight is given for a; it may be 0.");
});

test("a criterion's name may hold the sign that stands before a weight", () => {
  expect(reason("a=b=2", new Set(["a=b"]))).toEqual([["a=b", 2]]);
});

test("weights that cannot be meant are refused in a sentence", () => {
  for (const bad of ["a", "a=", "a=x", "a=-1", "a=NaN", "a=1e999", "a=Infinity", "=2x"])
    expect(reason(bad)).toBe(`“${bad}” is not a weight: write a criterion, = and a number that is not below 0.`);
  expect(reason("c=1")).toBe("There is no criterion “c” to weigh. The criteria are a and b.");
  expect(reason("c=1", new Set([""]))).toBe("There is no criterion “c” to weigh. The file names no criteria.");
  expect(reason("a=1,a=2")).toBe("The criterion “a” is weighed twice.");
  expect(reason("a=0,b=0")).toBe("Every criterion weighs 0, so nothing would count.");
});
