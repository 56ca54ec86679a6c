import { z } from "zod";
import { canonicalJson, type Json } from "~/kernel/canonical";
import { ok, type Result, refuse } from "~/kernel/result";
import { sha256 } from "~/platform/secret.server";
import { randomnessOf } from "~/record/draw/beacon";
import { NO_SEED } from "~/record/draw/no-seed";
import { seedOf as drawSeedOf } from "~/record/draw/seed";
import { ResultInputs } from "./inputs.schema";
import { type JuryResult, resultOf } from "./result";

/** What wrote the bundle: package.json says the same. */
export const PROGRAM = { name: "palio", version: "0.2.0" };
const FORMAT = "palio-result-1";
/** What holds sheets of two rounds, which a reader of the first format would take for one. */
const FORMAT_OF_TWO = "palio-result-2";
/** What holds lots that were drawn in public. */
const FORMAT_OF_LOTS = "palio-result-3";

const Bundle = z.object({
  format: z.enum([FORMAT, FORMAT_OF_TWO, FORMAT_OF_LOTS]),
  program: z.object({ name: z.string(), version: z.string() }),
  challenge: z.object({ slug: z.string(), title: z.string() }),
  closedAt: z.string(),
  inputs: ResultInputs,
  result: z.unknown(),
  checksums: z.object({ inputs: z.string(), result: z.string() }),
});

type Of = { challenge: { slug: string; title: string }; closedAt: Date; inputs: ResultInputs };

/** The SHA-256 of a value's canonical JSON. */
const sumOf = (value: unknown): string => sha256(canonicalJson(value as Json));

/** The seed of the draws that a result tells chances by: nobody knows it before the last sheet is sealed. */
export const seedOf = (sheets: Pick<ResultInputs["sheets"][number], "seal">[]): string =>
  sumOf(sheets.map(({ seal }) => seal));

/** What the draw of a result is announced for: all that it is computed from, but the lots. */
export const subjectOf = ({ draw: _draw, ...inputs }: ResultInputs): string => sumOf(inputs);

/** A result and the one text of it that is published: canonical JSON, so that the file's SHA-256 is the result's hash. */
export function bundled({ challenge, closedAt, inputs }: Of): { result: JuryResult; text: string; hash: string } {
  const result = resultOf(inputs);
  const isOfTwo = inputs.criteria.some(({ round }) => round === 2);
  const format = inputs.draw ? FORMAT_OF_LOTS : isOfTwo ? FORMAT_OF_TWO : FORMAT;
  const text = canonicalJson({
    ...{ format, program: PROGRAM, challenge, closedAt: closedAt.toISOString(), inputs, result },
    checksums: { inputs: sumOf(inputs), result: sumOf(result) },
  } as unknown as Json);
  return { result, text, hash: sha256(text) };
}

/** What a bundle says at a place, and what comes out there. */
export type Difference = { place: string; said: unknown; found: unknown };

export type Recomputed = {
  ok: boolean;
  /** SHA-256 of the bundle as canonical JSON: what the record holds of the result. */
  hash: string;
  challenge: { slug: string; title: string };
  /** The version that wrote the bundle. */
  version: string;
  differences: Difference[];
};

/** Computes the result of a bundle anew and names every place at which it differs; refused where it is no bundle. */
export function recompute(text: string): Result<Recomputed> {
  let [json, hash]: [unknown, string] = [null, ""];
  try {
    json = JSON.parse(text);
    hash = sumOf(json);
  } catch {
    return refuse("no-json", "The bundle is not JSON, or it is damaged.");
  }
  const read = Bundle.safeParse(json);
  if (!read.success) {
    const [issue] = read.error.issues;
    const place = issue && issue.path.length > 0 ? ` at ${placeText(issue.path)}` : "";
    return refuse("no-bundle", `This is no bundle of a result${place}: ${issue?.message ?? "it has another shape"}.`);
  }
  const { inputs, result, checksums, challenge, program } = read.data;
  const why = whyNotCount(inputs);
  if (why) return refuse("no-bundle", `This is no bundle of a result: ${why}`);
  const differences = [
    ...differing(checksums, { inputs: sumOf(inputs), result: sumOf(result) }, ["checksums"]),
    ...differing(inputs.seed, seedOf(inputs.sheets), ["inputs", "seed"]),
    ...differing(inputs.draw, drawFound(inputs), ["inputs", "draw"]),
    ...differing(result, resultOf(inputs), ["result"]),
  ];
  const { version } = program;
  return ok({ ok: differences.length === 0, hash, challenge, version, differences });
}

/**
 * The draw of a result as it comes out: announced for these inputs, its seed from the randomness and the announcement, and
 * the randomness from the signature. That the announcement stands in the record, and the signature is drand's, `palio verify`
 * says.
 */
function drawFound(inputs: ResultInputs): ResultInputs["draw"] {
  if (!inputs.draw) return inputs.draw;
  const { announced, signature, randomness: said } = inputs.draw;
  const randomness = signature ? randomnessOf(signature) : said;
  const isVoid = !signature && said === NO_SEED;
  const seed = isVoid ? NO_SEED : drawSeedOf(randomness, sha256(announced));
  return { ...inputs.draw, announced: withSubject(announced, subjectOf(inputs)), randomness, seed };
}

/** The announcement as it would stand for another subject; as it is for its own. */
function withSubject(announced: string, subject: string): string {
  try {
    return canonicalJson({ ...JSON.parse(announced), subject } as Json);
  } catch {
    return "";
  }
}

/** Why a result cannot be computed from inputs of the right shape. */
function whyNotCount({ criteria, entries, sheets }: ResultInputs): string | null {
  const known = new Set(entries.map(({ entry }) => entry));
  if (known.size < entries.length) return "an entry stands in it twice.";
  const seen = new Set<string>();
  for (const { entry, juror, round, scores } of sheets) {
    const sheet = `the sheet of juror ${juror} for entry ${entry}${round ? " in the second round" : ""}`;
    if (!known.has(entry)) return `${sheet} is of no entry.`;
    if (seen.has(`${juror} ${entry} ${round}`)) return `${sheet} stands in it twice.`;
    seen.add(`${juror} ${entry} ${round}`);
    const own = criteria.filter((criterion) => criterion.round === round);
    if (own.length === 0) return `${sheet} has no criteria to be scored by.`;
    const lacking = own.find(({ id }) => scores[id] === undefined);
    if (lacking) return `${sheet} has no score for “${lacking.title}”.`;
  }
  return null;
}

const placeText = (path: PropertyKey[]): string =>
  path.map((part, i) => (typeof part === "number" ? `[${part}]` : `${i === 0 ? "" : "."}${String(part)}`)).join("");

/** Places at which two JSON values differ, depth first. */
function differing(said: unknown, found: unknown, path: PropertyKey[]): Difference[] {
  if (Object.is(said, found)) return [];
  if (isTree(said) && isTree(found) && Array.isArray(said) === Array.isArray(found)) {
    const keys = [...new Set([...Object.keys(said), ...Object.keys(found)])];
    return keys.flatMap((key) => differing(said[key], found[key], [...path, Array.isArray(said) ? Number(key) : key]));
  }
  return [{ place: placeText(path), said: said ?? null, found: found ?? null }];
}

const isTree = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
