import { z } from "zod";
import type { Calendar } from "~/challenges/phase";
import type { Refusal } from "~/kernel/result";
import { type Instant, instantText } from "~/kernel/time";

const again = "Reload this page: it does not say which fact this is about.";

/** A reply to one fact; an empty text takes it back. */
export const ReplyForm = z.object({
  fact: z.string({ error: again }).min(1, again).max(5_000, again),
  text: z
    .string()
    .overwrite((typed) => typed.replace(/\r\n?/g, "\n").trim())
    .max(2_000, "At most 2,000 characters.")
    .default(""),
});
export type ReplyFields = z.input<typeof ReplyForm>;

/** Why a team cannot reply to facts now: it can up to, but not at, `closesAt`, when judging starts. */
export const whyNotReply = (
  { closesAt, timeZone }: Pick<Calendar, "closesAt" | "timeZone">,
  now: Instant,
): Refusal | null =>
  closesAt === null || now < closesAt
    ? null
    : {
        code: "closed",
        message: `Judging began when entries closed, on ${instantText(closesAt, timeZone)}. Replies stand as they are.`,
      };
