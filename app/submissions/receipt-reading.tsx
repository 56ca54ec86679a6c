import type { ReactNode } from "react";
import { paths } from "~/paths";
import { judgedText } from "~/teams/declared-commit";
import { Certificate, Hash } from "~/ui/cert";
import { KeyValues } from "~/ui/layout";
import { When } from "~/ui/when";
import { type Mark, markText } from "./mark/mark";
import type { SealFacts } from "./seal/seal";
import { SealWords } from "./seal/seal-reading";

export type ReadableReceipt = {
  id: string;
  version: number;
  number: number;
  receivedAt: Date;
  contentHash: string;
  commitSha: string | null;
  branch: string | null;
  recordHash: string;
  teamName: string;
  /** What became of the code; null where no repository was linked. */
  seal: SealFacts | null;
  /** The mark that the commit gets on GitHub; null where the team wants none. */
  commitStatus: Mark | null;
};

/** The proof that a version was received: when by the server's clock, what, and where it stands in the record. */
export function ReceiptCertificate({
  receipt,
  zone,
  mark,
  acts,
}: {
  receipt: ReadableReceipt;
  zone: string;
  /** The challenge's small banner. */
  mark?: ReactNode;
  acts?: ReactNode;
}) {
  const at = receipt.receivedAt.toISOString();
  return (
    <Certificate
      title={`Receipt, version ${receipt.version}`}
      mark={mark}
      acts={acts}
      sign={
        <span className="quiet">
          <small>
            In the public record as
            <br />
            <a href={paths.recordEntry(receipt.recordHash)}>
              <Hash value={receipt.recordHash} />
            </a>
          </small>
        </span>
      }
    >
      <p>Received from team {receipt.teamName}.</p>
      <KeyValues
        items={[
          {
            label: "When",
            value: (
              <>
                <When at={at} zone={zone} />
                <br />
                <small>{at}, by the server’s clock</small>
              </>
            ),
          },
          { label: "Entry", value: `${receipt.number}, version ${receipt.version}` },
          {
            label: "Commit",
            value: receipt.commitSha ? <Hash value={receipt.commitSha} /> : judgedText(receipt),
          },
          ...(receipt.seal
            ? [{ label: "Code", value: <SealWords seal={receipt.seal} receivedAt={receipt.receivedAt} zone={zone} /> }]
            : []),
          ...(receipt.commitStatus ? [{ label: "On GitHub", value: markText(receipt.commitStatus) }] : []),
          {
            label: "Content",
            value: (
              <>
                sha256 <Hash value={receipt.contentHash} />
              </>
            ),
          },
        ]}
      />
    </Certificate>
  );
}
