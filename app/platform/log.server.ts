import { pino } from "pino";
import { config } from "./config.server";

/** Structured lines on standard output. Addresses, cookies and tokens are never written. */
export const log = pino({
  level: config().logLevel,
  redact: { paths: ["req.headers.cookie", "req.headers.authorization", "*.email", "*.token"], censor: "[hidden]" },
});
