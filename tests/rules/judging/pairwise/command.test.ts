import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { run } from "../../../support/command-line";

const folder = mkdtempSync(path.join(os.tmpdir(), "palio-pairwise-"));
afterAll(() => rmSync(folder, { recursive: true }));

const pairwise = (text: string, ...flags: string[]) => {
  const file = path.join(folder, "votes.csv");
  writeFileSync(file, text);
  return run("pairwise", file, ...flags);
};
const VOTES = "winner,loser,juror\nA,B,x\nA,B,y\nB,C,x\nC,A,y\n";

test("palio pairwise --json answers strengths that sum to 0, with sd and reliability", async () => {
  const { status, out, err } = await pairwise(VOTES, "--json");
  expect([status, err]).toEqual([0, ""]);
  const { entries, jurors } = JSON.parse(out);
  expect(entries.map(({ id }: { id: string }) => id)).toEqual(["A", "B", "C"]);
  expect(entries.reduce((sum: number, { strength }: { strength: number }) => sum + strength, 0)).toBeCloseTo(0, 12);
  expect(jurors).toEqual([
    { id: "x", reliability: null, votes: 2 },
    { id: "y", reliability: null, votes: 2 },
  ]);
});

test("--prior 0 is maximum likelihood: two wins to one and a round of three", async () => {
  const { out } = await pairwise(VOTES, "--prior", "0", "--json");
  const [a, b, c] = JSON.parse(out).entries.map(({ strength }: { strength: number }) => strength);
  expect(a).toBeCloseTo(0.4196, 4);
  expect(b).toBeCloseTo(-0.4196, 4);
  expect(c).toBeCloseTo(0, 9);
});

test("a tie counts for both, and the file reversed answers the same", async () => {
  const tied = await pairwise("winner,loser,juror,tie\nA,B,x,1\nB,A,y,\nA,B,y,0\n", "--json");
  for (const { strength } of JSON.parse(tied.out).entries) expect(strength).toBeCloseTo(0, 12);
  const [header, ...rows] = VOTES.trim().split("\n");
  const reversed = await pairwise([header, ...rows.reverse()].join("\n"), "--json");
  expect(reversed.out).toBe((await pairwise(VOTES, "--json")).out);
});

test("in words the best comes first, and warnings stand apart", async () => {
  const { status, out, err } = await pairwise(`${VOTES}D,E,x\n`);
  expect(status).toBe(0);
  expect(out.split("\n").filter((line) => line.startsWith("- juror")).length).toBe(2);
  expect(err).toContain("2 groups that no vote links, such as D and E");
});

test("a bad file is refused in one sentence that names the line", async () => {
  const refusal = async (text: string, ...flags: string[]) => {
    const { status, out, err } = await pairwise(text, "--json", ...flags);
    expect([status, out]).toEqual([1, ""]);
    return err.trim();
  };
  expect(await refusal("winner,loser,juror\n")).toBe("The file holds no votes.");
  expect(await refusal("winner,loser\nA,B\n")).toContain("There is no column “juror”.");
  expect(await refusal("winner,loser,juror,draw\n")).toContain("The column “draw” is not known.");
  expect(await refusal(`${VOTES}A,A,x\n`)).toBe("Line 6 compares A with itself.");
  expect(await refusal(`${VOTES}A,B,\n`)).toBe("Line 6 has no juror.");
  expect(await refusal("winner,loser,juror,tie\nA,B,x,yes\n")).toBe(
    "The tie in line 2 is “yes”; it is 1 for a tie, else 0 or empty.",
  );
  expect(await refusal("winner,loser,juror\nA,B,x\n", "--prior", "0")).toContain("A never lost to any of the rest");
});

test("a prior that is no standard deviation is a wrong use", async () => {
  for (const prior of ["-1", "x", "", "NaN", "Infinity", "1e9"])
    expect((await pairwise(VOTES, `--prior=${prior}`)).status, prior).toBe(2);
  expect((await run("pairwise")).status).toBe(2);
});
