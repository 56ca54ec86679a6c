import { randomUUID } from "node:crypto";
import { type RoundNumber, roundFact } from "~/challenges/running-round";
import type { Json } from "~/kernel/canonical";
import { HOUR, type Instant, MINUTE } from "~/kernel/time";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import type { Tx } from "~/platform/database.server";
import { writeMails } from "~/platform/mail/mail.server";
import { newNonce } from "~/platform/secret.server";
import { beaconAfter, type Chain, QUICKNET, timeOfBeacon } from "~/record/draw/beacon";
import { commitmentTo } from "~/record/draw/nonces";
import { LEAD_MINUTES } from "~/record/draw/seed";
import type { Fact } from "~/record/entry";
import { appendToRecord } from "~/record/record.server";
import { PROGRAM } from "../result/bundle.server";
import type { Purpose } from "./draw";
import { takePartMail } from "./draw.mail";

export type Source = "drand" | "nonces";

/** The drand network that this site draws by. */
export const chainHere = (): Chain => config().draws.chain ?? QUICKNET;

/** By drand where there is a network, else by numbers of the city and teams. */
export const sourceHere = (): Source => (config().draws.drand === null ? "nonces" : "drand");

/** The draw of a challenge for a purpose: one, or none yet, and never a second. */
export const drawOf = (challengeId: string, purpose: Purpose, round: number, on: Tx) =>
  on.draw.findUnique({ where: { challengeId_purpose_round: { challengeId, purpose, round } } });

export type ToAnnounce = {
  challengeId: string;
  purpose: Purpose;
  round: RoundNumber;
  /** SHA-256 of the canonical JSON of what is drawn for. */
  subject: string;
  source: Source;
  at: Instant;
  /** Who has it drawn; null where the result needs it. */
  by: string | null;
  /** Facts that belong to it, and words that the record only commits to. */
  facts?: { [key: string]: Fact };
  content?: Json;
};

/**
 * Announces a draw: the record names what is drawn for and where the seed will come from, before anybody can know it. By
 * drand that is its first round at least ten minutes from now; by numbers it is the city's commitment, and how long teams
 * have. Whoever calls it has seen that there is none yet.
 */
export async function announce(
  { challengeId, purpose, round, subject, source, at, by: person, facts = {}, content }: ToAnnounce,
  tx: Tx,
): Promise<{ id: string }> {
  const id = randomUUID();
  const by = source === "drand" ? byDrand(at) : byNumbers(id, at);
  const about = { draw: id, purpose, ...roundFact(round), subject, version: PROGRAM.version, ...facts };
  const { hash: announced } = await appendToRecord(
    { type: "draw.announced", challengeId, at, by: person, payload: { ...about, source, ...by.facts }, content },
    tx,
  );
  await tx.draw.create({
    data: { id, challengeId, purpose, round, subject, source, announcedAt: at, announced, ...by.columns },
  });
  if (by.columns.commitsUntil) await askTeams({ drawId: id, challengeId, until: by.columns.commitsUntil }, tx);
  return { id };
}

type By = {
  facts: { [key: string]: Fact };
  columns: { chain?: string; beacon?: number; cityNonce?: string; commitsUntil?: Instant; dueAt: Instant };
};

function byDrand(at: Instant): By {
  const chain = chainHere();
  const beacon = beaconAfter(chain, new Date(at.getTime() + LEAD_MINUTES * MINUTE));
  const of = { chain: chain.hash, beacon };
  return { facts: of, columns: { ...of, dueAt: timeOfBeacon(chain, beacon) } };
}

function byNumbers(draw: string, at: Instant): By {
  const each = config().draws.hoursEach * HOUR;
  const cityNonce = newNonce();
  const commitsUntil = new Date(at.getTime() + each);
  const dueAt = new Date(commitsUntil.getTime() + each);
  return {
    facts: {
      city: commitmentTo({ draw, party: "city", nonce: cityNonce }),
      commits_until: commitsUntil.toISOString(),
      reveals_until: dueAt.toISOString(),
    },
    columns: { cityNonce, commitsUntil, dueAt },
  };
}

type Asked = { drawId: string; challengeId: string; until: Instant };

/** Everybody whose team has an entry that competes is asked to take part. */
async function askTeams({ drawId, challengeId, until }: Asked, tx: Tx): Promise<void> {
  const { slug, title, timeZone } = await tx.challenge.findUniqueOrThrow({
    where: { id: challengeId },
    select: { slug: true, title: true, timeZone: true },
  });
  const members = await tx.teamMember.findMany({
    where: { challengeId, team: { submission: { withdrawnAt: null } } },
    select: { person: { select: { id: true, name: true, email: true } } },
  });
  const about = { title, until, timeZone, link: `${config().origin}${paths.challengeDraws(slug)}` };
  await writeMails(
    members.map(({ person: { id, name, email } }) => ({
      ...{ key: `draw:${drawId}:${id}`, to: email },
      ...takePartMail({ name, ...about }),
    })),
    tx,
  );
}
