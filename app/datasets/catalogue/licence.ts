import { LICENCES, type Licence } from "./licences";
import { plainLine } from "./plain-text";

/** `open` as in opendefinition.org; `likely` where the words name a licence but not which version, or loosely. */
export type LicenceReading = { id: string | null; open: boolean | null; confidence: "exact" | "likely" | "unclear" };

const UNCLEAR: LicenceReading = { id: null, open: null, confidence: "unclear" };

/** Longer texts are terms of their own: that they mention a licence does not mean that they are it. */
const NAME_CHARACTERS = 250;

/**
 * Reads what a catalogue states as licence, which may be an address, an id, a title, or HTML around any of them. The
 * first link decides; only where it leads to no known licence the words do. An empty text is unclear.
 */
export function readLicence(raw: string): LicenceReading {
  const link = firstLink(raw);
  const byLink = link && byAddress(link);
  if (byLink) return byLink;
  const text = plainLine(raw.replace(/https?:\/\/\S+/gi, " "), 2_000);
  if (text === "" || text.length > NAME_CHARACTERS) return UNCLEAR;
  return byId(text) ?? byTitle(text) ?? UNCLEAR;
}

/** The target of the first link, or the first bare address, or null. */
function firstLink(raw: string): string | null {
  const source = raw.slice(0, 20_000);
  const target = /\bhref\s*=\s*["']?\s*(https?:[^\s"'<>]{1,2000})/i.exec(source)?.[1];
  const bare = /\b(?:https?:\/\/|(?:www\.)?(?:creativecommons|opendatacommons)\.org\/)[^\s"'<>]{1,2000}/i.exec(
    source,
  )?.[0];
  return (target ?? bare)?.replace(/[).,;]+$/, "") ?? null;
}

/** Host and path in lower case, without what differs between two addresses of one licence. */
const plainAddress = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "")
    .replace(/[?#].*$/, "")
    .replace(/\/+$/, "")
    .replace(/(?:\/(?:legalcode|deed)(?:\.[a-z_-]{2,7})?|\.html?|\.txt|\.php|\.json)$/, "")
    .replace(/\/+$/, "");

const exact = ({ id, open }: Licence): LicenceReading => ({ id, open, confidence: "exact" });
const likely = ({ id, open }: Licence): LicenceReading => ({ id, open, confidence: "likely" });

const BY_ADDRESS = new Map(
  LICENCES.flatMap((licence) =>
    [licence.url, ...licence.addresses].map((url) => [plainAddress(url), licence] as const),
  ),
);
const plainId = (id: string): string => id.toLowerCase().replace(/[^a-z0-9.]/g, "");
const BY_ID = new Map(
  LICENCES.flatMap((licence) => [licence.id, ...licence.ids].map((id) => [plainId(id), licence] as const)),
);
const BY_TITLE = new Map(LICENCES.map((licence) => [licence.title.toLowerCase(), licence] as const));

function byAddress(address: string): LicenceReading | null {
  const plain = plainAddress(address);
  const known = BY_ADDRESS.get(plain);
  if (known) return exact(known);
  const commons = /^creativecommons\.org\/licenses\/([a-z-]+)(?:\/(\d\.\d))?/.exec(plain);
  if (commons?.[1]) return commonsLicence(commons[1], commons[2] ?? null, "exact");
  const european = /^publications\.europa\.eu\/resource\/authority\/licence\/(.+)$/.exec(plain);
  const spdx = /^(?:spdx\.org|opendefinition\.org|opensource\.org)\/(?:licen[sc]es?\/)?(.+)$/.exec(plain);
  const id = european?.[1]?.replace(/(\d)_(\d)/g, "$1.$2") ?? spdx?.[1];
  return id ? byId(id) : null;
}

/** A Creative Commons licence by its elements ("by-nc-sa"), of any version and country. */
function commonsLicence(elements: string, version: string | null, sure: "exact" | "likely"): LicenceReading | null {
  if (!/^by(?:-nc)?(?:-(?:sa|nd))?$/.test(elements)) return null;
  const open = elements === "by" || elements === "by-sa";
  if (version === null) return { id: null, open, confidence: "likely" };
  return { id: `CC-${elements.toUpperCase()}-${version}`, open, confidence: sure };
}

function byId(text: string): LicenceReading | null {
  const known = BY_ID.get(plainId(text));
  if (known) return exact(known);
  const commons = /^cc[ _-]?(by(?:[ _-](?:nc|sa|nd)){0,2})(?:[ _-]?v?(\d\.\d))?$/i.exec(text.trim());
  const elements = commons?.[1]?.toLowerCase().replace(/[ _]/g, "-");
  return elements ? commonsLicence(elements, commons?.[2] ?? null, "exact") : null;
}

function byTitle(text: string): LicenceReading | null {
  const plain = text.toLowerCase();
  const known = BY_TITLE.get(plain);
  if (known) return exact(known);
  if (/\b(?:not|no|isn't|nicht|pas|keine?)\b.{0,40}\b(?:open|public domain|licen[sc]e|creative|cc)\b/.test(plain))
    return null;
  const commons = commonsInWords(plain);
  if (commons) return commons;
  const named = LICENCES.find((licence) => licence.words?.test(plain));
  return named ? likely(named) : null;
}

/** "CC-BY 4.0 (recommended)", "Creative Commons Attribution Share-Alike". */
function commonsInWords(plain: string): LicenceReading | null {
  const short = /\bcc[ _-]?(by(?:[ _-](?:nc|sa|nd)){0,2})\b(?:[ _-]?v?(\d\.\d))?/.exec(plain);
  if (short?.[1]) return commonsLicence(short[1].replace(/[ _]/g, "-"), short[2] ?? null, "likely");
  if (
    !/creative commons/.test(plain) ||
    !/attribution|namensnennung|attribuzione|reconocimiento|atribuci[oó]n|paternit[eé]/.test(plain)
  ) {
    return null;
  }
  const elements = [
    "by",
    /non-? ?commercial|nicht-? ?kommerziell|pas d.utilisation commerciale|non commerciale|no ?comercial/.test(plain)
      ? "nc"
      : "",
    /share-? ?alike|weitergabe|partage|condividi|compartir/.test(plain) ? "sa" : "",
    /no-? ?deriv|keine bearbeitung|pas de modification/.test(plain) ? "nd" : "",
  ];
  return commonsLicence(elements.filter(Boolean).join("-"), /\b(\d\.\d)\b/.exec(plain)?.[1] ?? null, "likely");
}
