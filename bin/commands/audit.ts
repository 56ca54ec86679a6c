import { parseArgs } from "node:util";
import { answer, type Command, say, withDatabase } from "./command.ts";

/** `palio audit`: the database held against its record. */
export const audit: Command = {
  summary: "hold every row of the database against the record, and name each that differs",
  usage: "[--json]",
  run: async (args) => {
    const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
    let isSound = false;
    await withDatabase(async () => {
      const { auditAll } = await import("~/audit/audit.server");
      const { count: counted } = await import("~/kernel/text");
      const { entries, count, differences } = await auditAll();
      isSound = count === 0;
      for (const { row, index, what } of differences) say(`${row}${index === null ? "" : `, entry ${index}`}: ${what}`);
      if (values.json) answer(JSON.stringify({ ok: isSound, entries, count, differences }));
      else
        answer(
          isSound
            ? `${entries} entries, and no row says otherwise.`
            : `${counted(count, "difference")} in ${entries} entries.`,
        );
    });
    return isSound ? 0 : 1;
  },
};
