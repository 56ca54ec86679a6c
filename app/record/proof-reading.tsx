import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { KeyValues } from "~/ui/layout";
import type { SignedReceipt } from "./receipt.server";

type Of = { receipt: SignedReceipt | null; hash: string; leaf: string };

/** Where an entry stands in the signed record, checked by the reader's own browser, and what to keep of it. */
export function SignedProof({ receipt, hash, leaf }: Of) {
  if (!receipt) return <p>It is being taken into the signed record. That takes a few seconds: open this page again.</p>;
  const { index, size, proof, key } = receipt;
  return (
    <div className="stack" data-receipt="one">
      <KeyValues
        items={[
          {
            label: "Place",
            value: `Number ${index}, counted from 0, of ${count(size, "signed entry", "signed entries")}`,
          },
          { label: "Key", value: <span data-receipt="key">{key}</span>, code: true },
        ]}
      />
      <p>
        <output data-receipt="verdict">
          With JavaScript your browser checks it here. Without, use the command below.
        </output>
      </p>
      <script type="module" src={paths.receiptCheck()} />
      <ul>
        <li>
          <a href={paths.recordReceipt(hash)} download>
            The receipt as a page
          </a>{" "}
          that checks itself, without a network. Keep it.
        </li>
        <li>
          <a href={paths.recordProof(hash)} download>
            The proof for programs
          </a>{" "}
          (c2sp.org/tlog-proof).
        </li>
      </ul>
      <details>
        <summary>The proof with its checkpoint, and the command that checks it</summary>
        <pre className="letter" data-receipt="leaf">
          {leaf}
        </pre>
        <pre className="letter" data-receipt="proof">
          {proof}
        </pre>
        <pre className="letter">
          <code>{`node verify-record.js --receipt ${hash.slice(0, 16)}.tlog-proof --key '${key}'`}</code>
        </pre>
      </details>
    </div>
  );
}
