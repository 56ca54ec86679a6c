import { ok, type Refusal, type Result, refuse } from "~/kernel/result";
import { db, now } from "~/platform/database.server";
import { sendTo } from "~/platform/fetch.server";
import { GITHUB_QUEUE } from "~/platform/github/client.server";
import { putTexts } from "~/platform/github/texts.server";
import { enqueueAll, job } from "~/platform/jobs/queue.server";
import type { Witness } from "~/platform/kept-where";
import { log } from "~/platform/log.server";
import { sha256 } from "~/platform/secret.server";
import { CONTRADICTED } from "../integrator/integrator.server";
import { ownNotes } from "../integrator/own-notes.server";
import { rangeHashes } from "../integrator/range-hashes.server";
import { newestCheckpoint } from "../integrator/signed-files.server";
import { isSame } from "../log/merkle";
import { askWitness, type Handed } from "./ask-witness.server";
import { heldAt } from "./held-elsewhere.server";
import { CONTRADICTS, restAfter, whyOlder } from "./place";
import { type Place, places } from "./places.server";

type Named = { kind: string; name: string };

/** Looks, once a minute, which places lack the newest checkpoint. */
export const keepCheckpoints = job<Record<string, unknown>>("keep-checkpoints");
/** Hands one place the newest checkpoint. */
export const keepCheckpoint = job<Named>("keep-checkpoint");

/** Of one place after another's, never two at once; a name may be longer than that of a queue. */
const ownQueue = ({ kind, name }: Named): string => `keep:${sha256(`${kind} ${name}`).slice(0, 16)}`;

/** The job behind `keepCheckpoints`. Each place has a job of its own, so that none waits for another. */
export async function keepEverywhere(): Promise<void> {
  const named = places();
  if (named.length === 0) return;
  const [signed, rows, at] = await Promise.all([newestCheckpoint(), db.checkpointPlace.findMany(), now()]);
  if (!signed) return;
  const due = named.filter(({ kind, name }) => {
    const row = rows.find((one) => one.kind === kind && one.name === name);
    return isDue(row ?? null, signed.size, at);
  });
  await enqueueAll(
    keepCheckpoint,
    due.map(({ kind, name }) => ({ kind, name })),
    db,
    { key: ownQueue, queue: (place) => (place.kind === "repository" ? GITHUB_QUEUE : ownQueue(place)) },
  );
}

type State = { size: bigint | null; nextAt: Date | null; tries: number; failingSince: Date | null };

const isDue = (state: State | null, size: bigint, at: Date): boolean =>
  size > 0n && state?.size !== size && (!state?.nextAt || state.nextAt <= at);

/** The job behind `keepCheckpoint`: what is newest by then is handed over, and what came of it is written down. */
export async function keepAtPlace({ kind, name }: Named): Promise<void> {
  const place = places().find((one) => one.kind === kind && one.name === name);
  const key = { kind_name: { kind, name } };
  const [signed, state, at] = await Promise.all([
    newestCheckpoint(),
    db.checkpointPlace.findUnique({ where: key }),
    now(),
  ]);
  if (!place || !signed || !isDue(state, signed.size, at)) return;
  const last = state?.size ?? 0n;
  const handed = { size: Number(signed.size), note: signed.note, from: last > signed.size ? 0 : Number(last) };
  const kept = await handOver(place, handed);
  if (!kept.ok) return noteFailure(place, state, { refusal: kept.refusal, at });
  const told = { size: signed.size, keptAt: await now(), why: null, failingSince: null, tries: 0, nextAt: null };
  await db.checkpointPlace.upsert({ where: key, create: { kind, name, ...told }, update: told });
}

async function noteFailure(
  { kind, name }: Place,
  state: State | null,
  { refusal, at }: { refusal: Refusal; at: Date },
): Promise<void> {
  log.warn({ place: name, code: refusal.code }, `a checkpoint was not kept: ${refusal.message}`);
  if (refusal.code === CONTRADICTS) await db.$executeRaw`SELECT pg_notify(${CONTRADICTED}, ${name})`;
  const tries = (state?.tries ?? 0) + 1;
  const told = {
    ...{ why: refusal.message, failingSince: state?.failingSince ?? at, tries },
    nextAt: new Date(at.getTime() + restAfter(tries)),
  };
  const key = { kind_name: { kind, name } };
  await db.checkpointPlace.upsert({ where: key, create: { kind, name, ...told }, update: told });
}

/** What a place holds would show that this record is an older one, or another one: then it is not written over. */
async function handOver(place: Place, handed: Handed): Promise<Result<null>> {
  if (place.kind === "witness") return keepCosignature(place.witness, handed);
  const held = await heldAt(place);
  if (!held.ok) return held;
  const why = held.value && (await whyNotFollows(held.value, handed, place.name));
  if (why) return refuse(CONTRADICTS, why);
  return place.kind === "mirror" ? putAtMirror(place.name, handed) : commitTo(place.of, handed);
}

/** Why the checkpoint that is handed over does not go on from one that a place keeps; null where it does, or that is not ours. */
async function whyNotFollows(note: string, handed: Handed, name: string): Promise<string | null> {
  const read = (await ownNotes())(note);
  if (!read.ok || read.value.size === 0) return null;
  const { size, root } = read.value;
  if (size > handed.size) return whyOlder(`${name} keeps`, size, handed.size);
  const [own] = (await rangeHashes([{ begin: 0, end: size }], handed.size)) ?? [];
  return own && !isSame(own, root) ? `${name} keeps a checkpoint of another history of ${size} entries.` : null;
}

async function putAtMirror(address: string, { note }: Handed): Promise<Result<null>> {
  const said = await sendTo(address, { method: "PUT", text: note });
  if (!said.ok) return said;
  const { status } = said.value;
  return status >= 200 && status <= 299 ? ok(null) : refuse("mirror-refused", `The mirror answered ${status}.`);
}

async function keepCosignature(witness: Witness, handed: Handed): Promise<Result<null>> {
  const line = await askWitness(witness, handed);
  if (!line.ok) return line;
  await db.checkpointCosignature.createMany({
    data: { size: BigInt(handed.size), witness: witness.name, line: line.value },
    skipDuplicates: true,
  });
  return ok(null);
}

/** What lies under a size is never written again: it is the file that others compare. */
async function commitTo(of: { owner: string; name: string }, { size, note }: Handed): Promise<Result<null>> {
  const message = `Checkpoint of ${size} entries`;
  const answer = await putTexts(of, [
    { path: `checkpoints/${size}`, text: note, message, isReplaced: false },
    { path: "checkpoint", text: note, message, isReplaced: true },
  ]);
  return answer.is === "known" ? ok(null) : refuse(`github-${answer.is}`, answer.sentence);
}
