import { Readable } from "node:stream";
import { log } from "../log.server";
import { readStored, soundnessSeen } from "../storage/files.server";
import type { ByteRange } from "../storage/shelf";
import { isNamed, rangeAsked } from "./byte-range";

const DAMAGED =
  "The stored copy of this file no longer matches its SHA-256, so it is not sent. The operators have been told.\n";

/**
 * Stored bytes as they are, with their checksum (RFC 9530), for conditional and ranged requests (RFC 9110): a download
 * that broke off goes on where it was. The bytes are read through before the first of them is sent, because a
 * checksum that comes out wrong at the end comes too late for whoever asked for the middle; what is damaged is a 503.
 */
export async function storedResponse(
  request: Request,
  { sha256, bytes, headers }: { sha256: string; bytes: number; headers: Record<string, string> },
): Promise<Response> {
  const tag = `"${sha256}"`;
  const always = { ...headers, ETag: tag, "Accept-Ranges": "bytes" };
  if (isNamed(tag, request.headers.get("If-None-Match"))) return new Response(null, { status: 304, headers: always });
  const soundness = await soundnessSeen(sha256);
  if (soundness !== "whole") {
    log.error({ sha256, soundness }, "a stored file is not what its hash says");
    return new Response(DAMAGED, {
      status: 503,
      headers: { "Content-Type": "text/plain; charset=utf-8", ...NOT_KEPT },
    });
  }
  const digest = `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`;
  const range = rangeIn(request, tag, bytes);
  if (range === "beyond")
    return new Response(null, { status: 416, headers: { ...NOT_KEPT, "Content-Range": `bytes */${bytes}` } });
  const isHead = request.method === "HEAD";
  const length = range === "none" ? bytes : range.end - range.start + 1;
  return new Response(isHead ? null : await bodyOf(sha256, range), {
    status: range === "none" ? 200 : 206,
    headers: {
      ...always,
      "Content-Length": String(length),
      "Repr-Digest": digest,
      // Of what is in this very message: a part of the file, or nothing, has another checksum.
      ...(range === "none" && !isHead ? { "Content-Digest": digest } : {}),
      ...(range === "none" ? {} : { "Content-Range": `bytes ${range.start}-${range.end}/${bytes}` }),
    },
  });
}

const NOT_KEPT = { "Cache-Control": "no-store" };

/** A range is for GET only, and with If-Range only while the file is still the one that was begun. */
function rangeIn({ method, headers }: Request, tag: string, bytes: number): ByteRange | "none" | "beyond" {
  const onlyOf = headers.get("If-Range");
  if (method !== "GET" || (onlyOf !== null && onlyOf.trim() !== tag)) return "none";
  return rangeAsked(headers.get("Range"), bytes);
}

const bodyOf = async (sha256: string, range: ByteRange | "none"): Promise<ReadableStream> =>
  Readable.toWeb(await readStored(sha256, range === "none" ? undefined : range)) as ReadableStream;
