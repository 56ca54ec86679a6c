import { type Asked, NOTHING_ASKED } from "~/datasets/browse/asked";
import { datasetsFound, facetsOf } from "~/datasets/browse/browse.server";
import { db } from "~/platform/database.server";

const TIMES = 40;
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);

const QUESTIONS: [name: string, asked: Partial<Asked>][] = [
  ["nothing asked", {}],
  ["one word", { q: "tree" }],
  ["a word with an accent", { q: "cafe" }],
  ["a theme and a format", { theme: "Transport", format: "CSV" }],
  ["everything at once", { q: "noise", theme: "Energy", format: "JSON", licence: "open", changed: "year" }],
];

/**
 * Milliseconds for one page of the catalogue browser and for its filters' counts, with the client around them, on the
 * large seed's 10,000 datasets; beside the cheapest page there could be, the same twenty rows by their key alone.
 */
export async function benchCatalogue(): Promise<void> {
  const now = new Date();
  say(`\n${(await db.dataset.count()).toLocaleString("en")} datasets`);
  say(`${"".padEnd(26)}${"list ms".padStart(10)}${"counts ms".padStart(11)}`);
  const bare = () => db.$queryRaw`SELECT slug, title FROM dataset ORDER BY created_at DESC, id DESC LIMIT 20`;
  say(`${"twenty rows, bare".padEnd(26)}${(await median(bare)).toFixed(1).padStart(10)}${"".padStart(11)}`);
  for (const [name, more] of QUESTIONS) {
    const asked = { ...NOTHING_ASKED, ...more };
    const list = await median(() => datasetsFound(asked, undefined, now));
    const counts = await median(() => facetsOf(asked, now));
    say(`${name.padEnd(26)}${list.toFixed(1).padStart(10)}${counts.toFixed(1).padStart(11)}`);
  }
}

/** The median of so many runs, after one that warms up. */
async function median(run: () => Promise<unknown>): Promise<number> {
  await run();
  const times: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const start = performance.now();
    await run();
    times.push(performance.now() - start);
  }
  return times.toSorted((a, b) => a - b)[TIMES / 2] ?? Number.NaN;
}
