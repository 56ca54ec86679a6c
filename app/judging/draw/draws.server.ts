import type { Viewer } from "~/accounts/roles";
import { FACE } from "~/challenges/public-challenge.server";
import type { Instant } from "~/kernel/time";
import { db, now, type Prisma } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { QUICKNET } from "~/record/draw/beacon";
import { hashesBy, recordedActs } from "~/record/record.server";
import { challengeForChair } from "../chair.server";
import { whyNotCommit, whyNotReveal } from "./draw";
import { competingFor, ownEntry } from "./take-part.server";

/** Of a draw, all but the city's number, which nobody sees before it is opened. */
const SHOWN = {
  ...{ id: true, purpose: true, round: true, source: true, chain: true, beacon: true, commitsUntil: true, dueAt: true },
  ...{ announcedAt: true, announced: true, drawnAt: true, randomness: true, signature: true, seed: true },
  ...{ why: true, nextAt: true },
} as const satisfies Prisma.DrawSelect;

type Row = Prisma.DrawGetPayload<{ select: typeof SHOWN }>;

/** A draw as pages show it. */
export const shownDraw = ({ chain, ...draw }: Row) => ({
  ...draw,
  network:
    chain === null ? null : { hash: chain, name: chain === QUICKNET.hash ? "drand’s quicknet" : "a drand network" },
});

export type ShownDraw = ReturnType<typeof shownDraw>;

/** A challenge's draw for a purpose, as its chair sees it; null where there is none yet. */
export async function drawShown(of: { challengeId: string; purpose: Row["purpose"]; round: number }) {
  const row = await db.draw.findUnique({ where: { challengeId_purpose_round: of }, select: SHOWN });
  return row && shownDraw(row);
}

/**
 * The draws of a published challenge, oldest first, with everybody's part in them, and what the viewer's team may still do.
 * The city's number is told once it is opened.
 */
export async function drawsOf(challengeId: string, viewer: Viewer | null) {
  const [rows, entry, at] = await Promise.all([
    db.draw.findMany({
      where: { challengeId },
      orderBy: [{ announcedAt: "asc" }, { id: "asc" }],
      select: {
        ...SHOWN,
        cityNonce: true,
        nonces: {
          orderBy: { submission: { number: "asc" } },
          select: {
            ...{ commitment: true, committedAt: true, nonce: true, revealedAt: true, submissionId: true },
            submission: { select: { number: true } },
          },
        },
      },
    }),
    viewer ? ownEntry(challengeId, viewer) : null,
    now(),
  ]);
  const commitments = rows.flatMap(({ nonces }) => nonces.map(({ commitment }) => commitment));
  const [made, committed] = await Promise.all([
    recordedActs({ challengeId, types: ["draw.made"], fact: "draw", things: rows.map(({ id }) => id) }),
    recordedActs({ challengeId, types: ["draw.committed"], fact: "nonce_hash", things: commitments }),
  ]);
  const [hashes, lines] = [hashesBy(made, "draw"), hashesBy(committed, "nonce_hash")];
  return rows.map(({ nonces, cityNonce, ...row }) => {
    const own = entry ? (nonces.find(({ submissionId }) => submissionId === entry.id) ?? null) : null;
    return {
      ...shownDraw(row),
      made: hashes[row.id],
      city: row.seed === null ? null : cityNonce,
      parts: nonces.map(({ submission, commitment, committedAt, nonce, revealedAt }) => ({
        ...{ entry: submission.number, commitment, committedAt, nonce, revealedAt },
        /** The line of the record that holds the commitment. */
        line: lines[commitment],
      })),
      act: entry && actOf({ ...row, isDrawn: row.seed !== null, timeZone: "UTC" }, own, at),
    };
  });
}

export type PublicDraw = Awaited<ReturnType<typeof drawsOf>>[number];

type Dates = { commitsUntil: Instant | null; dueAt: Instant; isDrawn: boolean; timeZone: string };

/** What a team may do now: commit to a number, or open it. */
function actOf(draw: Dates, own: { nonce: string | null } | null, at: Instant): "commit" | "open" | null {
  if (whyNotCommit(draw, own !== null, at) === null) return "commit";
  return whyNotReveal(draw, own, at) === null ? "open" : null;
}

/** A draw for a member of a team that competes in it, and why its team cannot commit, or open; 404 for everyone else. */
export async function drawForTeam({ slug, drawId }: { slug: string; drawId: string }, viewer: Viewer) {
  const {
    challenge,
    cityNonce: _secret,
    ...draw
  } = found(
    await db.draw.findFirst({
      where: { id: drawId, challenge: { slug, publishedAt: { not: null } } },
      include: { challenge: { select: { id: true, slug: true, title: true, timeZone: true } } },
    }),
  );
  const entry = found(await ownEntry(challenge.id, viewer));
  const [part, at] = await Promise.all([
    db.drawNonce.findUnique({
      where: { drawId_submissionId: { drawId, submissionId: entry.id } },
      select: { commitment: true, nonce: true },
    }),
    now(),
  ]);
  const windows = { ...draw, isDrawn: draw.seed !== null, timeZone: challenge.timeZone };
  return {
    ...{ challenge, entry: entry.number, commitment: part?.commitment ?? null },
    draw: { id: draw.id, commitsUntil: draw.commitsUntil, dueAt: draw.dueAt },
    whyNot: {
      commit: whyNotCommit(windows, part !== null, at)?.message ?? null,
      open: whyNotReveal(windows, part, at)?.message ?? null,
    },
  };
}

/** Draws in which a person's team may do something now, the one that ends first in front. */
export async function drawsWaitingFor(viewer: Viewer) {
  const theirs = competingFor(viewer);
  const [rows, at] = await Promise.all([
    db.draw.findMany({
      where: { seed: null, source: "nonces", challenge: { submissions: { some: theirs } } },
      orderBy: { dueAt: "asc" },
      take: 50,
      select: {
        ...{ id: true, commitsUntil: true, dueAt: true, challenge: { select: { ...FACE, timeZone: true } } },
        nonces: { where: { submission: theirs }, select: { nonce: true } },
      },
    }),
    now(),
  ]);
  return rows.flatMap(({ nonces, challenge, ...draw }) => {
    const { timeZone } = challenge;
    const act = actOf({ ...draw, isDrawn: false, timeZone }, nonces[0] ?? null, at);
    const until = act === "commit" ? draw.commitsUntil : draw.dueAt;
    return act && until ? [{ id: draw.id, challenge, act, until }] : [];
  });
}

export type WaitingDraw = Awaited<ReturnType<typeof drawsWaitingFor>>[number];

/** A draw that waits for its beacon, for whoever chairs the jury; 404 for everyone else, and where there is no such draw. */
export async function drawForChair({ slug, drawId }: { slug: string; drawId: string }, viewer: Viewer) {
  const challenge = await challengeForChair(slug, viewer);
  const row = await db.draw.findFirst({
    where: { id: drawId, challengeId: challenge.id, source: "drand" },
    select: SHOWN,
  });
  return { challenge, draw: shownDraw(found(row)), now: await now() };
}
