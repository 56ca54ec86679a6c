import { randomUUID } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { answer, type Command, UsedWrongly } from "./command.ts";

/** As much as a dataset's file may have. */
const MOST_BYTES = 100_000_000;

export const fetch: Command = {
  summary: "read an address through the guarded door, as Palio itself would",
  usage: "URL [--json] [--save FILE]",
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: "boolean", default: false }, save: { type: "string" } },
      allowPositionals: true,
    });
    const [address] = positionals;
    if (address === undefined || positionals.length > 1) throw new UsedWrongly("Give one address.");
    const { fetchPublicToFile } = await import("~/platform/fetch.server");
    const { bytesText } = await import("~/kernel/text");
    const into = values.save ? `${values.save}.${randomUUID().slice(0, 8)}` : path.join(os.tmpdir(), randomUUID());
    try {
      const fetched = await fetchPublicToFile(address, { mostBytes: MOST_BYTES, into });
      if (!fetched.ok) throw new Error(fetched.refusal.message);
      if (fetched.value.unchanged) throw new Error("The address answered 304, though it was asked for the whole.");
      const { status, bytes, type, url, sha256 } = fetched.value;
      if (values.save) await rename(into, values.save);
      if (values.json) answer(JSON.stringify({ status, bytes, type, url, sha256 }));
      else answer(`${url}\n${status}, ${bytesText(bytes)}, ${type || "no type stated"}\nSHA-256 ${sha256}`);
      return 0;
    } catch (error) {
      if (!(error as NodeJS.ErrnoException).code) throw error;
      throw new Error(`${values.save ?? os.tmpdir()} cannot be written.`);
    } finally {
      await rm(into, { force: true });
    }
  },
};
