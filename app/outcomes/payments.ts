import type { Refusal } from "~/kernel/result";
import { dayText, type Instant, toLocalInput } from "~/kernel/time";

type Moments = { resultsPublishedAt: Instant | null; timeZone: string };

/** Why nothing can be stated as paid yet: there are published results, and a prize was awarded. */
export function whyNotPay({ resultsPublishedAt }: Moments, { prizes }: { prizes: number }): Refusal | null {
  if (!resultsPublishedAt)
    return { code: "not-published", message: "Payments are stated when the results are published." };
  return prizes === 0 ? { code: "no-prizes", message: "No prize was awarded, so there is nothing to pay." } : null;
}

/** Why a day cannot be the one of a payment: nothing was won before it, or it is still to come where the city is. */
export function whyNotPaidOn(day: string, { resultsPublishedAt, timeZone }: Moments, now: Instant): Refusal | null {
  if (day > toLocalInput(now, timeZone).slice(0, 10))
    return { code: "to-come", message: "That day is still to come. State what was paid, not what will be." };
  return resultsPublishedAt && day < toLocalInput(resultsPublishedAt, timeZone).slice(0, 10)
    ? {
        code: "too-early",
        message: `Results were published on ${dayText(resultsPublishedAt, timeZone)}, and no prize was won before.`,
      }
    : null;
}

/** Whether a prize is paid, as everyone reads it. */
export const paymentText = (paidOn: Instant | undefined): string =>
  paidOn ? `Paid on ${dayText(paidOn, "UTC")}, the city says.` : "Not stated as paid yet.";
