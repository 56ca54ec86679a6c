import { canonicalJson, type Json } from "~/kernel/canonical";
import type { Instant } from "~/kernel/time";

/** The acts that the record knows. */
export const ACTS = [
  "challenge.published",
  "pledge.signed",
  "rules.published",
  "rules.changed",
  "dataset.pinned",
  "calendar.changed",
  "submission.received",
  "submission.sealed",
  "submission.refused_late",
  "submission.withdrawn",
  "jury.pool",
  "draw.announced",
  "draw.committed",
  "draw.revealed",
  "draw.made",
  "jury.seed",
  "jury.assigned",
  "jury.recused",
  "score.sealed",
  "score.revealed",
  "round.opened",
  "round.closed",
  "result.published",
  "award.decided",
  "decision.made",
  "payment.stated",
  "question.answered",
  "correction",
  "redaction",
] as const;
export type Act = (typeof ACTS)[number];

/** Identifiers, hashes, instants and numbers: all that a leaf may carry. */
export type Fact = string | number | boolean | null | Fact[] | { [key: string]: Fact };

/** Largest leaf in bytes: C2SP tlog-tiles lengths are 16 bits. */
const MOST_BYTES = 65_535;

// An identifier, a hex hash or signature, an ISO instant or day, a version of the program: no room for a name or a sentence.
const SAFE =
  /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:[0-9a-f]{8}){2,}|\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}\.\d{3}Z)?|\d+\.\d+\.\d+)$/;

/** All words that a fact may be. Another one would do for a name: "ada.lovelace" is a word too. */
const WORDS = new Set([
  ...["conflict", "moved", "left", "taken_out", "recused", "withdrawn", "reopened"],
  ...["push", "sight", "sheets", "fair", "sum", "top", "threshold", "chance"],
  ...["assignment", "result", "drand", "nonces"],
  ...["adopt", "pilot", "procure", "decline"],
  ...["opens_at", "closes_at", "judging_ends_at", "second_round_ends_at", "results_due_at", "decision_due_at"],
]);

/** GitHub's number of a repository, which goes beyond what JSON's numbers hold; nowhere else is a number written as text. */
const isSafe = (text: string, name: string): boolean =>
  SAFE.test(text) || WORDS.has(text) || (name === "repository" && /^\d{1,20}$/.test(text));

// What a fact is called: a word of the program, or the identifier of what it is about.
const NAME = /^(?:[a-z][a-zA-Z0-9_]{0,39}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function refusePersonalData(fact: Fact, where: string, name = ""): void {
  if (typeof fact === "string" && (!isSafe(fact, name) || fact.length > 100))
    throw new Error(`${where} of a record entry must be an identifier, a hash, a known word or an instant`);
  if (fact && typeof fact === "object")
    for (const [key, value] of Object.entries(fact)) {
      if (!Array.isArray(fact) && !NAME.test(key))
        throw new Error(`${where} of a record entry names a fact by free text`);
      refusePersonalData(value, `${where}.${key}`, key);
    }
}

/**
 * One act as the public record keeps it: RFC 8785 canonical JSON, at most 65,535 bytes, free of names, addresses and
 * free text, which are only committed to. Throws where a payload carries anything else.
 */
export function leafOf(entry: {
  type: Act;
  challenge: string | null;
  at: Instant;
  payload: { [key: string]: Fact };
}): string {
  refusePersonalData({ ...entry.payload, challenge: entry.challenge }, "the payload");
  const leaf = canonicalJson({
    ...entry.payload,
    v: 1,
    type: entry.type,
    challenge: entry.challenge,
    at: entry.at.toISOString(),
  } as Json);
  if (Buffer.byteLength(leaf) > MOST_BYTES) throw new Error("a record entry is at most 65,535 bytes");
  return leaf;
}
