import { expect, test } from "vitest";
import { partsOfNonce, sealedWords } from "~/judging/desk/seal";

const sheet = { versionId: "v", scores: { c: 2 }, feedbackHash: "f" };

test("a nonce has one half for the seal and another for the feedback", () => {
  expect(partsOfNonce("a".repeat(64) + "b".repeat(64))).toEqual({ opens: "a".repeat(64), ofFeedback: "b".repeat(64) });
});

test("a sheet from before there were nonces is sealed as it was", () => {
  expect(partsOfNonce(null)).toEqual({ opens: null, ofFeedback: null });
  expect(sealedWords({ ...sheet, nonce: null })).toEqual({ sheet: "v", scores: { c: 2 }, feedback: "f" });
  expect(sealedWords({ ...sheet, nonce: "n" })).toEqual({ sheet: "v", scores: { c: 2 }, feedback: "f", nonce: "n" });
});
