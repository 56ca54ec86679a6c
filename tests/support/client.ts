import { expect } from "vitest";
import { sessionOf, siteOrigin } from "./site";

/**
 * Somebody who reads pages and sends forms without a browser. With null it is a stranger, whose one cookie has each page
 * made anew, where one without any might get a page that was kept for ten seconds.
 */
export async function aClient(person: { id: string } | null) {
  const cookie = person ? `palio_session=${await sessionOf(person)}` : "any=1";
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(siteOrigin() + path, { headers: { cookie, origin: siteOrigin() }, redirect: "manual", ...init });
  const bytes = async (path: string): Promise<Buffer> => {
    const answer = await ask(path);
    expect([path, answer.status]).toEqual([path, 200]);
    return Buffer.from(await answer.arrayBuffer());
  };
  return {
    bytes,
    html: async (path: string): Promise<string> => (await bytes(path)).toString(),
    /** The status: 302 where the form was taken. */
    send: async (path: string, form: Record<string, string> = {}): Promise<number> =>
      (await ask(path, { method: "POST", body: new URLSearchParams(form) })).status,
  };
}
export type Client = Awaited<ReturnType<typeof aClient>>;

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

/** The text that some markup of the site's pages shows. */
export const textOf = (html: string): string =>
  html.replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt|quot|#x27);/g, (_, name) => ENTITIES[name] ?? "");

/** What a page itself says, between the site's head and foot. */
export const mainText = (html: string): string => textOf(/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? "");
