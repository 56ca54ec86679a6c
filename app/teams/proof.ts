import { list } from "~/kernel/text";
import { type Instant, instantText } from "~/kernel/time";
import type { Evidence } from "~/platform/github/proof.server";

/** How a team showed that it may speak for its repository; `byId` is the member by whom, where it was one. */
export type Proof = { proof: "permission" | "installation" | "file" | "topic"; byId: string | null };

/** The columns of a linked repository that say so. */
export const PROOF = { proof: true, provenById: true, provenAt: true } as const;
export type Proven = {
  proof: "none" | Proof["proof"];
  provenById: string | null;
  provenAt: Instant | null;
};

/** What the evidence shows: a member's own right before the word that anyone may have put there; null where it is nothing. */
export function proofIn({ pushers, installers, topics, file }: Evidence, word: string): Proof | null {
  const [pusher] = pushers;
  if (pusher !== undefined) return { proof: "permission", byId: pusher };
  const [installer] = installers;
  if (installer !== undefined) return { proof: "installation", byId: installer };
  if (file === word) return { proof: "file", byId: null };
  return topics.includes(word) ? { proof: "topic", byId: null } : null;
}

const HOW: Record<Proof["proof"], (by: string) => string> = {
  permission: (by) => `GitHub says that ${by} may push to it`,
  installation: (by) => `the GitHub App is installed on it, and ${by} may push to it`,
  file: () => "the word that Palio named stood in its file .palio",
  topic: () => "the word that Palio named was among its topics",
};

/** "GitHub says that Ada Bianchi may push to it, as of 3 March 2026, 10:00."; null where nothing is proven. */
export function provenText({ proof, provenAt }: Proven, { by, zone }: { by: string; zone: string }): string | null {
  if (proof === "none" || provenAt === null) return null;
  const how = HOW[proof](by);
  return `${how[0]?.toUpperCase()}${how.slice(1)}, as of ${instantText(provenAt, zone)}.`;
}

/** The same for whoever reads the entry, who is told of no member. */
export function provenSentence(of: Proven, zone: string): string {
  if (of.proof === "none" || of.provenAt === null)
    return "The team has not proven that it may speak for the repository.";
  return `The team proved that it may speak for the repository: ${HOW[of.proof]("a member")}, as of ${instantText(of.provenAt, zone)}.`;
}

/** What a site offers for it beside the word, which anyone can use. */
export type Ways = { word: string; hasSignIn: boolean; hasApp: boolean };

/** "Any of these shows it: …", with the word to copy. */
export const waysText = ({ word, hasSignIn, hasApp }: Ways): string =>
  `Any of these shows it: ${list(
    [
      ...(hasSignIn ? ["a member who may push to it links their GitHub account under Settings"] : []),
      ...(hasApp ? ["a member installs the GitHub App on it"] : []),
      `add the topic ${word} to it, or a file .palio with this one word`,
    ],
    "or",
  )}. Then ask GitHub again.`;
