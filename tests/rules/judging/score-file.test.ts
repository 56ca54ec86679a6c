import { expect, test } from "vitest";
import { readScores } from "~/judging/score-file";

const reading = (text: string) => readScores(Buffer.from(text), { least: 1, most: 5 });
const read = (text: string) => {
  const file = reading(text);
  if (!file.ok) throw new Error(file.refusal.message);
  return file.value;
};
const refusal = (text: string) => {
  const file = reading(text);
  return file.ok ? null : file.refusal.message;
};

const FORM = "The first line names the columns: entry, juror and score, and criterion where there is one.";

test("a file that is no table of scores is refused with the line", () => {
  const cases: [string, string][] = [
    ["", "The file is empty."],
    ["entry,juror\na,x\n", `There is no column “score”. ${FORM}`],
    ["entry,juror,score,score\n", `The column “score” stands there twice. ${FORM}`],
    ["entry,juror,judge,score\n", `The column “juror” stands there twice. ${FORM}`],
    ["entry,juror,score\n", "The file has no scores."],
    ["entry,juror,score\na,x,1\n,x,2\n", "Line 3 has no entry."],
    ["entry,juror,criterion,score\na,x,,1\n", "Line 2 has no criterion."],
    ["entry,juror,score\na,x,1,5\n", "Line 2 has another number of fields: 4 where the header has 3."],
    [
      "entry,juror,score\na,x,1\na,y,Infinity\n",
      "Line 3: the score “Infinity” is not a number. Decimals are written with a point.",
    ],
    ["entry;juror;score\na;x;1,5\n", "Line 2: the score “1,5” is not a number. Decimals are written with a point."],
    ["entry,juror,score\na,x,0x10\n", "Line 2: the score “0x10” is not a number. Decimals are written with a point."],
    ["entry,juror,score\na,x,1e300\n", "Line 2: the score 1e300 is too large to reckon with."],
    ["entry,juror,score\na,x,6\n", "Line 2: the score 6 is outside the scale from 1 to 5."],
    ['entry,juror,score\na,"x,1\n', "This is not CSV near line 2: a quote is out of place or never closed."],
  ];
  for (const [text, message] of cases) expect(refusal(text)).toBe(message);
});

test("columns stand in any order, quoted, by comma, semicolon or tab, and a blank score is left out and told", () => {
  const { lines, hasCriteria, warnings } = read('\ufeffscore\tJuror\tentry\n3\t"x, y"\ta\n\n \tz\ta\n4\tz\tb\n\t\t\n');
  expect(lines).toEqual([
    { entry: "a", juror: "x, y", criterion: "", score: 3, line: 2 },
    { entry: "b", juror: "z", criterion: "", score: 4, line: 5 },
  ]);
  expect(hasCriteria).toBe(false);
  expect(warnings).toEqual([{ code: "no-score", message: "Line 4 has no score and is left out.", line: 4 }]);
});

test("a juror may be called a judge, and columns besides are told, not read", () => {
  const { lines, warnings } = read("judge,entry,score,colour,\nx,a,3,red,\n");
  expect(lines).toEqual([{ entry: "a", juror: "x", criterion: "", score: 3, line: 2 }]);
  expect(warnings).toEqual([{ code: "not-read", message: "The column “colour” is not read.", line: null }]);
  const wide = `judge,entry,score,${[..."abcdef"].join(",")}\nx,a,3${",".repeat(6)}\n`;
  expect(read(wide).warnings[0]?.message).toBe("6 columns, such as “a”, “b”, “c”, “d” and “e”, are not read.");
});

test("a column that bears the name of something built in is a column like others", () => {
  expect(read("constructor,entry,juror,score,__proto__\n,a,x,3,\n").warnings[0]?.message).toBe(
    "The columns “constructor” and “__proto__” are not read.",
  );
});
