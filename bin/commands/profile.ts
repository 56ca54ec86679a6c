import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type { TableReading } from "~/datasets/reading/table";
import { count } from "~/kernel/text";
import { answer, bytesAt, type Command, onePlace } from "./command.ts";

/** `palio profile`: what a file of data holds, as the pages tell it. */
export const profile: Command = {
  summary: "tell what is in a file: CSV, GeoJSON, JSON, Parquet or an Excel workbook",
  usage: "FILE|URL|- [--json]",
  async run(args) {
    const options = { json: { type: "boolean", default: false } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const place = onePlace(positionals);
    const reading = await readingAt(place);
    answer(values.json ? JSON.stringify(profileAnswer(reading)) : profileWords(reading));
    return 0;
  },
};

async function readingAt(place: string): Promise<TableReading> {
  const { LIMITS } = await import("~/datasets/reading/table");
  const { profileFile } = await import("~/datasets/profile/profile-file.server");
  const isHere = place !== "-" && !/^https?:\/\//i.test(place);
  const folder = isHere ? null : await mkdtemp(path.join(tmpdir(), "palio-"));
  const file = folder ? path.join(folder, "file") : path.resolve(place);
  try {
    if (folder) await writeFile(file, await bytesAt(place, LIMITS.fileBytes));
    const fileName = isHere ? place : place === "-" ? "" : new URL(place).pathname;
    const reading = await profileFile({ path: file, fileName, mediaType: "" }).catch((error: { code?: string }) => {
      throw error.code === "ENOENT" || error.code === "EISDIR" ? new Error(`${place} cannot be read.`) : error;
    });
    if (!reading.ok) throw new Error(reading.refusal.message);
    return reading.value;
  } finally {
    if (folder) await rm(folder, { recursive: true, force: true });
  }
}

/** The answer with `--json`: `rows` without the header, `bbox` [west, south, east, north] or null, `line` from 1 or null. */
const profileAnswer = ({
  kind,
  encoding,
  delimiter,
  decimalMark,
  rowCount,
  columns,
  bbox,
  warnings,
}: TableReading) => ({
  ...{ kind, encoding, delimiter, decimalMark, rows: rowCount },
  columns: columns.map(({ name, type, missing, distinct, min, max, top, ...rest }) => ({
    ...{ name, type, missing, distinct, min, max, top, ...rest },
  })),
  bbox: bbox.length > 0 ? bbox : null,
  warnings: warnings.map(({ code, message, line }) => ({ code, message, line: line ?? null })),
});

function profileWords(reading: TableReading): string {
  const { kind, encoding, delimiter, rowCount, columns, warnings, bbox } = reading;
  const marks = delimiter ? `, delimiter ${JSON.stringify(delimiter)}` : "";
  return [
    `${kind}, ${encoding}${marks}: ${count(rowCount, "row")}, ${count(columns.length, "column")}.`,
    ...(bbox.length > 0 ? [`Between ${bbox.join(", ")} (west, south, east, north).`] : []),
    ...columns.map(({ name, type, missing, distinct, isDistinctEstimated, min, max }) => {
      const range = min === null ? "" : `, ${min} to ${max}`;
      return `- ${name}: ${type}, ${isDistinctEstimated ? "about " : ""}${distinct.toLocaleString("en")} different, ${missing.toLocaleString("en")} missing${range}`;
    }),
    ...warnings.map(({ message, line }) => `! ${message}${line ? ` (line ${line})` : ""}`),
  ].join("\n");
}
