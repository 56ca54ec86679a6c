import { z } from "zod";

const hex = (digits: number, message: string) =>
  z
    .string(message)
    .trim()
    .toLowerCase()
    .regex(new RegExp(`^[0-9a-f]{${digits}}$`), message);

export const CommitForm = z.object({
  commitment: hex(64, "The SHA-256 of the line that stands above: 64 digits from 0 to 9 and a to f."),
});
export const OpenForm = z.object({ nonce: hex(64, "Your number: 64 digits from 0 to 9 and a to f.") });
export const BeaconForm = z.object({
  signature: hex(96, "The signature of the round: 96 digits from 0 to 9 and a to f."),
});

export type CommitFields = z.input<typeof CommitForm>;
export type OpenFields = z.input<typeof OpenForm>;
export type BeaconFields = z.input<typeof BeaconForm>;
