import { agreement } from "./commands/agreement.ts";
import { assign } from "./commands/assign.ts";
import { audit } from "./commands/audit.ts";
import { catalogue } from "./commands/catalogue.ts";
import { type Command, say } from "./commands/command.ts";
import { migrate, organisation, seed, worker } from "./commands/database.ts";
import { fetch } from "./commands/fetch.ts";
import { checkFiles } from "./commands/files.ts";
import { pairwise } from "./commands/pairwise.ts";
import { profile } from "./commands/profile.ts";
import { rank } from "./commands/rank.ts";
import { recompute } from "./commands/recompute.ts";
import { exportRecord, rotateRecordKey, takeBackRecord } from "./commands/record.ts";
import { verify } from "./commands/verify.ts";

/** Every command by its name, in the order of the help. */
const commands: Record<string, Command> = {
  catalogue,
  profile,
  agreement,
  pairwise,
  rank,
  assign,
  recompute,
  fetch,
  verify,
  migrate,
  seed,
  organisation,
  worker,
  "check-files": checkFiles,
  audit,
  export: exportRecord,
  "rotate-record-key": rotateRecordKey,
  "take-back": takeBackRecord,
};

const help = (): string => {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return `palio COMMAND\n\n${Object.entries(commands)
    .map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
    .join("\n")}\n\npalio COMMAND --help tells how one is called.\n`;
};

const helpOf = (name: string, { summary, usage }: Command): string => `palio ${name} ${usage}\n\n  ${summary}\n`;

/** Runs one command; the answer is the exit status: 0 done, 1 the input is bad or the answer is no, 2 used wrongly. */
export async function palio([name, ...args]: string[]): Promise<number> {
  if (name === "--help" || name === "help") {
    process.stdout.write(help());
    return 0;
  }
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    process.stderr.write(help());
    return 2;
  }
  if (args.includes("--help")) {
    process.stdout.write(helpOf(name ?? "", command));
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    say((error as Error).message);
    return (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") ? 2 : 1;
  }
}
