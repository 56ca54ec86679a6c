import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now } from "~/platform/database.server";
import type { Attachment } from "~/platform/mail/mail.server";
import { actWords } from "~/record/act-words";
import { checkingScript, type SignedReceipt, signedReceipt } from "~/record/receipt.server";
import { receiptDocument } from "~/record/receipt-document";
import { recordEntry } from "~/record/record.server";
import { challengeTitles } from "./list.server";

type Kept = SignedReceipt & {
  /** The receipt as a page that checks itself, for keeping. */
  page: string;
};

/** The receipt of a line of the record, as it is kept; null where there is no such line, or none that is signed yet. */
export async function keptReceipt(hash: string): Promise<Kept | null> {
  const entry = await recordEntry(hash);
  const receipt = entry && (await signedReceipt(entry));
  if (!receipt) return null;
  const { leaf, type, at, challengeId } = entry;
  const challenge = (await challengeTitles([challengeId], await now())).get(challengeId ?? "");
  const { siteName, origin } = config();
  const lines = [
    `${at.toISOString()}, by the clock of ${siteName}.`,
    ...(challenge ? [`In the challenge “${challenge.title}”.`] : []),
    `On the site: ${origin}${paths.recordEntry(hash)}`,
  ];
  const page = receiptDocument({ title: actWords(type), lines, leaf, script: await checkingScript(), ...receipt });
  return { ...receipt, page };
}

/** The files that go with a letter which tells of a line: the page, the proof alone for other tools, and the key. */
export async function receiptFiles(hash: string): Promise<Attachment[] | null> {
  const receipt = await keptReceipt(hash);
  return (
    receipt && [
      { filename: "receipt.html", content: receipt.page, contentType: "text/html" },
      { filename: "receipt.tlog-proof", content: receipt.proof, contentType: "text/plain" },
      { filename: "record-key.txt", content: `${receipt.key}\n`, contentType: "text/plain" },
    ]
  );
}
