import { afterEach, beforeEach, expect } from "vitest";

// Whatever the program writes to console.error is a fault: the test that caused it fails.
const real = console.error;
let said: unknown[][] = [];

beforeEach(() => {
  said = [];
  console.error = (...words: unknown[]) => {
    said.push(words);
  };
});

afterEach(() => {
  console.error = real;
  expect(said, "console.error was called").toEqual([]);
});
