import { expect, test } from "vitest";
import { readVotes } from "~/judging/pairwise/read-votes";
import { votesFile } from "~/judging/round/votes-file";
import { must } from "../../../support/world";

const TITLES: Record<number, string> = { 1: "=SUM(A1)", 2: 'Łódź, "Žižkov"\nand ő; too', 3: "=SUM(A1)" };
const titleOf = (entry: number) => TITLES[entry] ?? "";

test("a file of votes is read as it was written, whatever the titles hold", () => {
  const votes = [
    { juror: 3, winner: 1, loser: 2, isTie: false },
    { juror: 12, winner: 3, loser: 1, isTie: true },
  ];
  const read = must(readVotes(Buffer.from(votesFile(votes, titleOf))));
  expect(read).toEqual([
    { juror: "Juror 3", winner: "1. =SUM(A1)", loser: `2. ${TITLES[2]}`, isTie: false },
    { juror: "Juror 12", winner: "3. =SUM(A1)", loser: "1. =SUM(A1)", isTie: true },
  ]);
});

test("no cell begins as a formula, and the first line names the columns", () => {
  const [header, row] = votesFile([{ juror: 1, winner: 1, loser: 3, isTie: false }], titleOf).split("\n");
  expect(header).toBe("winner,loser,juror,tie");
  expect(row).toBe("1. =SUM(A1),3. =SUM(A1),Juror 1,");
});
