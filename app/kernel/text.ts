/** "1 team", "2 teams"; the plural may be given where it is not just an s. */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** "a, b and c". */
export const list = (items: string[], word: "and" | "or" = "and"): string =>
  new Intl.ListFormat("en-GB", { type: word === "and" ? "conjunction" : "disjunction" }).format(items);

/** Lower-case words of a title joined by hyphens, accents folded, at most `most` characters; never empty. */
export function slugOf(title: string, most = 60): string {
  const slug = title
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, most)
    .replace(/^-+|-+$/g, "");
  return slug || "untitled";
}

/** The text cut to `most` characters at a word, with an ellipsis where something was cut. */
export function excerpt(text: string, most: number): string {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= most) return flat;
  const cut = flat.slice(0, most - 1);
  const space = cut.lastIndexOf(" ");
  return `${cut.slice(0, space > most / 2 ? space : cut.length).trimEnd()}…`;
}

/** "1.4 MB": bytes in decimal units, as file managers show them. */
export function bytesText(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return unit === 0 ? `${bytes} bytes` : `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

/** "red, Green; blue" as ["red", "Green", "blue"]: trimmed, without repeats, in order. */
export const words = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]/)
      .map((word) => word.trim())
      .filter((word) => word !== ""),
  ),
];

/** The same text in memory of its own: V8 keeps the whole of a text alive for each longer piece that was cut from it. */
export const ownText = (text: string): string =>
  text.length < 13 ? text : Buffer.from(text, "utf16le").toString("utf16le");

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML holds it, between tags and in quoted attributes. */
export const escapedHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** The first twelve words of what somebody searches for. */
export const searchWords = (text: string): string[] =>
  (text.normalize("NFKD").match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []).slice(0, 12);

/** Whether a text has the shape of a UUID, as an address or a form carries it. */
export const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
