import type { ByteRange } from "../storage/shelf";

/**
 * What a Range header asks of `size` bytes: one range, cut to what there is; "none" where all are to be sent (no
 * range, several, or another unit: RFC 9110, 14.2, lets a server ignore those); "beyond" where it starts past the end.
 */
export function rangeAsked(header: string | null, size: number): ByteRange | "none" | "beyond" {
  const [, from, to] = /^bytes\s*=\s*(\d{0,15})\s*-\s*(\d{0,15})\s*$/i.exec(header ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return "none";
  if (from === "") {
    const last = Math.min(Number(to), size);
    return last === 0 ? "beyond" : { start: size - last, end: size - 1 };
  }
  const start = Number(from);
  if (to !== "" && Number(to) < start) return "none";
  return start >= size ? "beyond" : { start, end: to === "" ? size - 1 : Math.min(Number(to), size - 1) };
}

/** Whether an If-None-Match header names the tag: compared weakly, `*` is every tag (RFC 9110, 13.1.2). */
export const isNamed = (tag: string, header: string | null): boolean =>
  (header ?? "").split(",").some((one) => ["*", tag].includes(one.trim().replace(/^W\//, "")));
