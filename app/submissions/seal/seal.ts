import type { CodeRules } from "~/challenges/code-rules";
import type { Refusal } from "~/kernel/result";
import { bytesText, count, list } from "~/kernel/text";
import { DAY, HOUR, type Instant, instantText, MINUTE } from "~/kernel/time";
import type { Mask } from "../blind/mask";

/** What is known of a version's code. `receivedAt` is when the version was handed in. */
export type SealFacts = {
  state: "pending" | "sealed" | "failed";
  commitSha: string | null;
  treeSha: string | null;
  branch: string | null;
  archiveSha256: string | null;
  archiveBytes: number | null;
  isWhole: boolean | null;
  /** Folders that are other repositories, whose files no archive holds. */
  submodules: string[];
  fileCount: number | null;
  /** When entries close, where the branch is judged as it stands then. */
  notBefore: Instant | null;
  /** When the branch's head of then was seen there: pushed, by GitHub's clock, or read by this site. */
  observedAt: Instant | null;
  isPushSeen: boolean | null;
  /** Read through the GitHub App: shown to the team and the jury alone. */
  isPrivate: boolean;
  /** The sentence that says why it is not sealed yet. */
  why: string | null;
  sealedAt: Instant | null;
  recordHash: string | null;
  /** Days after its hand-in in which a version's code may be brought into order. */
  cureDays: number;
};

/** The columns of a version's seal that say so. */
export const SEALED = {
  ...{ state: true, commitSha: true, treeSha: true, branch: true, archiveSha256: true, isWhole: true },
  ...{ submodules: true, fileCount: true, isPrivate: true, why: true, sealedAt: true, recordHash: true },
  ...{ notBefore: true, observedAt: true, isPushSeen: true },
  archive: { select: { bytes: true } },
} as const;

type Columns = Omit<SealFacts, "archiveBytes" | "cureDays"> & { archive: { bytes: bigint } | null };

/** The facts of those columns, and of the newest rules for code of the challenge. */
export const sealFacts = ({ archive, ...seal }: Columns, { cureDays }: Pick<CodeRules, "cureDays">): SealFacts => ({
  ...seal,
  archiveBytes: archive ? Number(archive.bytes) : null,
  cureDays,
});

/** The same where nobody may be named: without what leads to a commit on GitHub, its branch included. */
export const maskedSeal = (seal: SealFacts, mask: Mask): SealFacts => ({
  ...seal,
  ...{ commitSha: null, treeSha: null, branch: null },
  submodules: seal.submodules.map(mask),
  why: seal.why && mask(seal.why),
});

/** From when on a version's code may be brought into order: its hand-in, or the close of entries for a branch. */
export const cureBegins = ({ receivedAt, notBefore }: { receivedAt: Instant; notBefore: Instant | null }): Instant =>
  notBefore ?? receivedAt;

/** Until when a version's code may still be brought into order: pushed, made public, made smaller. */
export const cureEnds = (receivedAt: Instant, cureDays: number): Instant =>
  new Date(receivedAt.getTime() + cureDays * DAY);

/** So many days GitHub is asked at least where nothing is wrong with the code: an outage is not the team's to cure. */
const OUTAGE_DAYS = 7;
export const outageEnds = (receivedAt: Instant, cureDays: number): Instant =>
  cureEnds(receivedAt, Math.max(cureDays, OUTAGE_DAYS));

/**
 * When GitHub is asked next after so many tries: in a minute, then ever later, hourly at most, and not before GitHub
 * itself says; null once that is after `until`.
 */
export function nextTry(
  { tries, notBefore, until }: { tries: number; notBefore: Instant | null; until: Instant },
  at: Instant,
): Instant | null {
  const wait = Math.min(HOUR, MINUTE * 2 ** Math.min(tries, 10));
  const next = new Date(Math.max(at.getTime() + wait, notBefore?.getTime() ?? 0));
  return next > until ? null : next;
}

const NO_CURE = "The rules give no time to bring code into order after a hand-in.";

/** Why GitHub is not asked for this code again now; null where it may be. */
export function whyNotSealAgain(
  { state, cureDays, ...of }: Pick<SealFacts, "state" | "cureDays" | "notBefore"> & { receivedAt: Instant },
  now: Instant,
): Refusal | null {
  if (state === "sealed") return { code: "sealed", message: "The code of this version is sealed." };
  if (state === "pending") return { code: "pending", message: "GitHub is being asked for the code already." };
  if (cureDays === 0) return { code: "over", message: NO_CURE };
  if (now > cureEnds(cureBegins(of), cureDays))
    return { code: "over", message: "The time to bring this version’s code into order is over." };
  return null;
}

/**
 * The identifier of a git commit in Software Heritage's scheme (SWHID 1.2, ISO/IEC 18670): whoever archived that commit
 * anywhere can be asked for it by this name.
 */
export const swhid = (commitSha: string): string => `swh:1:rev:${commitSha}`;

/** What became of the code in a sentence or two, for everyone who may read the entry. */
export function sealSentence(seal: SealFacts, { zone, receivedAt }: { zone: string; receivedAt: Instant }): string {
  switch (seal.state) {
    case "pending":
      if (seal.notBefore && !seal.why)
        return `Received. The newest commit on the branch when entries close, on ${instantText(seal.notBefore, zone)}, is sealed then.`;
      return seal.why
        ? `Received; the code is still being fetched. ${seal.why}`
        : "Received; the code is being fetched from GitHub.";
    case "failed":
      return `The code could not be sealed. ${seal.why ?? ""} ${
        seal.cureDays === 0
          ? NO_CURE
          : `GitHub is asked again by itself until ${instantText(cureEnds(cureBegins({ ...seal, receivedAt }), seal.cureDays), zone)}.`
      }`;
    case "sealed": {
      const size = seal.archiveBytes === null ? "" : `, ${bytesText(seal.archiveBytes)} packed`;
      const fetchedAt = seal.sealedAt ? `, fetched on ${instantText(seal.sealedAt, zone)}` : "";
      const left = seal.submodules.length > 0 ? ` Left out here: ${list(seal.submodules)}.` : "";
      const whole = seal.isWhole
        ? "The files are exactly those of the commit."
        : `The files differ from the commit’s own tree: GitHub leaves submodules out of archives, and what the repository marks so.${left}`;
      return `${count(seal.fileCount ?? 0, "file")}${size}, as ${stoodText(seal, zone)}${fetchedAt}. ${whole} Whatever happens on GitHub, this stays.`;
    }
  }
}

/** "the commit had them on branch main", or how it is known that the branch stood there when entries closed. */
function stoodText({ branch, observedAt, isPushSeen }: SealFacts, zone: string): string {
  const where = branch === null ? "the branch" : `branch ${branch}`;
  if (!observedAt) return `the commit had them on ${where}`;
  const seen = instantText(observedAt, zone);
  return isPushSeen
    ? `${where} stood when entries closed: pushed on ${seen} by GitHub’s clock`
    : `${where} stood when this site last saw it before entries closed, on ${seen}`;
}
