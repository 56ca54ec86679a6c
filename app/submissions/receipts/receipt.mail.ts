import { type Instant, instantText } from "~/kernel/time";
import { paths } from "~/paths";
import type { Letter } from "~/platform/mail/mail.server";
import type { Opens } from "~/platform/outbox.server";
import { judgedText } from "~/teams/declared-commit";

type Receipt = {
  id: string;
  version: number;
  number: number;
  at: Instant;
  contentHash: string;
  commitSha: string | null;
  branch: string | null;
  recordHash: string;
  opens: Opens | null;
};
type About = { team: { name: string }; challenge: { slug: string; title: string; timeZone: string } };

/** The receipt of a version, as every member gets it by mail. */
export const receiptMail =
  ({ receipt, team, challenge }: About & { receipt: Receipt }) =>
  (origin: string): Letter => ({
    subject: `Receipt: ${team.name} handed in version ${receipt.version}`,
    recordHashes: [receipt.recordHash],
    text: `Version ${receipt.version} of entry ${receipt.number} on “${challenge.title}” arrived.

Received   ${receipt.at.toISOString()} by the server's clock
           (${instantText(receipt.at, challenge.timeZone)})
Content    sha256 ${receipt.contentHash}
Commit     ${judgedText(receipt)}
Record     ${receipt.recordHash}
${openingOf(receipt.opens)}
The receipt: ${origin}${paths.receipt(receipt.id)}
In the record: ${origin}${paths.recordEntry(receipt.recordHash)}
${toKeep(receipt.recordHash, origin)}

Keep this mail. If the record were ever rewritten, what comes with it would show it. You can hand in again until entries close; the jury reads the last version that arrived before.`,
  });

const toKeep = (recordHash: string, origin: string): string =>
  `To keep: receipt.html with this mail, a page that checks itself without a network; receipt.tlog-proof is the proof alone, for other tools, and record-key.txt the key that signed. If they are not here the record was not signed in time; they are at ${origin}${paths.recordReceipt(recordHash)}`;

/** What the line in the record commits to, so that whoever has the letter can show it. */
const openingOf = (opens: Opens | null): string =>
  opens
    ? `
The line in the record is public and says nothing of your entry: it commits to it. This opens it, and only your team and the city have it:

  salt   ${opens.salt}
  words  ${opens.words}
`
    : "";

/** To every member: the entry is withdrawn. */
export const withdrawnMail =
  ({ name, number, recordHash, team, challenge }: About & { name: string; number: number; recordHash: string }) =>
  (origin: string): Letter => ({
    subject: `${team.name} withdrew its entry`,
    recordHashes: [recordHash],
    text: `${name} withdrew entry ${number} of ${team.name} on “${challenge.title}”. The jury will not read it. Its receipts stand, and until entries close you can hand in again.

Your draft is kept: ${origin}${paths.submission(challenge.slug)}

In the record: ${origin}${paths.recordEntry(recordHash)}
${toKeep(recordHash, origin)}`,
  });
