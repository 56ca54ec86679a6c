import { createCookie } from "@remix-run/node";
import { DAY, HOUR, type Instant } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { now as databaseNow, db } from "~/platform/database.server";
import { nowIs, once } from "~/platform/http/request-scope.server";
import { nobodyIsSignedIn } from "~/platform/http/session-ended.server";
import { newToken, sha256 } from "~/platform/secret.server";
import { OFTEN } from "~/platform/statement.server";
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

type Session = Viewer & { expiresAt: Instant; revokedAt: Instant | null; lastSeenAt: Instant; told: Instant };

// Every page of whoever is signed in starts with it: one statement, which tells the time as well.
async function findViewer(request: Request): Promise<Viewer | null> {
  const token = await tokenOf(request);
  if (!token) return null;
  const [session] = await db.$queryRaw<Session[]>`${OFTEN}
    SELECT s.id AS "sessionId", s.expires_at AS "expiresAt", s.revoked_at AS "revokedAt", s.last_seen_at AS "lastSeenAt",
      p.id, p.name, p.handle, p.is_administrator AS "isAdministrator", palio_now() AS told,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'role', m.role)
          ORDER BY m.since), '[]')
        FROM organisation_member m JOIN organisation o ON o.id = m.organisation_id WHERE m.person_id = p.id) AS organisations
    FROM session s JOIN person p ON p.id = s.person_id
    WHERE s.token_hash = ${sha256(token)}`;
  if (!session) return null;
  const { expiresAt, revokedAt, lastSeenAt, told, ...viewer } = session;
  const at = await nowIs(told);
  if (revokedAt || expiresAt <= at) return null;
  if (at.getTime() - lastSeenAt.getTime() > HOUR)
    await db.session.update({
      where: { id: viewer.sessionId },
      data: { lastSeenAt: at, expiresAt: new Date(at.getTime() + LASTS) },
    });
  return viewer;
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
