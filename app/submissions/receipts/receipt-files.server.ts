import { challengeTitles } from "~/challenges/reading/list.server";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { db, now } from "~/platform/database.server";
import type { Attachment } from "~/platform/mail/mail.server";
import { actWords } from "~/record/act-words";
import { checkingScript, type SignedReceipt, signedReceipts } from "~/record/receipt.server";
import { documentName, receiptDocument, type ToldReceipt } from "~/record/receipt-document";
import { aboutActs } from "../about-acts.server";

type Kept = {
  receipts: SignedReceipt[];
  /** The receipts as a page that checks itself, for keeping. */
  page: string;
};

/** Receipts of lines of the record, as they are kept; null where one of them is no line, or none that is signed yet. */
export async function keptReceipts(hashes: string[]): Promise<Kept | null> {
  const lines = await db.recordEntry.findMany({
    where: { hash: { in: hashes } },
    orderBy: { id: "asc" },
    select: { index: true, type: true, hash: true, leaf: true, at: true, challengeId: true },
  });
  const receipts = lines.length === new Set(hashes).size ? await signedReceipts(lines) : null;
  if (!receipts) return null;
  const [abouts, titles, script] = await Promise.all([
    aboutActs(lines),
    challengeTitles(
      lines.map(({ challengeId }) => challengeId),
      await now(),
    ),
    checkingScript(),
  ]);
  const { siteName, origin } = config();
  const told = receipts.flatMap((receipt, i): ToldReceipt[] => {
    const line = lines[i];
    if (!line) return [];
    const { leaf, type, hash, at, challengeId } = line;
    const challenge = titles.get(challengeId ?? "");
    const about = abouts[i]?.about;
    const words = [
      ...(about ? [`${about}.`] : []),
      `${at.toISOString()}, by the clock of ${siteName}.`,
      ...(challenge ? [`In the challenge “${challenge.title}”.`] : []),
      `On the site: ${origin}${paths.recordEntry(hash)}`,
    ];
    return [{ ...receipt, title: actWords(type), lines: words, leaf }];
  });
  const [first, ...others] = told;
  return first ? { receipts, page: receiptDocument({ receipts: [first, ...others], script }) } : null;
}

/** The files that go with a letter which tells of lines: the page, each proof alone for other tools, and the key. */
export async function receiptFiles(hashes: string[]): Promise<Attachment[] | null> {
  const kept = await keptReceipts(hashes);
  const [first, ...others] = kept?.receipts ?? [];
  if (!kept || !first) return null;
  const text = (filename: string, content: string) => ({ filename, content, contentType: "text/plain" });
  return [
    { filename: documentName(kept.receipts.length), content: kept.page, contentType: "text/html" },
    ...kept.receipts.map(({ proof }, i) =>
      text(others.length === 0 ? "receipt.tlog-proof" : `receipt-${i + 1}.tlog-proof`, proof),
    ),
    text("record-key.txt", `${first.key}\n`),
  ];
}
