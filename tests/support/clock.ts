import { db, now } from "~/platform/database.server";

/** Sets the one clock to an instant; it goes on from there. */
export async function clockAt(at: Date): Promise<void> {
  await db.clockShift.deleteMany();
  const real = await now();
  await db.clockShift.create({ data: { shift: BigInt(at.getTime() - real.getTime()) } });
}

/** Sets the one clock to so many milliseconds after (or, negative, before) an instant. */
export const clockFrom = (at: Date | null, milliseconds: number): Promise<void> => {
  if (!at) throw new Error("there is no such instant");
  return clockAt(new Date(at.getTime() + milliseconds));
};
