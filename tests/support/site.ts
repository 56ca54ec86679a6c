import { newToken, sha256 } from "~/platform/secret.server";
import { freePort } from "./free-port";

let origin = "";

export const siteOrigin = (): string => origin;

/** Serves the built site on a free port; the answer stops it. */
export async function startSite(): Promise<() => Promise<void>> {
  const port = await freePort();
  origin = `http://localhost:${port}`;
  Object.assign(process.env, { ORIGIN: origin, PORT: String(port), HOST: "127.0.0.1", NODE_ENV: "production" });
  const { serve } = await import("../../server");
  const serving = await serve();
  return () => serving.close();
}

/** The value of a session cookie for a person, as the site itself would have set it. */
export async function sessionOf(person: { id: string }): Promise<string> {
  const { db } = await import("~/platform/database.server");
  const token = newToken();
  const expiresAt = new Date(Date.now() + 400 * 86_400_000);
  await db.session.create({ data: { personId: person.id, tokenHash: sha256(token), expiresAt } });
  // Remix writes cookie values as base64 of JSON.
  return encodeURIComponent(Buffer.from(JSON.stringify(token)).toString("base64"));
}
