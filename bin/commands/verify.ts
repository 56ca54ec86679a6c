import { USAGE, verifyCommand } from "../../public/verify-record.js";
import { answer, type Command } from "./command.ts";

/** `palio verify`: the same file that anyone can take from the site and run without Palio. */
export const verify: Command = {
  summary: "check a public record, or a receipt, against its signatures and what was kept of it",
  usage: USAGE,
  async run(args) {
    const { ok, text } = await verifyCommand(args);
    answer(text);
    return ok ? 0 : 1;
  },
};
