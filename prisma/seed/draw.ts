import { commitToDraw, openNumber, ownEntry } from "~/judging/draw/take-part.server";
import { drawSeed } from "~/judging/plan/draw-seed.server";
import { db } from "~/platform/database.server";
import { newNonce } from "~/platform/secret.server";
import { commitmentTo } from "~/record/draw/nonces";
import { done } from "./calendar";
import { CHAIR } from "./judge";
import type { Town } from "./people";

type In = { slug: string; town: Town };

/** The two who take part for their teams. */
const CAPTAINS = ["Ada Bianchi", "Lena Hoffmann"];

/**
 * The seed of an assignment as the city and two teams draw it: announced, committed to, and opened. By numbers, because a
 * past that is told in a minute has no drand rounds of its own.
 */
export function seedDraw() {
  const numbers = new Map<string, string>();
  let drawId = "";
  return {
    announce: async ({ slug, town }: In): Promise<void> => {
      drawId = done(await drawSeed(slug, town.person(CHAIR), "nonces")).id;
    },
    commit: async ({ slug, town }: In): Promise<void> => {
      const { id } = await db.challenge.findUniqueOrThrow({ where: { slug }, select: { id: true } });
      for (const name of CAPTAINS) {
        const entry = await ownEntry(id, town.person(name));
        if (!entry) continue;
        const nonce = newNonce();
        numbers.set(name, nonce);
        const commitment = commitmentTo({ draw: drawId, party: entry.number, nonce });
        done(await commitToDraw({ slug, drawId, commitment }, town.person(name)));
      }
    },
    open: async ({ slug, town }: In): Promise<void> => {
      for (const [name, nonce] of numbers) done(await openNumber({ slug, drawId, nonce }, town.person(name)));
    },
  };
}
