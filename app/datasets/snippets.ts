import type { ColumnFacts } from "./reading/table";

/** What code needs to know to read a copy as it was read here. */
export type CopyToRead = {
  /** The whole address of the copy. */
  url: string;
  fileName: string;
  sha256: string;
  kind: "csv" | "geojson" | "json" | "parquet" | "xlsx";
  /** IANA name in lower case. */
  encoding: string;
  delimiter: string | null;
  decimalMark: string;
  /** Which comes first in dates such as 4/5/2018; null where the file has none. */
  dateOrder: string | null;
  columns: Pick<ColumnFacts, "name" | "type">[];
};

export type Snippet = { id: string; language: string; code: string };

/** How to get and read a copy, in five languages, with the encoding, delimiter and decimal mark that were found. */
export const snippetsOf = (copy: CopyToRead): Snippet[] => [
  { id: "curl", language: "curl", code: curl(copy) },
  { id: "python", language: "Python", code: python(copy) },
  { id: "javascript", language: "JavaScript", code: javascript(copy) },
  { id: "r", language: "R", code: r(copy) },
  { id: "sql", language: "SQL", code: sql(copy) },
];

/** A text between quotation marks: JSON's escapes are also those of Python, JavaScript and R. */
const quoted = (text: string): string => JSON.stringify(text);
const inShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const inSql = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const call = (name: string, args: (string | null)[]): string =>
  `${name}(\n${args
    .filter((arg) => arg !== null)
    .map((arg) => `    ${arg},`)
    .join("\n")}\n)`;

const isUtf8 = ({ encoding }: CopyToRead): boolean => encoding === "utf-8";
const hasComma = ({ decimalMark }: CopyToRead): boolean => decimalMark === ",";
const datesOf = ({ columns }: CopyToRead): string[] =>
  columns.filter(({ type }) => type === "date" || type === "datetime").map(({ name }) => name);

function curl({ url, fileName, sha256 }: CopyToRead): string {
  const name = inShell(fileName);
  return `curl --fail --output ${name} ${inShell(url)}\necho ${inShell(`${sha256}  ${fileName}`)} | sha256sum --check`;
}

function python(copy: CopyToRead): string {
  const url = quoted(copy.url);
  switch (copy.kind) {
    case "geojson":
      return `import geopandas as gpd\n\nfeatures = gpd.read_file(${url})`;
    case "json":
      return `import pandas as pd\n\nrows = pd.read_json(${url})`;
    case "parquet":
      return `import pandas as pd\n\nrows = pd.read_parquet(${url})`;
    case "xlsx":
      return `import pandas as pd\n\nrows = pd.read_excel(${url})`;
    case "csv": {
      const dates = datesOf(copy);
      const read = call("pd.read_csv", [
        url,
        `sep=${quoted(copy.delimiter ?? ",")}`,
        isUtf8(copy) ? null : `encoding=${quoted(copy.encoding)}`,
        hasComma(copy) ? 'decimal=","' : null,
        dates.length > 0 ? `parse_dates=[${dates.map(quoted).join(", ")}]` : null,
        dates.length > 0 && copy.dateOrder === "dmy" ? "dayfirst=True" : null,
      ]);
      return `import pandas as pd\n\nrows = ${read}`;
    }
  }
}

function javascript(copy: CopyToRead): string {
  const answer = `const answer = await fetch(${quoted(copy.url)});`;
  switch (copy.kind) {
    case "geojson":
      return `${answer}\nconst { features } = await answer.json();`;
    case "json":
      return `${answer}\nconst rows = await answer.json();`;
    case "parquet":
      return `import { parquetReadObjects } from "hyparquet";\n\n${answer}\nconst rows = await parquetReadObjects({ file: await answer.arrayBuffer() });`;
    case "xlsx":
      return `import readXlsxFile from "read-excel-file";\n\n${answer}\nconst rows = await readXlsxFile(await answer.blob());`;
    case "csv": {
      const text = isUtf8(copy)
        ? "const text = await answer.text();"
        : `const text = new TextDecoder(${quoted(copy.encoding)}).decode(await answer.arrayBuffer());`;
      const options = `{ header: true, skipEmptyLines: true, delimiter: ${quoted(copy.delimiter ?? ",")} }`;
      const number = copy.columns.find(({ type }) => type === "number");
      const comma =
        hasComma(copy) && number
          ? `\n// Decimal commas: Number(rows[0][${quoted(number.name)}].replace(",", "."))`
          : "";
      return `import Papa from "papaparse";\n\n${answer}\n${text}\nconst { data: rows } = Papa.parse(text, ${options});${comma}`;
    }
  }
}

function r(copy: CopyToRead): string {
  const url = quoted(copy.url);
  switch (copy.kind) {
    case "geojson":
      return `library(sf)\n\nfeatures <- st_read(${url})`;
    case "json":
      return `library(jsonlite)\n\nrows <- fromJSON(${url})`;
    case "parquet":
      return `library(arrow)\n\nrows <- read_parquet(${url})`;
    case "xlsx":
      return `library(readxl)\n\nfile <- tempfile(fileext = ".xlsx")\ndownload.file(${url}, file, mode = "wb")\nrows <- read_excel(file)`;
    case "csv": {
      const marks = [
        isUtf8(copy) ? null : `encoding = ${quoted(copy.encoding)}`,
        hasComma(copy) ? 'decimal_mark = ","' : null,
      ].filter((mark) => mark !== null);
      const locale = marks.length > 0 ? `,\n  locale = locale(${marks.join(", ")})` : "";
      return `library(readr)\n\nrows <- read_delim(\n  ${url},\n  delim = ${quoted(copy.delimiter ?? ",")}${locale}\n)`;
    }
  }
}

/** DuckDB's dialect: it reads files at an address. Latin-1 is its own; other encodings are an extension of it. */
function sql(copy: CopyToRead): string {
  const url = inSql(copy.url);
  switch (copy.kind) {
    case "geojson":
      return `-- DuckDB\nINSTALL spatial; LOAD spatial;\nSELECT * FROM ST_Read(${url});`;
    case "json":
      return `-- DuckDB\nSELECT * FROM read_json(${url});`;
    case "parquet":
      return `-- DuckDB\nSELECT * FROM read_parquet(${url});`;
    case "xlsx":
      return `-- DuckDB\nINSTALL excel; LOAD excel;\nSELECT * FROM read_xlsx(${url});`;
    case "csv": {
      const isLatin = copy.encoding === "iso-8859-1";
      const read = [
        url,
        `delim = ${inSql(copy.delimiter === "\t" ? "\\t" : (copy.delimiter ?? ","))}`,
        "header = true",
        hasComma(copy) ? "decimal_separator = ','" : null,
        isUtf8(copy) ? null : `encoding = ${inSql(isLatin ? "latin-1" : copy.encoding)}`,
      ].filter((part) => part !== null);
      const extension = isUtf8(copy) || isLatin ? "" : "INSTALL encodings; LOAD encodings;\n";
      return `-- DuckDB\n${extension}SELECT * FROM read_csv(\n  ${read.join(",\n  ")}\n);`;
    }
  }
}
