import type { Result } from "~/kernel/result";
import { DAY, toLocalInput } from "~/kernel/time";
import { db, now } from "~/platform/database.server";

type Happening = { at: number; run: () => Promise<void> };

/** The value of a verb that must go well: a refusal is a mistake in the seed. */
export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`The demonstration could not be seeded: ${result.refusal.message}`);
  return result.value;
}

/**
 * The past of the invented city, told in order: what happens on a day is done through the same verbs as anything else,
 * with the database's clock moved to that day, so that the seeded world is a legal one and its record in order.
 */
export async function storyFrom() {
  const today = (await now()).getTime();
  const happenings: Happening[] = [];
  return {
    /** Days from today at an hour in Rome, as a form's date field carries it. */
    local: (day: number, hour: number): string =>
      `${toLocalInput(new Date(today + day * DAY), "Europe/Rome").slice(0, 11)}${String(hour).padStart(2, "0")}:00`,
    /** Has something happen so many days from today (a fraction is hours); what would be in the future does not happen. */
    on: (day: number, run: () => Promise<void>): void => {
      if (day <= 0) happenings.push({ at: today + day * DAY, run });
    },
    tell: async (): Promise<void> => {
      try {
        for (const { at, run } of happenings.sort((a, b) => a.at - b.at)) {
          await moveClock(at);
          await run();
        }
      } finally {
        await db.clockShift.deleteMany();
      }
    },
  };
}

export type Story = Awaited<ReturnType<typeof storyFrom>>;

async function moveClock(to: number): Promise<void> {
  await db.clockShift.deleteMany();
  const shift = BigInt(to - (await now()).getTime());
  await db.clockShift.create({ data: { shift } });
}
