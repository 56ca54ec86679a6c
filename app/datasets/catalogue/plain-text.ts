const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ensp: " ",
  emsp: " ",
  thinsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  sbquo: "‚",
  ldquo: "“",
  rdquo: "”",
  bdquo: "„",
  laquo: "«",
  raquo: "»",
  bull: "•",
  middot: "·",
  copy: "©",
  reg: "®",
  trade: "™",
  deg: "°",
  euro: "€",
  pound: "£",
  sect: "§",
  para: "¶",
  times: "×",
  frac12: "½",
  sup2: "²",
  sup3: "³",
  shy: "",
  zwnj: "",
  zwj: "",
  szlig: "ß",
  aelig: "æ",
  AElig: "Æ",
  oslash: "ø",
  Oslash: "Ø",
};

/** The combining marks behind &eacute;, &uuml; and their like. */
const MARKS: Record<string, string> = {
  acute: "\u0301",
  grave: "\u0300",
  circ: "\u0302",
  tilde: "\u0303",
  uml: "\u0308",
  cedil: "\u0327",
  ring: "\u030a",
  caron: "\u030c",
};

const BLOCKS =
  /<\/?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|tr|table|thead|tbody|section|article|header|footer|blockquote|pre|h[1-6])\b[^<>]*>/gi;
const TAGS = /<\/?[a-z!?][^<>]*>/gi;

/**
 * The text of HTML, or of plain text with a little of it: tags, scripts, styles and comments go, blocks become lines,
 * entities become characters, once. The answer is text and has to be escaped like any other: a decoded "&lt;b&gt;"
 * reads "<b>" in it. At most `most` characters, cut at a word.
 */
export function plainText(html: string, most: number): string {
  const source = html.slice(0, most * 20);
  const bare = withoutBetween(
    withoutBetween(withoutBetween(source, /<!--/, /-->/), /<script\b/i, /<\/script[^<>]*>/i),
    /<style\b/i,
    /<\/style[^<>]*>/i,
  );
  const text = bare
    .replace(/<li\b[^<>]*>/gi, "\n• ")
    .replace(BLOCKS, "\n")
    .replace(TAGS, "")
    .replace(/&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,9});/g, entity);
  return capped(tidy(text), most);
}

/** One line of plain text. */
export const plainLine = (html: string, most: number): string =>
  capped(plainText(html, most).replace(/\s+/g, " "), most);

/** Both marks are found by cutting, never by a search that starts again: the time is linear in the text. */
function withoutBetween(text: string, open: RegExp, close: RegExp): string {
  const [before = "", ...parts] = text.split(open);
  const rest = parts.map((part) => {
    const end = close.exec(part);
    return end ? part.slice(end.index + end[0].length) : "";
  });
  return before + rest.join("");
}

function entity(whole: string, name: string): string {
  if (name.startsWith("#")) {
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const isCharacter = code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : code === 10 || code === 13 || code === 9 ? " " : "";
  }
  if (Object.hasOwn(ENTITIES, name)) return ENTITIES[name] as string;
  const mark = Object.hasOwn(MARKS, name.slice(1)) ? MARKS[name.slice(1)] : undefined;
  return mark ? `${name[0]}${mark}`.normalize("NFC") : whole;
}

const tidy = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, "")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters have no place in a description
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\ufeff]/g, "")
    .replace(/[\t \u00a0]+/g, " ")
    .replace(/ ?\r?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

function capped(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const space = Math.max(cut.lastIndexOf(" "), cut.lastIndexOf("\n"));
  return `${cut
    .slice(0, space > most / 2 ? space : cut.length)
    .replace(/\p{Surrogate}/gu, "")
    .trimEnd()}…`;
}
