import { expect, test } from "vitest";
import { paymentText, whyNotPaidOn, whyNotPay } from "~/outcomes/payments";

const at = (iso: string) => new Date(iso);
const out = { resultsPublishedAt: at("2026-10-11T22:30:00Z"), timeZone: "Europe/Rome" };

test("a payment is stated once results are out and a prize was awarded", () => {
  expect(whyNotPay({ ...out, resultsPublishedAt: null }, { prizes: 1 })).toMatchObject({ code: "not-published" });
  expect(whyNotPay(out, { prizes: 0 })).toMatchObject({ code: "no-prizes" });
  expect(whyNotPay(out, { prizes: 1 })).toBeNull();
});

test("its day lies between the results and today, both by the city's own calendar", () => {
  const now = at("2026-11-30T23:30:00Z");
  expect(whyNotPaidOn("2026-12-01", out, now)).toBeNull();
  expect(whyNotPaidOn("2026-12-02", out, now)).toMatchObject({ code: "to-come" });
  expect(whyNotPaidOn("2026-10-12", out, now)).toBeNull();
  expect(whyNotPaidOn("2026-10-11", out, now)).toMatchObject({ code: "too-early" });
});

test("what is not stated says so", () => {
  expect(paymentText(undefined)).toBe("Not stated as paid yet.");
  expect(paymentText(at("2026-12-03T00:00:00Z"))).toBe("Paid on 3 December 2026, the city says.");
});
