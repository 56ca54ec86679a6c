import { z } from "zod";
import type { Calendar } from "~/challenges/phase";
import type { Refusal } from "~/kernel/result";
import { DAY, type Instant, instantText } from "~/kernel/time";
import type { FactKind } from "./seen";

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

/** What is drawn from the sealed code, which a team that is judged by its branch has only once entries are closed. */
const OF_THE_SEAL: FactKind[] = ["elsewhere", "vendored", "same-tree", "shared"];
const AFTER_A_LATE_SEAL = 3 * DAY;

/** Of a fact that is not listed, `kind` is null. */
type About = { kind: FactKind | null; sealedAt: Instant | null };

/**
 * Why a team cannot reply to a fact: it can up to, but not at, `closesAt`, when judging starts. To what code that was
 * sealed at the deadline or later tells, it can for three days from its seal.
 */
export function whyNotReply(
  { closesAt, timeZone }: Pick<Calendar, "closesAt" | "timeZone">,
  { kind, sealedAt }: About,
  now: Instant,
): Refusal | null {
  if (closesAt === null || now < closesAt) return null;
  const isLate = kind !== null && OF_THE_SEAL.includes(kind) && sealedAt !== null && sealedAt >= closesAt;
  const until = isLate ? new Date(sealedAt.getTime() + AFTER_A_LATE_SEAL) : closesAt;
  if (now < until) return null;
  const why = isLate ? "Replies to what the sealed code tells ended" : "Judging began when entries closed,";
  return { code: "closed", message: `${why} on ${instantText(until, timeZone)}. Replies stand as they are.` };
}
