import fc from "fast-check";
import { expect, test } from "vitest";
import { fateOfCopy, type KeptCopy, parseCopy, sameValues, valuesOf } from "~/ui/kept-copy";

const now = Date.parse("2026-10-12T13:42:00Z");
const copy = (over: Partial<KeptCopy> = {}): KeptCopy => ({
  values: { feedback: ["Two sentences."] },
  revision: "3",
  keptAt: now - 60_000,
  handedIn: false,
  ...over,
});
const page = { values: { feedback: ["One."] }, revision: "3", now };

test("a crash between typing and saving loses nothing: the copy is sent", () => {
  expect(fateOfCopy(copy(), page)).toBe("send");
});

test("a copy that says what the page shows is forgotten", () => {
  expect(fateOfCopy(copy({ revision: "2" }), { ...page, values: copy().values })).toBe("forget");
});

test("where the server has moved on, the person is asked", () => {
  expect(fateOfCopy(copy({ revision: "2" }), page)).toBe("ask");
});

test("where the server has moved on because the form was handed in, nobody is asked", () => {
  expect(fateOfCopy(copy({ revision: "2", handedIn: true }), page)).toBe("forget");
});

test("a form without revisions always asks", () => {
  expect(fateOfCopy(copy({ revision: null }), { ...page, revision: null })).toBe("ask");
});

test("a copy older than thirty days is let go", () => {
  expect(fateOfCopy(copy({ keptAt: now - 31 * 86_400_000 }), page)).toBe("forget");
});

test("a copy survives being stored and read again", () => {
  const values = fc.dictionary(fc.string(), fc.array(fc.string()));
  fc.assert(
    fc.property(values, fc.option(fc.string()), fc.boolean(), (typed, revision, handedIn) => {
      const kept = { values: { ...typed }, revision, keptAt: now, handedIn };
      const again = parseCopy(JSON.stringify(kept));
      expect(again && sameValues(again.values, kept.values)).toBe(true);
      expect(again?.revision).toBe(revision);
    }),
  );
});

test("what is no copy is read as none", () => {
  expect([null, "", "{", "null", "[]", '{"values":1}'].map(parseCopy)).toEqual([null, null, null, null, null, null]);
});

test("several values under one name are kept in order, files are not", () => {
  const form = new FormData();
  form.append("tag", "b");
  form.append("tag", "a");
  form.append("film", new File(["x"], "x.mp4"));
  expect(valuesOf(form)).toEqual({ tag: ["b", "a"] });
});
