import hljs from "highlight.js/lib/common";
import { NEWEST_CODE, storedCodeRules } from "~/challenges/code-rules";
import { db } from "~/platform/database.server";
import { markdownHtml } from "~/platform/markdown.server";
import { localPathOf } from "~/platform/storage/files.server";
import type { Mask } from "../blind/mask";
import { fileInArchive } from "./archive.server";
import { besideFiles } from "./readme";
import { SEALED, sealFacts } from "./seal";

/** The newest version of an entry with what became of its code; null where it is not there or was withdrawn. */
export async function newestSeal({ challengeId, number }: { challengeId: string; number: number }) {
  const entry = await db.submission.findFirst({
    where: { challengeId, number, withdrawnAt: null },
    select: {
      challenge: { select: { rules: NEWEST_CODE } },
      versions: {
        orderBy: { number: "desc" },
        take: 1,
        select: { id: true, title: true, receivedAt: true, seal: { select: SEALED } },
      },
    },
  });
  const version = entry?.versions[0];
  if (!entry || !version?.seal) return null;
  const { id: versionId, title, receivedAt, seal } = version;
  return { versionId, title, receivedAt, seal: sealFacts(seal, storedCodeRules(entry.challenge.rules[0]?.code)) };
}

/** A name in a folder of the sealed code: a folder with how many files are in it, or a file. */
export type Name = {
  name: string;
  isFolder: boolean;
  files: number;
  bytes: number;
  /** It names somebody who is not to be named, so that nothing leads there. */
  isHidden?: boolean;
};

/** One file of it. */
export type SealedFile = {
  path: string;
  mode: string;
  bytes: number;
  blob: string;
  isCut: boolean;
  /** The text with its colours, as HTML; null where it is no text. */
  html: string | null;
  /** Where a link points. */
  target: string | null;
};

export type SealedPlace = {
  path: string;
  folder: Name[];
  /** True where the folder holds more names than are listed. */
  isCut: boolean;
  /** The folder's README as sanitised HTML. */
  readmeHtml: string | null;
  file: SealedFile | null;
};

const MOST_NAMES = 1_000;
const MOST_BYTES = 512_000;

/**
 * What lies at a path of the sealed code, "" being its top; null where nothing does. With a mask no known name stands in
 * it, and a path that holds one leads nowhere.
 */
export async function sealedPlace(
  { versionId, archiveSha256, mask }: { versionId: string; archiveSha256: string; mask: Mask | null },
  path: string,
): Promise<SealedPlace | null> {
  const say: Mask = mask ?? ((text) => text);
  if (mask && mask(path) !== path) return null;
  const file = path === "" ? null : await db.sealedFile.findUnique({ where: { versionId_path: { versionId, path } } });
  if (file) {
    const shown = await shownFile(archiveSha256, { ...file, bytes: Number(file.bytes) }, say);
    return { path, folder: [], isCut: false, readmeHtml: null, file: shown };
  }
  const names = await namesIn(versionId, path);
  if (names.length === 0) return null;
  const readme = names.find(({ name, isFolder }) => !isFolder && /^readme(?:\.md|\.markdown|\.txt)?$/i.test(name));
  const inside = path === "" ? readme?.name : `${path}/${readme?.name}`;
  const text = readme && inside ? await textIn(archiveSha256, inside) : null;
  return {
    path,
    folder: names
      .slice(0, MOST_NAMES)
      .map((of) => (say(of.name) === of.name ? of : { ...of, name: say(of.name), isHidden: true })),
    isCut: names.length > MOST_NAMES,
    readmeHtml: text === null ? null : besideFiles(markdownHtml(say(text)), path),
    file: null,
  };
}

const namesIn = (versionId: string, path: string): Promise<Name[]> => {
  const prefix = path === "" ? "" : `${path}/`;
  return db.$queryRaw<Name[]>`
    SELECT name, bool_or(is_folder) AS "isFolder", count(*)::int AS files, sum(bytes)::float8 AS bytes FROM (
      SELECT split_part(rest, '/', 1) AS name, strpos(rest, '/') > 0 AS is_folder, bytes
      FROM (SELECT substr(path, char_length(${prefix}) + 1) AS rest, bytes FROM sealed_file
        WHERE version_id = ${versionId}::uuid AND starts_with(path, ${prefix})) AS below
    ) AS one
    GROUP BY name ORDER BY bool_or(is_folder) DESC, name COLLATE "C" LIMIT ${MOST_NAMES + 1}`;
};

async function bytesIn(archive: string, path: string) {
  const local = await localPathOf(archive);
  try {
    return await fileInArchive(local.path, path, MOST_BYTES);
  } finally {
    await local.remove();
  }
}

/** A file as text; null where it is none. */
async function textIn(archive: string, path: string): Promise<string | null> {
  const found = await bytesIn(archive, path);
  return found && asText(found.bytes);
}

function asText(bytes: Buffer): string | null {
  if (bytes.subarray(0, 8_000).includes(0)) return null;
  const text = new TextDecoder("utf-8").decode(bytes);
  // One odd character in a hundred, and it is no text of ours to show.
  return (text.match(/\uFFFD/g)?.length ?? 0) * 100 > text.length ? null : text;
}

type Stored = { path: string; mode: string; bytes: number; blob: string };

async function shownFile(archive: string, { path, mode, bytes, blob }: Stored, say: Mask): Promise<SealedFile> {
  const found = await bytesIn(archive, path);
  const read = found && asText(found.bytes);
  const text = read === null ? null : say(read);
  const isLink = mode === "120000";
  return {
    ...{ path, mode, bytes, blob },
    isCut: found?.isCut ?? false,
    html: text === null || isLink ? null : codeHtml(text, path),
    target: isLink ? text : null,
  };
}

/** Longer texts are shown without colours. */
const MOST_COLOURED = 200_000;

/** A text as HTML, a numbered line each; colours that span lines are taken up again on the next. */
function codeHtml(text: string, path: string): string {
  const ending = path.split(/[./]/).at(-1)?.toLowerCase() ?? "";
  const language = hljs.getLanguage(ending) && text.length <= MOST_COLOURED ? ending : "plaintext";
  const html = hljs.highlight(text.replace(/\r\n?/g, "\n").replace(/\n$/, ""), { language }).value;
  let open: string[] = [];
  const lines = html.split("\n").map((line, index) => {
    const begun = open.join("");
    for (const [tag] of line.matchAll(/<span[^>]*>|<\/span>/g))
      open = tag === "</span>" ? open.slice(0, -1) : [...open, tag];
    return `<span class="row" id="L${index + 1}">${begun}${line}${"</span>".repeat(open.length)}\n</span>`;
  });
  return `<pre><code>${lines.join("")}</code></pre>`;
}
