import { parseArgs } from "node:util";
import type { Recomputed } from "~/judging/result/bundle.server";
import { count } from "~/kernel/text";
import { answer, type Command, onePlace, unpackedAt } from "./command.ts";

const MOST_BYTES = 200_000_000;
/** Differences that are told one by one in words; with `--json` all are. */
const MOST_TOLD = 20;

/** `palio recompute`: whether a published result comes out of its sheets. */
export const recompute: Command = {
  summary: "compute a published result anew from its bundle, and name every difference",
  usage: "BUNDLE|URL|- [--json]",
  async run(args) {
    const options = { json: { type: "boolean", default: false } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const place = onePlace(positionals);
    const bytes = await unpackedAt(place, MOST_BYTES);
    const { recompute: compute } = await import("~/judging/result/bundle.server");
    const done = compute(textOf(bytes));
    if (!done.ok) throw new Error(done.refusal.message);
    answer(values.json ? JSON.stringify(done.value) : wordsOf(done.value));
    return done.value.ok ? 0 : 1;
  },
};

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error("The bundle is not UTF-8 text, or it is damaged.");
  }
}

function wordsOf({ ok, hash, challenge, version, differences }: Recomputed): string {
  const head = `The result of “${challenge.title}”, written by Palio ${version}, SHA-256 ${hash}.`;
  if (ok) return `${head}\nIt recomputes: every figure comes out as it was published.`;
  const more = differences.length - MOST_TOLD;
  return [
    head,
    `It does not recompute: ${count(differences.length, "difference")}.`,
    ...differences
      .slice(0, MOST_TOLD)
      .map(
        ({ place, said, found }) =>
          `- ${place}: the bundle says ${JSON.stringify(said)}, and ${JSON.stringify(found)} comes out`,
      ),
    ...(more > 0 ? [`- and ${more} more`] : []),
  ].join("\n");
}
