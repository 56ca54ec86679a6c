import type { Refusal } from "~/kernel/result";
import { Stopped } from "./body.server";

/** What the errors of sockets, resolvers, certificates and undici mean to the person who typed the address. */
const SENTENCES: [pattern: RegExp, code: string, message: string][] = [
  [/^(ENOTFOUND|EAI_AGAIN|ENODATA)$/, "unreachable", "No server of that name was found."],
  [/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)$/, "unreachable", "No server answers at that address."],
  [/^(ETIMEDOUT|UND_ERR_\w*TIMEOUT)$/, "timeout", "The server took too long to answer."],
  [/^UND_ERR_HEADERS_OVERFLOW$/, "bad-answer", "The server’s answer begins with more headers than are read."],
  [/^(EPROTO|ERR_SSL)/, "certificate", "No secure connection could be agreed on with the server."],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/, "certificate", "The server’s certificate is not one to trust."],
  [/^(Z_|ERR_BROTLI|ERR__ERROR_|ERR_PADDING|ERR_ZLIB)/, "encoding", "The file’s compression is damaged or cut off."],
  [/^HPE_/, "bad-answer", "The server’s answer is not proper HTTP."],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/,
    "unreachable",
    "The server broke off before the answer was whole.",
  ],
];

/** This machine's own troubles: no matter of the server's. */
const OUR_OWN = /^(ENOSPC|EACCES|EPERM|EROFS|EMFILE|ENFILE|EDQUOT|ENOENT|EIO)$/;

/** Any error of the door as a refusal. A fault of this program or this machine's disk is thrown on. */
export function refusalOf(error: unknown, ended: { isOverTime: boolean; isCancelled: boolean }): Refusal {
  for (let at = error; at instanceof Error; at = causeOf(at)) {
    if (at instanceof Stopped) return { code: at.code, message: at.message };
  }
  if (ended.isCancelled) return { code: "cancelled", message: "The reading was cancelled." };
  if (ended.isOverTime) return { code: "timeout", message: "The server took too long to answer." };
  for (let at = error; at instanceof Error; at = causeOf(at)) {
    const { code } = at as NodeJS.ErrnoException;
    const known = SENTENCES.find(([pattern]) => pattern.test(code ?? ""));
    if (known) return { code: known[1], message: known[2] };
  }
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || OUR_OWN.test(code)) throw error;
  return { code: "unreachable", message: "The server could not be reached." };
}

/** The first of several failed connections stands for them all. */
const causeOf = (error: Error): unknown => (error instanceof AggregateError ? error.errors[0] : error.cause);
