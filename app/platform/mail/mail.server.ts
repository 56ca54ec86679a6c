import { createTransport, type Transporter } from "nodemailer";
import { config } from "../config.server";
import { db, now, type Tx } from "../database.server";
import { job } from "../jobs/queue.server";
import { leave } from "../outbox.server";

/** A letter as a pure function makes it. */
export type Letter = { subject: string; text: string };

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

/** The job behind `sendMail`. Without SMTP the letter stays in the outbox page, which exists only on this machine. */
export async function deliverMail({ key }: { key: string }): Promise<void> {
  const { mail } = config();
  const letter = await db.mail.findUnique({ where: { key } });
  if (!letter || letter.sentAt || !mail.smtp) return;
  transport ??= createTransport(mail.smtp, { connectionTimeout: 10_000, socketTimeout: 20_000 } as object);
  try {
    // The message id is the letter's own, so that a receiving server can drop a second copy.
    await transport.sendMail({
      from: mail.from,
      to: letter.to,
      subject: letter.subject,
      text: letter.text,
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
    select: { id: true, to: true, subject: true, text: true, createdAt: true, sentAt: true },
  });
