import { Octokit, RequestError } from "octokit";
import { z } from "zod";
import type { Instant } from "~/kernel/time";
import { config } from "../config.server";
import { pausedUntil, pauseUntil } from "./pause.server";

/** What GitHub said, or why it did not: `later` may pass, `gone` needs a person. */
export type Answer<T> = { is: "known"; value: T } | Unanswered;
export type Unanswered =
  | { is: "gone"; sentence: string }
  | { is: "later"; sentence: string; notBefore: Instant | null };

/** A repository by its name on GitHub. */
export type Of = { owner: string; repo: string };

/** The queue in which everything that asks GitHub's API waits its turn: GitHub asks not to be asked side by side. */
export const GITHUB_QUEUE = "github";

const TIMEOUT = 10_000;
/** No wait that GitHub asks for is believed beyond two hours. */
const LONGEST_WAIT = 7_200;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** How Octokit asks at an address. One call is one request: trying again is the business of the job, or the person, that asks. */
export const githubAt = (address: string) => ({
  baseUrl: address,
  userAgent: "Palio",
  log: silent,
  retry: { enabled: false },
  throttle: { enabled: false },
  request: {
    fetch: (url: string, options: RequestInit) => fetch(url, { ...options, signal: AbortSignal.timeout(TIMEOUT) }),
  },
});

/** The same at this site's GitHub, where what fails on GitHub's side is tried once more by itself. */
export const patient = () => ({
  ...githubAt(config().github.api),
  retry: { retries: 1, doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451] },
  throttle: { onRateLimit: () => false, onSecondaryRateLimit: () => false },
});

/**
 * Octokit for this site's jobs, or for whoever a token belongs to. A limit is never waited for here, because a job that
 * sleeps keeps others from running: it comes again later.
 */
export const github = (token = config().github.token): Octokit => new Octokit({ ...patient(), auth: token });

/** Asks GitHub and tells whatever stands in the way in a sentence; never throws. While GitHub wants peace, it has it. */
export async function asked<T>(work: () => Promise<Answer<T>>): Promise<Answer<T>> {
  const until = await pausedUntil();
  if (until) return { is: "later", sentence: WAIT, notBefore: until };
  try {
    return await work();
  } catch (error) {
    if (error instanceof z.ZodError)
      return { is: "later", sentence: "GitHub answered with something that could not be read.", notBefore: null };
    if (!(error instanceof RequestError)) return { is: "later", sentence: "GitHub did not answer.", notBefore: null };
    const refusal = refusalOf(error);
    if (refusal.is === "later" && refusal.notBefore) await pauseUntil(refusal.notBefore);
    return refusal;
  }
}

/** The same for what may not be there: null where GitHub answers 404. */
export async function orNone<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isStatus(error, 404)) return null;
    throw error;
  }
}

export const isStatus = (error: unknown, ...statuses: number[]): error is RequestError =>
  error instanceof RequestError && statuses.includes(error.status);

/** The same for what may be kept from whoever asks: null where they are refused, though not because of a limit. */
export async function ifShown<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isStatus(error, 401, 403, 404) && !isLimit(error)) return null;
    throw error;
  }
}

/** Whether GitHub was asked too often: its primary limit, or its secondary one. */
export function isLimit({ status, response }: RequestError): boolean {
  const headers = response?.headers ?? {};
  return (
    status === 429 ||
    (status === 403 && (headers["retry-after"] !== undefined || headers["x-ratelimit-remaining"] === "0"))
  );
}

const WAIT = "GitHub asks to wait before it is asked again.";

function refusalOf(error: RequestError): Unanswered {
  const { status } = error;
  const headers = error.response?.headers ?? {};
  if (isLimit(error)) return { is: "later", sentence: WAIT, notBefore: waitOf(headers) };
  if (status === 404 || status === 422 || status === 451)
    return { is: "gone", sentence: "GitHub has no public repository or commit of this name." };
  if (status === 401) return { is: "later", sentence: "GitHub does not accept this site's token.", notBefore: null };
  if (status >= 400 && status < 500)
    return { is: "gone", sentence: `GitHub does not show this repository (${status}).` };
  return { is: "later", sentence: "GitHub is not answering at present.", notBefore: null };
}

/** When GitHub may be asked again: `retry-after` in seconds, else the instant at which its limit is reset. */
function waitOf(headers: { [name: string]: string | number | undefined }): Instant | null {
  const seconds = Number(headers["retry-after"]);
  if (Number.isFinite(seconds) && seconds > 0) return new Date(Date.now() + Math.min(seconds, LONGEST_WAIT) * 1000);
  const reset = Number(headers["x-ratelimit-reset"]) * 1000;
  return Number.isFinite(reset) && reset > Date.now()
    ? new Date(Math.min(reset, Date.now() + LONGEST_WAIT * 1000))
    : null;
}
