import { parseArgs } from "node:util";
import { USAGE, verifyCommand } from "../../public/verify-record.js";
import { answer, type Command, UsedWrongly } from "./command.ts";

/** `palio verify`: the same file that anyone can take from the site and run without Palio, and the draws in the record. */
export const verify: Command = {
  summary: "check a public record, or a receipt, against its signatures and what was kept of it, and its draws",
  usage: `${USAGE} [--chain FILE]…`,
  async run(args) {
    const { chains, others } = chainsIn(args);
    const { drawReader } = await import("./verify-answer.ts");
    const { ok, text } = await verifyCommand(others, await drawReader(chains));
    answer(text);
    return ok ? 0 : 1;
  },
};

/** The files that `--chain` names, and the words that the verifier itself reads. */
function chainsIn(args: string[]): { chains: string[]; others: string[] } {
  const options = { chain: { type: "string", multiple: true } } as const;
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true });
  const named = tokens.flatMap((token) => (token.kind === "option" && token.name === "chain" ? [token] : []));
  const chains = named.map(({ value }) => value ?? "");
  if (chains.includes("")) throw new UsedWrongly("--chain names a file.");
  const taken = new Set(named.flatMap(({ index, inlineValue }) => (inlineValue ? [index] : [index, index + 1])));
  return { chains, others: args.filter((_, i) => !taken.has(i)) };
}
