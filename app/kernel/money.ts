/** An amount in minor units (cents) of an ISO 4217 currency. */
export type Money = { minor: bigint; currency: string };

export const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "SEK", "PLN", "JPY"] as const;

const digitsOf = (currency: string): number =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** "€10,000" for whole amounts, "€10,000.50" otherwise. */
export function moneyText({ minor, currency }: Money): string {
  const digits = digitsOf(currency);
  const unit = 10n ** BigInt(digits);
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: minor % unit === 0n ? 0 : digits,
  });
  return format.format(Number(minor) / Number(unit));
}

/** Reads "10000", "10,000" or "10 000.50" as an amount; null where it is none, is not positive, or has too many decimals. */
export function parseMoney(text: string, currency: string): Money | null {
  const digits = digitsOf(currency);
  const match = /^(\d{1,3}(?:[, ]\d{3})+|\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  if (!match || (match[2]?.length ?? 0) > digits) return null;
  const whole = (match[1] ?? "").replace(/[, ]/g, "");
  const minor = BigInt(whole + (match[2] ?? "").padEnd(digits, "0"));
  return minor > 0n ? { minor, currency } : null;
}

/** One total per currency, in the order in which the currencies first occur. */
export function totals(amounts: Money[]): Money[] {
  const sums = new Map<string, bigint>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  return [...sums].map(([currency, minor]) => ({ minor, currency }));
}
