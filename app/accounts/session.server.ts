import { createCookie } from "@remix-run/node";
import { DAY, HOUR } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { now as databaseNow, db } from "~/platform/database.server";
import { now, once } from "~/platform/http/request-scope.server";
import { nobodyIsSignedIn } from "~/platform/http/session-ended.server";
import { newToken, sha256 } from "~/platform/secret.server";
import type { Viewer } from "./roles";

/** How long a session lasts after it was last used. */
const LASTS = 30 * DAY;
/** How long a browser keeps the cookie at most; the server decides before that. */
const KEPT = 365 * DAY;

// The __Host- prefix ties the cookie to this host over TLS; browsers refuse it on plain http.
const cookie = () =>
  createCookie(config().isSecure ? "__Host-palio" : "palio_session", {
    httpOnly: true,
    sameSite: "lax",
    secure: config().isSecure,
    path: "/",
  });

/** Opens a session for a person and returns the header that hands it to the browser. */
export async function openSession(personId: string, request: Request): Promise<Headers> {
  const token = newToken();
  const at = await databaseNow();
  const expiresAt = new Date(at.getTime() + LASTS);
  await db.session.create({
    data: {
      tokenHash: sha256(token),
      personId,
      expiresAt,
      userAgent: (request.headers.get("User-Agent") ?? "").slice(0, 300),
    },
  });
  return new Headers({ "Set-Cookie": await cookie().serialize(token, { expires: new Date(at.getTime() + KEPT) }) });
}

async function tokenOf(request: Request): Promise<string | null> {
  const token = (await cookie().parse(request.headers.get("Cookie"))) as unknown;
  return typeof token === "string" && token !== "" ? token : null;
}

/** Whether a request carries a session cookie at all, living or dead. */
export const hasSessionCookie = (cookies: string | undefined): boolean =>
  /(?:^|;\s*)(?:__Host-palio|palio_session)=/.test(cookies ?? "");

/** Who is asking; null for the public. One look-up a request. */
export const viewerOf = (request: Request): Promise<Viewer | null> => once("viewer", () => findViewer(request));

async function findViewer(request: Request): Promise<Viewer | null> {
  const token = await tokenOf(request);
  if (!token) return null;
  const session = await db.session.findUnique({
    where: { tokenHash: sha256(token) },
    select: {
      id: true,
      expiresAt: true,
      revokedAt: true,
      lastSeenAt: true,
      person: {
        select: {
          id: true,
          name: true,
          handle: true,
          isAdministrator: true,
          organisations: {
            select: { role: true, organisation: { select: { id: true, slug: true, name: true } } },
            orderBy: { since: "asc" },
          },
        },
      },
    },
  });
  const at = await now();
  if (!session || session.revokedAt || session.expiresAt <= at) return null;
  if (at.getTime() - session.lastSeenAt.getTime() > HOUR)
    await db.session.update({
      where: { id: session.id },
      data: { lastSeenAt: at, expiresAt: new Date(at.getTime() + LASTS) },
    });
  const { organisations, ...person } = session.person;
  return {
    ...person,
    sessionId: session.id,
    organisations: organisations.map(({ role, organisation }) => ({ ...organisation, role })),
  };
}

/** Who is asking, or the sign-in page, which leads back; a form that was filled in comes back with its text first. */
export async function requireViewer(request: Request): Promise<Viewer> {
  const viewer = await viewerOf(request);
  if (viewer) return viewer;
  throw await nobodyIsSignedIn(request);
}

/** Ends the session at once: the next request with its cookie is a stranger's. */
export async function closeSession(request: Request): Promise<Headers> {
  const token = await tokenOf(request);
  if (token)
    await db.session.updateMany({
      where: { tokenHash: sha256(token), revokedAt: null },
      data: { revokedAt: await databaseNow() },
    });
  return new Headers({ "Set-Cookie": await cookie().serialize("", { maxAge: 0 }) });
}
