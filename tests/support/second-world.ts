import type { Viewer } from "~/accounts/roles";
import type { Draft } from "~/challenges/draft";
import { closeJudging } from "~/judging/close-judging.server";
import { openSecondRound } from "~/judging/second/open-second-round.server";
import { DAY, toLocalInput } from "~/kernel/time";
import { now } from "~/platform/database.server";
import { aScoredJury, assigned, handInFor, type JuryWorld } from "./jury-world";
import { must } from "./world";

const sentences = (levels: string[]) => levels.map((sentence) => ({ sentence }));

/** A second round as staff type it: the best two go on, and two jurors see each on a stage. */
const SECOND_ROUND: Draft["criteria"]["second"] = {
  ...{ reviewsPerEntry: "2", rule: "top", value: "2" },
  criteria: [
    {
      ...{ title: "On stage", description: "", weight: "10" },
      levels: sentences(["Fell over.", "Ran.", "Ran twice.", "Ran on our data.", "Ran on data of the day."]),
    },
  ],
};

type Size = { entries?: number; jurors?: number; reviews?: number; calendar?: Partial<Draft["calendar"]> };

/** A draft with a second round, in whose first everybody on the jury scores every entry. */
export const ofTwoRounds = ({ jurors, reviews }: { jurors: number; reviews: number }) => ({
  criteria: {
    reviewsPerEntry: String(jurors),
    second: { ...SECOND_ROUND, reviewsPerEntry: String(reviews) },
  },
});

/** Every sheet of the first round handed in, entry 1 scored highest; the rules promise a second. */
export const aJuryOfTwoRounds = ({ calendar, reviews = 2, ...size }: Size = {}): Promise<JuryWorld> =>
  aScoredJury({
    entries: 4,
    ...size,
    changes: { ...ofTwoRounds({ jurors: size.jurors ?? 2, reviews }), ...(calendar ? { calendar } : {}) },
  });

/** The same between the rounds: the first is closed. */
export async function aFirstRoundClosed(size?: Size): Promise<JuryWorld> {
  const world = await aJuryOfTwoRounds(size);
  must(await closeJudging(world.challenge.slug, world.chair));
  return world;
}

/** A day so many days from now, as the challenge's clock on the wall shows it. */
export const localIn = async ({ challenge }: Pick<JuryWorld, "challenge">, days: number): Promise<string> =>
  toLocalInput(new Date((await now()).getTime() + days * DAY), challenge.timeZone);

type Opened = { days?: number; jurors?: number[] };

/** Opens the second round for so many days, scored by everybody on the jury unless it is said who. */
export const opensSecond = async (world: JuryWorld, { days = 3, jurors }: Opened = {}) =>
  openSecondRound(
    {
      slug: world.challenge.slug,
      endsAt: await localIn(world, days),
      jurors: jurors ?? world.jurors.map((_, i) => i + 1),
    },
    world.chair,
  );

/** The same with the second round open, and its entries assigned. */
export async function aSecondRound({ named, ...size }: Size & { named?: number[] } = {}): Promise<JuryWorld> {
  const world = await aFirstRoundClosed(size);
  must(await opensSecond(world, { jurors: named }));
  must(await assigned(world));
  return world;
}

/** A sheet of the second round, handed in. */
export const handsInSecond = (world: JuryWorld, juror: Viewer, sheet: { number: number; level: number }) =>
  handInFor(world, juror, { ...sheet, round: 2 });
