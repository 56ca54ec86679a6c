import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { type SealFacts, sealSentence, swhid } from "./seal";

type Seal = {
  seal: SealFacts;
  /** When the version was handed in. */
  receivedAt: Instant;
  zone: string;
};

/** What became of a version's code, and the name by which the commit is known everywhere. */
export const SealWords = ({ seal, receivedAt, zone }: Seal) => (
  <>
    <span className={seal.state === "failed" ? "warn" : undefined}>{sealSentence(seal, { zone, receivedAt })}</span>
    {seal.state === "sealed" && seal.commitSha && (
      <>
        <br />
        <code className="hash">{swhid(seal.commitSha)}</code>
      </>
    )}
  </>
);

/** What everyone but the team and the jury reads of private code. */
export const ONLY_JURY = "The team’s repository is private: only the jury reads its code.";

type Code = Seal & {
  slug: string;
  number: number;
  /** Whoever reads is of the team or the jury. */
  isInside?: boolean;
};

/** The same for the entry's readers, who can look into what was sealed; into private code only the team and the jury. */
export const SealedCode = ({ slug, number, isInside = false, ...of }: Code) => (
  <>
    {of.seal.isPrivate && (
      <>
        {ONLY_JURY}
        <br />
      </>
    )}
    {of.seal.state === "sealed" && (isInside || !of.seal.isPrivate) && (
      <>
        <a href={paths.sealedCode(slug, number)}>Look into it</a>
        <br />
      </>
    )}
    <SealWords {...of} />
  </>
);
