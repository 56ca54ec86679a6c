import fc from "fast-check";
import { expect, test } from "vitest";
import { type WarmUpSheet, warmUpFor } from "~/judging/desk/warm-up";

const CRITERIA = [
  { id: "use", title: "Use", weight: 60, least: 0, most: 5 },
  { id: "care", title: "Care", weight: 40, least: 0, most: 5 },
];
const sheet = (juror: number, entry: number, use: number, care: number, isIn = true): WarmUpSheet => ({
  ...{ juror, entry, isIn, scores: { use, care } },
});
/** Two other jurors on two entries. */
const OTHERS = [sheet(2, 1, 2, 3), sheet(2, 2, 3, 3), sheet(3, 1, 4, 3), sheet(3, 2, 3, 5)];
const tell = (sheets: WarmUpSheet[], criteria = CRITERIA) => warmUpFor(1, sheets, criteria);
const sentence = (sheets: WarmUpSheet[], criteria = CRITERIA) => {
  const told = tell(sheets, criteria);
  return told?.state === "told" ? told.sentence : told;
};

test("nothing is told before all of the juror's own are handed in", () => {
  expect(tell([...OTHERS, sheet(1, 1, 3, 3), sheet(1, 2, 3, 4, false)])).toEqual({ state: "open", left: 1, of: 2 });
  expect(tell(OTHERS)).toBeNull();
});

test("with fewer than two others who are done nothing is told, nor of an entry that only one of them scored", () => {
  const own = [sheet(1, 1, 3, 3), sheet(1, 2, 3, 4)];
  expect(tell([...own, ...OTHERS.filter(({ juror }) => juror === 2)])).toEqual({ state: "waiting", of: 2 });
  expect(tell([...own, ...OTHERS.slice(0, 3), sheet(3, 2, 0, 0, false)])).toEqual({ state: "waiting", of: 2 });
  const [alone] = [tell([...own, ...OTHERS.slice(0, 3)])];
  expect(alone).toMatchObject({
    state: "told",
    of: 1,
    sentence: "On this entry your scores were in line with the others’.",
  });
});

test("a juror sees their own levels beside the mean of the others', and how far apart they are in a sentence", () => {
  const told = tell([...OTHERS, sheet(1, 1, 2, 2), sheet(1, 2, 2, 2)]);
  expect(told).toEqual({
    ...{ state: "told", of: 2 },
    criteria: [
      { id: "use", title: "Use", own: 2, others: 3 },
      { id: "care", title: "Care", own: 2, others: 3.5 },
    ],
    sentence: "On these 2 entries you were stricter than the others by 1.2 of 5.",
  });
});

const level = fc.integer({ min: 1, max: 4 });
const panel = fc.array(fc.array(fc.tuple(level, level), { minLength: 2, maxLength: 2 }), {
  minLength: 2,
  maxLength: 6,
});
const sheetsIn = (jurors: [number, number][][]): WarmUpSheet[] =>
  jurors.flatMap((entries, juror) => entries.map(([use, care], i) => sheet(juror + 2, i + 1, use, care)));

test("whoever scores as the others do on average is in line with them", () => {
  fc.assert(
    fc.property(panel, (jurors) => {
      const mean = (entry: number, place: 0 | 1) =>
        jurors.reduce((sum, entries) => sum + (entries[entry]?.[place] ?? 0), 0) / jurors.length;
      const own = [0, 1].map((entry) => sheet(1, entry + 1, mean(entry, 0), mean(entry, 1)));
      expect(sentence([...own, ...sheetsIn(jurors)])).toBe(
        "On these 2 entries your scores were in line with the others’.",
      );
    }),
  );
});

test("who is one level above or below everybody is told so, whatever the order of the sheets", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(level, level), { minLength: 2, maxLength: 2 }),
      fc.constantFrom(-1, 1),
      (entries, by) => {
        const own = entries.map(([use, care], i) => sheet(1, i + 1, use + by, care + by));
        const sheets = [...own, ...sheetsIn([entries, entries, entries])];
        const words = `On these 2 entries you were ${by < 0 ? "stricter" : "milder"} than the others by 1 of 5.`;
        expect([sentence(sheets), sentence(sheets.reverse())]).toEqual([words, words]);
      },
    ),
  );
});

test("where criteria have scales of their own the gap is told in hundredths", () => {
  const mixed = [{ id: "use", title: "Use", weight: 60, least: 0, most: 10 }, ...CRITERIA.slice(1)];
  const own = [sheet(1, 1, 7, 1), sheet(2, 1, 2, 1), sheet(3, 1, 2, 1)];
  expect(sentence(own, mixed)).toBe("On this entry you were milder than the others by 30 of 100.");
});
