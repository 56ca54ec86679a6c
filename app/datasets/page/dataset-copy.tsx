import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { Note, Section } from "~/ui/layout";
import type { DrawnMap } from "../map";
import type { ColumnFacts, ReadingWarning, TableReading } from "../reading/table";
import type { Snippet } from "../snippets";
import type { RowsFound } from "../table/rows.server";
import type { TableAsked } from "../table/table-asked";
import { DatasetCode } from "./dataset-code";
import { ColumnList } from "./dataset-columns";
import { DatasetMap } from "./dataset-map";
import { DataTable } from "./dataset-table";

type Copy = {
  id: string;
  kind: TableReading["kind"];
  decimalMark: string;
  encoding: string;
  delimiter: string | null;
  rowCount: number;
  columns: ColumnFacts[];
  warnings: ReadingWarning[];
  table: RowsFound;
  snippets: Snippet[];
  map: DrawnMap | null;
  summary: string;
};

/** What is in the copy that is held: its table, where it is, and each of its columns. */
type CopyProps = { copy: Copy; slug: string; asked: TableAsked; notes: Record<string, string> };

export function DatasetCopy({ copy, slug, asked, notes }: CopyProps) {
  const { columns, rowCount, warnings, map, summary, table, snippets } = copy;
  return (
    <>
      <Section
        id="table"
        name="Table"
        note={`${count(rowCount, "row")}, ${count(columns.length, "column")}. ${readAs(copy)}`}
      >
        <DataTable
          {...{ slug, columns, rowCount, table, asked }}
          toReport={(row) => paths.reportProblem(slug, { snapshot: copy.id, row })}
        />
        {warnings.length > 0 && (
          <Note tone="warn">
            <p>{warnings.length === 1 ? "One thing to know:" : `${count(warnings.length, "thing")} to know:`}</p>
            <ul className="bulleted">
              {warnings.slice(0, 20).map(({ code, message, line }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: warnings are written once and never reordered
                <li key={`${code}${i}`}>
                  {message}
                  {line ? ` (line ${line.toLocaleString("en")})` : ""}
                </li>
              ))}
            </ul>
          </Note>
        )}
      </Section>
      {map && (
        <Section id="map" name="Map">
          <DatasetMap
            {...{ map, summary }}
            shapes={paths.snapshotShapes(copy.id)}
            row={`${paths.dataset(slug, { file: asked.file, row: "ROW" })}#table`}
          />
        </Section>
      )}
      <Section id="columns" name="Columns" note="Computed from the whole file, not from the preview.">
        <ColumnList
          {...{ columns, rowCount, notes }}
          toReport={(column) => paths.reportProblem(slug, { snapshot: copy.id, column })}
        />
      </Section>
      <Section
        id="code"
        name="In code"
        note="Built from the encoding, the delimiter and the decimal mark that were found."
      >
        <DatasetCode slug={slug} snippets={snippets} asked={asked} />
      </Section>
    </>
  );
}

const DELIMITERS: Record<string, string> = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars" };

const KINDS: Record<Copy["kind"], string> = {
  csv: "CSV",
  geojson: "GeoJSON",
  json: "JSON",
  parquet: "Parquet",
  xlsx: "Excel workbook",
};

/** "CSV with semicolons and decimal commas, WINDOWS-1252." */
function readAs({ kind, encoding, delimiter, decimalMark }: Copy): string {
  if (kind !== "csv") return `${KINDS[kind]}.`;
  const marks = delimiter ? (DELIMITERS[delimiter] ?? `“${delimiter}”`) : "no delimiter";
  return `CSV with ${marks}${decimalMark === "," ? " and decimal commas" : ""}, ${encoding.toUpperCase()}.`;
}
