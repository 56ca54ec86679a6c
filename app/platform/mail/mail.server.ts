import { createTransport, type Transporter } from "nodemailer";
import { MINUTE } from "~/kernel/time";
import { config } from "../config.server";
import { db, now, type Tx } from "../database.server";
import { enqueue, job } from "../jobs/queue.server";
import { leave } from "../outbox.server";

/** A letter as a pure function makes it. */
export type Letter = {
  subject: string;
  text: string;
  /** The lines of the record, by hash, whose receipts go with it. */
  recordHashes?: string[];
};

/** A file that goes with a letter. */
export type Attachment = { filename: string; content: string; contentType: string };

export const sendMail = job<{ key: string }>("send-mail");

type Addressed = Letter & {
  /** Names the occasion and the reader: the same letter is never written twice. */
  key: string;
  to: string;
};

/**
 * Puts letters in the outbox, in the transaction of the verb that tells; jobs send them. Whoever had their data erased
 * has an address below .invalid, where nothing is delivered (RFC 2606).
 */
export const writeMails = (letters: Addressed[], tx: Tx): Promise<void> =>
  leave({ letters: letters.filter(({ to }) => !to.endsWith(".invalid")) }, tx);

export const writeMail = (letter: Addressed, tx: Tx): Promise<void> => writeMails([letter], tx);

let transport: Transporter | undefined;

/** How often it is asked for receipts that go with a letter, and how long the letter waits for them. */
const ASK_AGAIN = 2_000;
const WAIT_AT_MOST = MINUTE;

/** The files that go with a letter that names lines of the record; null until all of them are signed. */
type ReceiptsOf = (recordHashes: string[]) => Promise<Attachment[] | null>;

/**
 * The job behind `sendMail`. Without SMTP the letter stays in the outbox page, which exists only on this machine. One
 * that brings receipts waits until they are there, but not for ever: it then says where they are.
 */
export async function deliverMail({ key }: { key: string }, receiptsOf: ReceiptsOf): Promise<void> {
  const { mail } = config();
  const letter = await db.mail.findUnique({ where: { key } });
  if (!letter || letter.sentAt || !mail.smtp) return;
  const attachments = letter.recordHashes.length === 0 ? [] : await receiptsOf(letter.recordHashes);
  if (attachments === null) {
    const at = await now();
    if (at.getTime() - letter.createdAt.getTime() < WAIT_AT_MOST)
      return enqueue(sendMail, { key }, db, { at: new Date(at.getTime() + ASK_AGAIN) });
  }
  transport ??= createTransport(mail.smtp, { connectionTimeout: 10_000, socketTimeout: 20_000 } as object);
  try {
    // The message id is the letter's own, so that a receiving server can drop a second copy.
    await transport.sendMail({
      from: mail.from,
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
      attachments: attachments ?? [],
      messageId: `<${letter.id}@palio>`,
    });
  } catch (error) {
    await db.mail.update({ where: { key }, data: { error: (error as Error).message.slice(0, 300) } });
    throw error;
  }
  await db.mail.update({ where: { key }, data: { sentAt: await now(), error: null } });
}

/** The newest letters, for the outbox page. */
export const outbox = (to?: string) =>
  db.mail.findMany({
    where: to ? { to } : {},
    orderBy: { createdAt: "desc" },
    take: 50,
    select: { id: true, to: true, subject: true, text: true, recordHashes: true, createdAt: true, sentAt: true },
  });
