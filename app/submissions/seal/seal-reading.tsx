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

/** The same for the entry's readers, who can look into what was sealed. */
export const SealedCode = ({ slug, number, ...of }: Seal & { slug: string; number: number }) => (
  <>
    {of.seal.state === "sealed" && (
      <>
        <a href={paths.sealedCode(slug, number)}>Look into it</a>
        <br />
      </>
    )}
    <SealWords {...of} />
  </>
);
