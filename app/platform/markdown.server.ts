import { Marked } from "marked";
import markedAlert from "marked-alert";
import markedFootnote from "marked-footnote";
import { gfmHeadingId } from "marked-gfm-heading-id";
import sanitizeHtml from "sanitize-html";
import { escapedHtml } from "~/kernel/text";
import { sha256 } from "./secret.server";

/** More than this is shown as plain text: `marked`'s parser is recursive. */
const MOST_BYTES = 64_000;
const DEEPEST = 40;
const PREFIX = "user-content-";

const marked = new Marked(
  { gfm: true },
  gfmHeadingId({ prefix: PREFIX }),
  markedFootnote({ prefixId: `${PREFIX}footnote-` }),
  markedAlert(),
);

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "a",
    "strong",
    "em",
    "del",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "hr",
    "br",
    "img",
    "sup",
    "sub",
    "section",
    "div",
    "input",
  ],
  allowedAttributes: {
    a: ["href", "id", "aria-label", "aria-describedby", "data-footnote-ref", "data-footnote-backref", "rel"],
    img: ["src", "alt", "title"],
    th: ["align"],
    td: ["align"],
    li: ["id"],
    "*": ["id"],
    section: ["class", "data-footnotes"],
    div: ["class"],
    p: ["class"],
    code: ["class"],
    ol: ["start"],
    input: ["type", "checked", "disabled", "aria-label"],
  },
  allowedClasses: {
    section: ["footnotes"],
    div: ["markdown-alert*"],
    p: ["markdown-alert-title"],
    code: ["language-*"],
  },
  allowedSchemes: ["http", "https", "mailto"],
  allowedSchemesByTag: { img: ["https"] },
  allowProtocolRelative: false,
  transformTags: {
    // A page has one h1, and it is not the writer's.
    h1: "h2",
    a: (tag, attributes) => ({
      tagName: tag,
      attribs: attributes.href?.startsWith("http") ? { ...attributes, rel: "nofollow ugc noopener" } : attributes,
    }),
    input: (tag, attributes) => ({
      tagName: tag,
      attribs: {
        type: "checkbox",
        disabled: "",
        ...("checked" in attributes ? { checked: "", "aria-label": "Done" } : { "aria-label": "To do" }),
      },
    }),
  },
  // An id that people choose could shadow a name the page's own scripts look up.
  exclusiveFilter: (frame) => frame.attribs.id !== undefined && !frame.attribs.id.startsWith(PREFIX),
};

const plain = (text: string): string => `<pre>${escapedHtml(text.slice(0, MOST_BYTES))}</pre>`;

const isTooDeep = (text: string): boolean =>
  text.split("\n").some((line) => (/^[\s>*+\-\d.)]*/.exec(line)?.[0].replace(/\s{1,3}/g, " ").length ?? 0) > DEEPEST) ||
  /[[(!*_~`<]{60}/.test(text);

const cache = new Map<string, string>();

/**
 * The only door for people's Markdown: GitHub-flavoured Markdown in, sanitised HTML out. What is longer than 64 kB
 * or nested too deep comes back as plain text.
 */
export function markdownHtml(text: string): string {
  const key = sha256(text);
  const known = cache.get(key);
  if (known !== undefined) return known;
  const html =
    Buffer.byteLength(text) > MOST_BYTES || isTooDeep(text)
      ? plain(text)
      : sanitizeHtml(marked.parse(text, { async: false }), allowed);
  if (cache.size >= 500) cache.delete(cache.keys().next().value ?? "");
  cache.set(key, html);
  return html;
}
