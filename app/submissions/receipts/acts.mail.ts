import { count } from "~/kernel/text";
import { type Instant, instantText } from "~/kernel/time";
import { paths } from "~/paths";
import type { Letter } from "~/platform/mail/mail.server";
import { actWords } from "~/record/act-words";
import { documentName } from "~/record/receipt-document";

/** A line of the record, as its letter tells of it. */
export type DoneAct = {
  type: string;
  hash: string;
  at: Instant;
  /** "Entry 4, version 2"; empty where it may not be told, or there is nothing to tell. */
  about: string;
  /** The challenge's title, where it is about one. */
  title: string | null;
  timeZone: string;
};

/** To whoever did it: what they did stands in the public record, and these are the receipts. */
export function actsMail(acts: DoneAct[], origin: string): Letter {
  const [only, ...others] = acts;
  const isOne = others.length === 0;
  const what = isOne && only ? actWords(only.type) : `${count(acts.length, "act")} of yours in the public record`;
  const page = documentName(acts.length);
  return {
    subject: `${isOne ? "Receipt" : "Receipts"}: ${what}`,
    recordHashes: acts.map(({ hash }) => hash),
    text: `What you did stands in the public record, and is signed. ${isOne ? "The receipt comes" : "The receipts come"} with this mail.

${acts.map((act, i) => actText(act, isOne ? "" : `${i + 1}. `, origin)).join("\n\n")}

To keep: ${page}, a page that checks itself without a network. ${isOne ? "receipt.tlog-proof is the proof" : "receipt-1.tlog-proof and so on are the proofs"} alone, for other tools, and record-key.txt the key that signed. If they are not here, the page of each line has its own.

Keep this mail. Whoever runs this site could write the record anew, but not so that it goes on from what you keep here: what comes with this mail would show it.

If you do not want these letters: ${origin}${paths.settings()}`,
  };
}

const actText = ({ type, hash, at, about, title, timeZone }: DoneAct, number: string, origin: string): string =>
  [
    `${number}${actWords(type)}${about ? `: ${about}` : ""}`,
    ...(title ? [`   In “${title}”`] : []),
    `   ${at.toISOString()} by the server's clock (${instantText(at, timeZone)})`,
    `   ${origin}${paths.recordEntry(hash)}`,
  ].join("\n");
