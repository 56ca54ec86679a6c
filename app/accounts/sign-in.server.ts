import { ok, type Result, refuse } from "~/kernel/result";
import { slugOf } from "~/kernel/text";
import { MINUTE } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { db, isTaken, now, type Tx, transaction } from "~/platform/database.server";
import { writeMail } from "~/platform/mail/mail.server";
import { keyed, newCode, newToken } from "~/platform/secret.server";
import { isUnnamed } from "./accounts.server";
import { signInCodeMail } from "./sign-in-code.mail";

const VALID = 10 * MINUTE;
const MOST_TRIES = 10;
const MOST_CODES = 5;

/**
 * Sends a one-time code to an address. At most five codes in ten minutes for one address; says nothing of whether
 * the address is known.
 */
export function askForCode(email: string): Promise<Result<null>> {
  return transaction(async (tx) => {
    // One at a time for an address, so that counting and writing are one step.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`sign-in:${email}`}))`;
    const at = await now(tx);
    const since = new Date(at.getTime() - VALID);
    const recent = await tx.signInCode.count({ where: { email, createdAt: { gt: since } } });
    if (recent >= MOST_CODES)
      return refuse(
        "too-many",
        "Five codes were sent to this address in ten minutes. Use the newest one, or wait ten minutes.",
      );
    const code = newCode();
    const { id } = await tx.signInCode.create({
      data: { email, codeHash: keyed(`${email}:${code}`), expiresAt: new Date(at.getTime() + VALID) },
    });
    const { siteName, origin } = config();
    await writeMail({ key: `sign-in:${id}`, to: email, ...signInCodeMail({ code, siteName, origin }) }, tx);
    return ok(null);
  });
}

/**
 * Trades a code for its person, who is made on first sign-in. Ten tries in ten minutes for an address, right or wrong;
 * a code works once.
 */
export async function useCode(email: string, code: string): Promise<Result<{ personId: string; isNew: boolean }>> {
  const live = await countTry(email);
  if (live === "too-many")
    return refuse("too-many", "Ten tries in ten minutes. Wait ten minutes and ask for a new code.");
  return transaction(async (tx) => {
    const at = await now(tx);
    const used = await tx.signInCode.updateMany({
      where: { email, codeHash: keyed(`${email}:${code}`), usedAt: null, expiresAt: { gt: at } },
      data: { usedAt: at },
    });
    if (used.count === 0)
      return refuse("wrong-code", "That code is not the one, or it is older than ten minutes. Check the newest mail.");
    const known = await tx.person.findUnique({ where: { email }, select: { id: true, handle: true } });
    // An organisation's first owner is known before they have said their name.
    return ok(
      known ? { personId: known.id, isNew: isUnnamed(known) } : { personId: await makePerson(email, tx), isNew: true },
    );
  });
}

/** Counts a try before it is judged, in a transaction of its own, so that failing does not undo the counting. */
async function countTry(email: string): Promise<"too-many" | "fine"> {
  const since = new Date((await now()).getTime() - VALID);
  const newest = await db.signInCode.findFirst({
    where: { email },
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  if (newest) await db.signInCode.update({ where: { id: newest.id }, data: { tries: { increment: 1 } } });
  const { _sum } = await db.signInCode.aggregate({ where: { email, createdAt: { gt: since } }, _sum: { tries: true } });
  return (_sum.tries ?? 0) > MOST_TRIES ? "too-many" : "fine";
}

/** A new person, named after nothing in the address: they say who they are next. */
export async function makePerson(email: string, tx: Tx): Promise<string> {
  const handle = `citizen-${newToken()
    .replace(/[^a-z0-9]/gi, "")
    .slice(0, 8)
    .toLowerCase()}`;
  const { id } = await tx.person.create({ data: { email, name: "New here", handle }, select: { id: true } });
  return id;
}

async function freeHandle(name: string, tx: Tx): Promise<string> {
  const stem = slugOf(name, 30);
  const near = await tx.person.findMany({ where: { handle: { startsWith: stem } }, select: { handle: true } });
  const taken = new Set(near.map(({ handle }) => handle));
  if (!taken.has(stem)) return stem;
  let n = near.length + 1;
  while (taken.has(`${stem}-${n}`)) n += 1;
  return `${stem}-${n}`;
}

/** Saves what a person says of themselves. The first real name also gives the handle, which then stays. */
export async function saveProfile(
  personId: string,
  profile: { name: string; about: string; skills: string[]; languages: string[]; affiliation: string },
): Promise<Result<null>> {
  try {
    return await transaction(async (tx) => {
      const person = await tx.person.findUniqueOrThrow({ where: { id: personId }, select: { handle: true } });
      const handle = person.handle.startsWith("citizen-") ? { handle: await freeHandle(profile.name, tx) } : {};
      await tx.person.update({ where: { id: personId }, data: { ...profile, ...handle } });
      return ok(null);
    });
  } catch (error) {
    if (isTaken(error, "handle"))
      return refuse("try-again", "Somebody took the same name at this moment. Press save again.");
    throw error;
  }
}
