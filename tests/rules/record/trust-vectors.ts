import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const root = path.resolve(import.meta.dirname, "../../..");
const folder = path.resolve(root, process.env.PALIO_REAL_DATA ?? "../shared/data", "trust");

/** True where the published test vectors are not on this machine: the tests that need them skip. */
export const isAbsent = !existsSync(path.join(folder, "merkle-rfc6962"));

/** A test's name, with why it is skipped where it is. */
export const label = (name: string): string => (isAbsent ? `${name} (needs the shared vectors, absent here)` : name);

export const vectorFile = (file: string): Buffer => readFileSync(path.join(folder, file));

export const vectors = <Shape extends z.ZodType>(file: string, shape: Shape): z.infer<Shape> =>
  shape.parse(JSON.parse(vectorFile(file).toString()));

/** Every file below a folder of the vectors, by its path from there. */
export const vectorFolder = (name: string): Map<string, Buffer> =>
  new Map(
    readdirSync(path.join(folder, name), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => path.relative(path.join(folder, name), path.join(file.parentPath, file.name)))
      .map((file) => [file.split(path.sep).join("/"), vectorFile(path.join(name, file))]),
  );

export const base64 = z.string().transform((text) => Buffer.from(text, "base64"));
export const hex = z.string().transform((text) => Buffer.from(text, "hex"));
/** Hashes of a proof; null in the files where there are none. */
export const hashes = z.nullable(z.array(base64)).transform((list) => list ?? []);

const Inclusion = z.object({
  ...{ case: z.string(), leafIdx: z.number(), treeSize: z.number(), root: base64, leafHash: base64 },
  ...{ proof: hashes, wantErr: z.boolean() },
});
const Note = z.object({ name: z.string(), note: z.string(), ok: z.boolean() });
const Checkpoint = z.object({ body: z.string(), ok: z.boolean().default(false), why: z.string().optional() });
const Proof = z.object({ proof: z.string(), ok: z.boolean() });

export const inclusionProofs = () => vectors("merkle-rfc6962/inclusion.json", z.array(Inclusion));
export const signedNotes = () => vectors("c2sp/signed-note.json", z.object({ vkey: z.string(), cases: z.array(Note) }));
export const checkpointTexts = () =>
  vectors("c2sp/checkpoint-parse.json", z.object({ cases: z.array(Checkpoint) })).cases;
export const proofTexts = () => vectors("c2sp/tlog-proof-parse.json", z.object({ cases: z.array(Proof) })).cases;

const Signature = z.object({
  ...{ number: z.number(), key: hex, sig: hex, msg: z.string() },
  flags: z.nullable(z.array(z.string())).transform((list) => list ?? []),
});
const REFUSED = ["low_order_A", "low_order_R", "low_order_residue", "non_canonical_A", "non_canonical_R"];

/** Odd signatures; `isCareful` is true of those that every careful library passes. */
export const oddSignatures = () =>
  vectors("ed25519/cctv-ed25519vectors.json", z.array(Signature)).map(({ key, sig, msg, number, flags }) => ({
    signed: { message: Buffer.from(msg), signature: sig, publicKey: key },
    isCareful: !flags.some((flag) => REFUSED.includes(flag)),
    name: `${number}: ${flags}`,
  }));
