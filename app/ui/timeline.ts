import { DAY } from "~/kernel/time";

/** A stretch of time that a line stands for; ISO instants. */
export type Span = { from: string; to: string };

const ms = (iso: string): number => Date.parse(iso);

/** Where an instant lies on a span: 0 at its start, 1 at its end, below or above outside of it. */
export function fractionOf(at: string, { from, to }: Span): number {
  const length = ms(to) - ms(from);
  return length <= 0 ? 0 : (ms(at) - ms(from)) / length;
}

/** The part of a run that lies on the span; null where none does. */
export function clip(run: Span, span: Span): { a: number; b: number } | null {
  const a = Math.max(0, fractionOf(run.from, span));
  const b = Math.min(1, fractionOf(run.to, span));
  return b > a ? { a, b } : null;
}

/**
 * Moves labels apart so that neighbours keep `gap` between them, and none leaves 0 to 1. `at` is in ascending order.
 * Where they cannot all have the gap they share the line evenly.
 */
export function spread(at: number[], gap: number): number[] {
  const room = at.length > 1 ? Math.min(gap, 1 / (at.length - 1)) : gap;
  const out: number[] = [];
  for (const x of at) out.push(Math.max(x, out.length > 0 ? (out[out.length - 1] as number) + room : 0));
  let most = 1;
  for (let i = out.length - 1; i >= 0; i--) {
    out[i] = Math.min(out[i] as number, most);
    most = (out[i] as number) - room;
  }
  return out;
}

/** The first instants of the months within a span, in a zone, with a short name; the year where it changes. At most `most`, evenly thinned. */
export function months({ from, to }: Span, zone: string, most = 12): { at: string; name: string }[] {
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, year: "numeric", month: "short", day: "numeric" });
  const read = (at: number): { day: number; month: string; year: string } => {
    const found = Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]));
    return { day: Number(found.day), month: found.month ?? "", year: found.year ?? "" };
  };
  const found: { at: string; name: string }[] = [];
  let year = read(ms(from)).year;
  for (let at = ms(from); at <= ms(to); at += DAY) {
    const date = read(at);
    if (date.day !== 1) continue;
    found.push({
      at: new Date(at).toISOString(),
      name: date.year === year ? date.month : `${date.month} ${date.year}`,
    });
    year = date.year;
  }
  const every = Math.ceil(found.length / most);
  return found.filter((_, i) => i % every === 0);
}
