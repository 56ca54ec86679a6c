import { Octokit, RequestError } from "octokit";
import { z } from "zod";
import type { Instant } from "~/kernel/time";
import { config } from "../config.server";

/** What Palio keeps of a public repository. `languages` in bytes, largest first. */
export type GithubRepository = {
  githubId: bigint;
  owner: string;
  name: string;
  description: string | null;
  licence: string | null;
  languages: { name: string; bytes: number }[];
  defaultBranch: string;
  /** Null where the repository has no commit yet. */
  headSha: string | null;
};

/** What GitHub said, or why it did not: `later` may pass, `gone` needs a person. */
export type Answer<T> =
  | { is: "known"; value: T }
  | { is: "gone"; sentence: string }
  | { is: "later"; sentence: string; notBefore: Instant | null };

export const SHA = z.string().regex(/^[0-9a-f]{40}$/);
export const Repository = z.object({
  id: z.int(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  private: z.boolean(),
  description: z.string().nullable(),
  license: z.object({ spdx_id: z.string().nullable(), name: z.string() }).nullish(),
  default_branch: z.string(),
});
const Languages = z.record(z.string(), z.number());
const Commit = z.object({ sha: SHA });

const TIMEOUT = 10_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** One call is one request: trying again is the business of the job, or of the person, that asks. */
export const githubAt = (address: string) => ({
  baseUrl: address.replace(/\/$/, ""),
  userAgent: "Palio",
  log: silent,
  retry: { enabled: false },
  throttle: { enabled: false },
  request: {
    fetch: (url: string, options: RequestInit) => fetch(url, { ...options, signal: AbortSignal.timeout(TIMEOUT) }),
  },
});

/** Asks as this site, or as the person whose token it is. */
export const github = (token = config().github.token): Octokit =>
  new Octokit({ ...githubAt(config().github.api), auth: token });

type Name = { owner: string; name: string };

/** Reads a public repository by three requests. What GitHub has no answer for beyond the first stays unknown. */
export function readRepository({ owner, name }: Name): Promise<Answer<GithubRepository>> {
  return asked(async () => {
    const octokit = github();
    const of = { owner, repo: name };
    const repository = Repository.parse((await octokit.rest.repos.get(of)).data);
    if (repository.private)
      return { is: "gone", sentence: "The repository is private. Make it public, so that the jury can read it." };
    const languages = await languagesOf(octokit, of);
    const spdx = repository.license?.spdx_id;
    return {
      is: "known",
      value: {
        githubId: BigInt(repository.id),
        owner: repository.owner.login,
        name: repository.name,
        description: repository.description?.slice(0, 1000) ?? null,
        licence: repository.license ? (spdx && spdx !== "NOASSERTION" ? spdx : repository.license.name) : null,
        languages: Object.entries(languages)
          .map(([language, bytes]) => ({ name: language, bytes }))
          .sort((a, b) => b.bytes - a.bytes)
          .slice(0, 20),
        defaultBranch: repository.default_branch,
        headSha: await headOf(octokit, { ...of, ref: repository.default_branch }),
      },
    };
  });
}

/** The whole id of a commit from at least seven of its digits. A branch or a tag of that name is no commit. */
export function readCommit({ owner, name, commit }: Name & { commit: string }): Promise<Answer<string>> {
  return asked(async () => {
    const { data } = await github().rest.repos.getCommit({ owner, repo: name, ref: commit, per_page: 1 });
    const { sha } = Commit.parse(data);
    if (!sha.startsWith(commit)) return { is: "gone", sentence: `GitHub has no commit that begins with ${commit}.` };
    return { is: "known", value: sha };
  });
}

/** None where GitHub has no list of them: the repository itself was just found. */
async function languagesOf(octokit: Octokit, of: { owner: string; repo: string }): Promise<Record<string, number>> {
  try {
    return Languages.parse((await octokit.rest.repos.listLanguages(of)).data);
  } catch (error) {
    if (error instanceof RequestError && error.status === 404) return {};
    throw error;
  }
}

async function headOf(octokit: Octokit, at: { owner: string; repo: string; ref: string }): Promise<string | null> {
  try {
    return Commit.parse((await octokit.rest.repos.getCommit({ ...at, per_page: 1 })).data).sha;
  } catch (error) {
    // 409: the repository is empty.
    if (error instanceof RequestError && [404, 409, 422].includes(error.status)) return null;
    throw error;
  }
}

/** Asks GitHub and tells whatever stands in the way in a sentence; never throws. */
export async function asked<T>(work: () => Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof z.ZodError)
      return { is: "later", sentence: "GitHub answered with something that could not be read.", notBefore: null };
    if (error instanceof RequestError) return refusalOf(error);
    return { is: "later", sentence: "GitHub did not answer.", notBefore: null };
  }
}

function refusalOf(error: RequestError): Answer<never> {
  const { status } = error;
  const headers = error.response?.headers ?? {};
  if (status === 429 || (status === 403 && (headers["retry-after"] || headers["x-ratelimit-remaining"] === "0")))
    return { is: "later", sentence: "GitHub asks to wait before it is asked again.", notBefore: waitOf(headers) };
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
  if (Number.isFinite(seconds) && seconds > 0) return new Date(Date.now() + Math.min(seconds, 7200) * 1000);
  const reset = Number(headers["x-ratelimit-reset"]) * 1000;
  return Number.isFinite(reset) && reset > Date.now() ? new Date(Math.min(reset, Date.now() + 7_200_000)) : null;
}
