import { assign } from "~/judging/assigning/assign.server";
import { type Mode, type Problem, worthOf } from "~/judging/assigning/problem";
import { seeded } from "~/kernel/random";
import type { Measured, Size } from "./assign.ts";

const TOPICS = 30;

/** The same problem each time: jurors know three topics, entries are about two, and some come from the same place. */
function problemOf({ entries, jurors, least, most }: Size, mode: Mode, seconds: number): Problem {
  const random = seeded("bench");
  const pick = (n: number) => Math.floor(random() * n);
  const panel = Array.from({ length: jurors }, () => ({
    knows: new Map([0, 1, 2].map(() => [pick(TOPICS), 0.4 + 0.6 * random()])),
    from: pick(60),
  }));
  const similarity = new Float64Array(entries * jurors);
  const forbidden = new Uint8Array(entries * jurors);
  for (let entry = 0; entry < entries; entry++) {
    const [main, other, from] = [pick(TOPICS), pick(TOPICS), pick(60)];
    for (const [juror, one] of panel.entries()) {
      const at = entry * jurors + juror;
      const fit = 600 * (one.knows.get(main) ?? 0) + 300 * (one.knows.get(other) ?? 0) + 100 * random();
      similarity[at] = Math.round(fit);
      if (one.from === from || random() < 0.01) forbidden[at] = 1;
    }
  }
  const names = (noun: string, n: number) => Array.from({ length: n }, (_, place) => `${noun} ${place}`);
  return {
    ...{ entries: names("entry", entries), jurors: names("juror", jurors), similarity, forbidden },
    reviews: new Int32Array(entries).fill(3),
    minLoad: new Int32Array(jurors).fill(least),
    maxLoad: new Int32Array(jurors).fill(most),
    ...{ pinned: [], mode, seed: "1", seconds, connected: false },
  };
}

/** The baseline: pairs from the best down, as long as entry and juror have room; least loads are not looked at. */
function greedy(problem: Problem): number[][] {
  const { similarity, forbidden, reviews, maxLoad, jurors } = problem;
  const room = Int32Array.from(maxLoad);
  const assignment: number[][] = problem.entries.map(() => []);
  const order = Uint32Array.from(similarity.keys()).sort(
    (a, b) => (similarity[b] as number) - (similarity[a] as number),
  );
  for (const code of order) {
    const [entry, juror] = [Math.floor(code / jurors.length), code % jurors.length];
    const row = assignment[entry] as number[];
    if (forbidden[code] || row.length >= (reviews[entry] as number) || room[juror] === 0) continue;
    row.push(juror);
    room[juror] = (room[juror] as number) - 1;
  }
  return assignment;
}

const [contender = "", size = "", limit = ""] = process.argv.slice(2);
const problem = problemOf(JSON.parse(size), contender === "fair" ? "fair" : "sum", Number(limit));
const [before, start] = [process.cpuUsage(), performance.now()];
const answer = contender === "greedy" ? null : await assign(problem);
if (answer && !answer.ok) throw new Error(answer.refusal.message);
const assignment = answer ? answer.value.assignment : greedy(problem);
const { user, system } = process.cpuUsage(before);
const measured: Measured = {
  ...worthOf(problem, assignment),
  ...{ gap: answer?.value.gap ?? 0, minGap: answer?.value.minGap ?? 0 },
  short: assignment.reduce((sum, row, entry) => sum + (problem.reviews[entry] as number) - row.length, 0),
  seconds: (performance.now() - start) / 1000,
  working: (user + system) / 1e6,
  // What the process has held at most, the problem itself included.
  megabytes: process.resourceUsage().maxRSS / 1000,
};
process.send?.(measured);
process.disconnect();
