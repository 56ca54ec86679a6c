import { expect, test } from "vitest";
import { VOTE_KEYS, voteKeyOf } from "~/judging/round/vote-keys";

const pressed = (key: string, more: { hasModifier?: boolean; isTyping?: boolean } = {}) =>
  voteKeyOf({ key, hasModifier: false, isTyping: false, ...more });

test("arrows, the equals sign and U vote and undo; everything else is the browser's", () => {
  expect(["ArrowLeft", "ArrowRight", "=", "u", "U"].map((key) => pressed(key))).toEqual([
    VOTE_KEYS.left,
    VOTE_KEYS.right,
    VOTE_KEYS.equal,
    VOTE_KEYS.undo,
    VOTE_KEYS.undo,
  ]);
  expect(["ArrowUp", "Enter", " ", "left", ""].map((key) => pressed(key))).toEqual([null, null, null, null, null]);
  expect([pressed("ArrowLeft", { hasModifier: true }), pressed("u", { isTyping: true })]).toEqual([null, null]);
});
