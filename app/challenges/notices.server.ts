import type { Tx } from "~/platform/database.server";
import { enqueue, job } from "~/platform/jobs/queue.server";

/** Mails an announcement to everyone registered for its challenge; who that is, is known a floor above. */
export const tellRegistered = job<{ announcementId: string }>("tell-registered");

export type NoticeKind = "news" | "rules" | "calendar" | "results";

type Notice = {
  /** Given where one press of a button must make one announcement. */
  id?: string;
  challengeId: string;
  kind: NoticeKind;
  title: string;
  body: string;
  postedById: string;
  at: Date;
};

/** Posts a notice on the challenge's page and has it mailed to every registered person. */
export async function postNotice({ at, ...notice }: Notice, tx: Tx): Promise<string> {
  const { id } = await tx.announcement.create({ data: { ...notice, postedAt: at }, select: { id: true } });
  await enqueue(tellRegistered, { announcementId: id }, tx, { key: `tell-registered:${id}` });
  return id;
}
