import { escapedHtml } from "~/kernel/text";
import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { actWords } from "./act-words";

type Feed = {
  title: string;
  origin: string;
  /** The page that the feed is of, and the feed itself. */
  page: string;
  self: string;
  entries: { type: string; about: string; hash: string; at: Instant }[];
};

/** Acts of the record, newest first, as an Atom feed (RFC 4287). */
export function recordFeed({ title, origin, page, self, entries }: Feed): string {
  const items = entries.map(
    ({ type, about, hash, at }) => `<entry>
<id>urn:sha256:${hash}</id>
<title>${escapedHtml(about ? `${actWords(type)}: ${about}` : actWords(type))}</title>
<updated>${at.toISOString()}</updated>
<link href="${origin}${paths.recordEntry(hash)}"/>
</entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${origin}${self}</id>
<title>${escapedHtml(title)}</title>
<author><name>Palio</name></author>
<updated>${(entries[0]?.at ?? new Date(0)).toISOString()}</updated>
<link rel="self" type="application/atom+xml" href="${origin}${self}"/>
<link href="${origin}${page}"/>
${items.join("\n")}
</feed>
`;
}
