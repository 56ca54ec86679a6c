import { setTimeout as pause } from "node:timers/promises";
import { ok, type Result, refuse } from "~/kernel/result";
import { readNamed } from "~/platform/fetch.server";
import { textAt } from "~/platform/github/texts.server";
import { log } from "~/platform/log.server";
import { newestCheckpoint } from "../integrator/signed-files.server";
import { contradictionOf } from "./ask-witness.server";
import { BRING_BACK, CONTRADICTS } from "./place";
import { type Place, places } from "./places.server";

/** A checkpoint's note as a place outside this machine holds it. Who signed it has not been looked at. */
export type Held = { where: string; note: string };

/** How long the record waits for what places hold. */
const PATIENCE = 10_000;
const TOO_LONG = refuse("timeout", "It took too long to answer.");

/**
 * What the places that keep checkpoints hold, asked before the record is gone on with: a database and files out of one old
 * backup agree with each other, and only the places know better. One that cannot be asked, or holds nothing, holds up
 * nobody. Refused where a witness has cosigned what this record has not come to.
 */
export async function heldElsewhere(): Promise<Result<Held[]>> {
  const answers = await Promise.all(
    places().map(async (place) => {
      const answer = await Promise.race([asked(place), pause(PATIENCE, TOO_LONG, { ref: false })]);
      if (!answer.ok && answer.refusal.code !== CONTRADICTS)
        log.warn(
          { place: place.name, code: answer.refusal.code },
          `what it keeps is not known: ${answer.refusal.message}`,
        );
      return { where: place.name, answer };
    }),
  );
  const held: Held[] = [];
  for (const { where, answer } of answers) {
    if (answer.ok && answer.value !== null) held.push({ where, note: answer.value });
    if (!answer.ok && answer.refusal.code === CONTRADICTS) return answer;
  }
  return ok(held);
}

async function asked(place: Place): Promise<Result<string | null>> {
  if (place.kind !== "witness") return heldAt(place);
  const signed = await newestCheckpoint();
  if (!signed || signed.size === 0n) return ok(null);
  const why = await contradictionOf(place.witness, { size: Number(signed.size), note: signed.note });
  if (!why.ok) return why;
  return why.value === null ? ok(null) : refuse(CONTRADICTS, `${place.name}: ${why.value} ${BRING_BACK}`);
}

/** A mirror answers so where it holds nothing, or gives nothing back to anyone. */
const NOTHING_TO_READ = [401, 403, 404, 405, 410, 501];

/** The note that a mirror or a repository holds; null where it holds none. Refused where it does not tell. */
export async function heldAt(place: Exclude<Place, { kind: "witness" }>): Promise<Result<string | null>> {
  if (place.kind === "repository") {
    const answer = await textAt(place.of, "checkpoint");
    return answer.is === "known" ? ok(answer.value) : refuse(`github-${answer.is}`, answer.sentence);
  }
  const said = await readNamed(place.name);
  if (!said.ok) return said;
  const { status, text } = said.value;
  if (NOTHING_TO_READ.includes(status)) return ok(null);
  return status === 200 ? ok(text) : refuse("mirror-refused", `The mirror answered ${status}.`);
}
