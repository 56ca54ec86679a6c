import { db, now } from "~/platform/database.server";

/** A person as everyone may see them: no address. */
export const personForVisitor = (handle: string) =>
  db.person.findUnique({
    where: { handle },
    select: {
      id: true,
      name: true,
      handle: true,
      about: true,
      skills: true,
      createdAt: true,
      organisations: { select: { organisation: { select: { slug: true, name: true } } } },
    },
  });

/** A person's own settings. */
export const profileOf = (personId: string) =>
  db.person.findUniqueOrThrow({
    where: { id: personId },
    select: {
      email: true,
      name: true,
      handle: true,
      about: true,
      skills: true,
      languages: true,
      affiliation: true,
      wantsReceipts: true,
    },
  });

/** Whether a person wants letters with the receipts of what they do. */
export const chooseReceipts = async (personId: string, wantsReceipts: boolean): Promise<void> =>
  void (await db.person.update({ where: { id: personId }, data: { wantsReceipts }, select: { id: true } }));

/** A person's living sessions, newest first. */
export const sessionsOf = async (personId: string) =>
  db.session.findMany({
    where: { personId, revokedAt: null, expiresAt: { gt: await now() } },
    orderBy: { lastSeenAt: "desc" },
    select: { id: true, userAgent: true, createdAt: true, lastSeenAt: true },
    take: 50,
  });

/** Ends one of a person's own sessions; another's is not found and nothing happens. */
export async function revokeSession(personId: string, sessionId: string): Promise<boolean> {
  const { count } = await db.session.updateMany({
    where: { id: sessionId, personId, revokedAt: null },
    data: { revokedAt: await now() },
  });
  return count === 1;
}

/** Ends every session of a person but the one they are using; says how many. */
export async function revokeOtherSessions(personId: string, sessionId: string): Promise<number> {
  const { count } = await db.session.updateMany({
    where: { personId, id: { not: sessionId }, revokedAt: null },
    data: { revokedAt: await now() },
  });
  return count;
}

/** Demonstration persons that may be entered as, in the order of the tour. */
export const demonstrationPersons = () =>
  db.person.findMany({
    where: { isDemonstration: true },
    orderBy: { createdAt: "asc" },
    select: { id: true, name: true, about: true },
    take: 8,
  });

export const demonstrationPerson = (id: string) =>
  db.person.findFirst({ where: { id, isDemonstration: true }, select: { id: true, name: true } });

export const organisationForVisitor = (slug: string) =>
  db.organisation.findUnique({
    where: { slug },
    select: {
      id: true,
      slug: true,
      name: true,
      about: true,
      website: true,
      contact: true,
      timeZone: true,
      _count: { select: { datasets: true } },
    },
  });

/** Whether a person has signed in but not yet said their name: their handle is still the one they were given. */
export const isUnnamed = ({ handle }: { handle: string }): boolean => handle.startsWith("citizen-");
