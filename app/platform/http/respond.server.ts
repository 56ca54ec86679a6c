import { createCookie, redirect } from "@remix-run/node";
import { config } from "../config.server";

/** The value, or a 404 that does not tell "missing" from "not yours". */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Response("Not found", { status: 404 });
  return value;
}

/** What a 403 says. */
export function forbidden(sentence: string): never {
  throw new Response(sentence, { status: 403, statusText: "Forbidden" });
}

/** Leads whoever asked to another page first. */
export function leadTo(to: string): never {
  throw redirect(to);
}

/**
 * A path on this site from something a person or a link supplied; anything else becomes the fallback.
 * Backslashes, control characters and protocol-relative forms are refused before parsing.
 */
export function ownPath(to: FormDataEntryValue | null | undefined, fallback = "/"): string {
  if (
    typeof to !== "string" ||
    !to.startsWith("/") ||
    to.startsWith("//") ||
    !/^[\x21-\x5b\x5d-\x7e\u00a0-\uffff]+$/.test(to)
  )
    return fallback;
  const { origin } = config();
  if (!URL.canParse(to, origin)) return fallback;
  const url = new URL(to, origin);
  return url.origin === origin && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : fallback;
}

const said = createCookie("palio_said", { httpOnly: true, sameSite: "lax", path: "/", maxAge: 30 });

/** Redirects and has the next page say a sentence once. */
export async function redirectSaying(to: string, sentence: string, headers = new Headers()): Promise<Response> {
  headers.append("Set-Cookie", await said.serialize(sentence, { secure: config().isSecure }));
  return redirect(to, { headers });
}

/** The sentence the last action left, and the header that forgets it. */
export async function takeSaid(request: Request): Promise<{ sentence: string | null; forget: string | null }> {
  const sentence = (await said.parse(request.headers.get("Cookie"))) as string | null;
  return sentence ? { sentence, forget: await said.serialize("", { maxAge: 0 }) } : { sentence: null, forget: null };
}

/** Pages that show anything of one person's are kept by nobody. */
export const PRIVATE = { "Cache-Control": "private, no-store" };

/** A few words for a script of one person's page. Their length is told, so that nobody compresses so little. */
export function shortJson(body: object, status = 200): Response {
  const text = JSON.stringify(body);
  const length = String(Buffer.byteLength(text));
  return new Response(text, {
    status,
    headers: { ...PRIVATE, "Content-Type": "application/json", "Content-Length": length },
  });
}

/**
 * How long others may keep a page that anyone reads. A browser that sends any cookie (a session, a theme, a sentence
 * to say once) gets a page of its own, which nobody keeps.
 */
export const publicPage = (request: Request): { headers: Record<string, string> } => ({
  headers: request.headers.has("Cookie") ? PRIVATE : { "Cache-Control": "public, max-age=0, s-maxage=10" },
});

/** Open data as a document of its own: any program of any site may read it, and for a minute it may be kept. */
export const openData = (body: string, type: string): Response =>
  new Response(body, {
    headers: {
      "Content-Type": `${type}; charset=utf-8`,
      "Access-Control-Allow-Origin": "*",
      "Cache-Control": "public, max-age=0, s-maxage=60",
    },
  });

/** An id in an address; a 404 where it is none. */
export const idIn = (text: string | undefined): string =>
  found(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(text ?? ""))[0];

/** A number in an address, counted from 1; a 404 where it is none. */
export const numberIn = (text: string | undefined): number => {
  const digits = found(/^[1-9]\d{0,8}$/.exec(text ?? ""));
  return Number(digits[0]);
};
