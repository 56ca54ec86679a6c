import { expect, test } from "vitest";
import { DESK_KEYS, deskActOf, levelOf, SHORTCUTS } from "~/judging/desk/desk-keys";

const HANDS_ON = ["1", "0", "Delete", "ArrowDown", "ArrowUp", "j", "K", "s", "f", "n", "c", "r"];

test("behind the open help no key changes anything, but the one that closes it", () => {
  for (const key of HANDS_ON) {
    expect(deskActOf({ key })).not.toBeNull();
    expect(deskActOf({ key, isHelpOpen: true })).toBeNull();
  }
  expect(deskActOf({ key: "?", isHelpOpen: true })).toEqual({ act: "help" });
});

test("while somebody types or holds a modifier, no single key is the desk's", () => {
  for (const key of [...HANDS_ON, "?"]) {
    expect(deskActOf({ key, isTyping: true })).toBeNull();
    expect(deskActOf({ key, hasModifier: true })).toBeNull();
  }
});

test("arrows scroll the queue and the evidence, and move between criteria elsewhere", () => {
  expect(deskActOf({ key: "ArrowDown", isReading: true })).toBeNull();
  expect(deskActOf({ key: "ArrowUp", isReading: true })).toBeNull();
  expect(deskActOf({ key: "ArrowDown" })).toEqual({ act: "move", by: 1 });
  expect(deskActOf({ key: "4", isReading: true })).toEqual({ act: "score", digit: 4 });
});

test("0 is level 10 where no level 0 exists, and a digit that is no level is none", () => {
  const tenth = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  expect(levelOf(0, tenth)).toBe(10);
  expect(levelOf(0, [0, ...tenth])).toBe(0);
  expect(levelOf(0, [1, 2, 3, 4])).toBeNull();
  expect(levelOf(7, [1, 2, 3, 4])).toBeNull();
  expect(levelOf(3, [1, 2, 3, 4])).toBe(3);
});

test("handing in has a key while somebody types, and rests behind the help as every other", () => {
  const press = { key: "Enter", isControl: true, hasModifier: true };
  expect(deskActOf({ ...press, isTyping: true })).toEqual({ act: "use", shortcut: "Control+Enter" });
  expect(deskActOf({ ...press, isHelpOpen: true })).toBeNull();
  expect(deskActOf({ key: "Enter" })).toBeNull();
  expect(deskActOf({ key: "Enter", hasModifier: true })).toBeNull();
});

test("every shortcut of the desk stands in its help", () => {
  const listed = DESK_KEYS.flatMap(({ keys }) => keys.map((key) => key.replace("Ctrl", "Control")));
  for (const shortcut of Object.values(SHORTCUTS)) expect(listed).toContain(shortcut);
});
