import type { Octokit } from "octokit";
import type { z } from "zod";
import { config } from "../config.server";
import { db } from "../database.server";
import { asJsonb } from "../statement.server";
import { isStatus } from "./client.server";

/** What GitHub answered to a question before; `value` is null where it had nothing there. */
type Remembered = { etag: string | null; value: unknown; next: string | null };

/**
 * GitHub's answers about one repository: asked with the ETag of what is remembered, an answer that still holds costs
 * GitHub no work and the site none of its limit.
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
 */
export type Memory = {
  repositoryId: string;
  known: Map<string, Remembered>;
  news: Map<string, Remembered>;
  asked: Set<string>;
};

export async function memoryOf(repositoryId: string): Promise<Memory> {
  const rows = await db.githubAnswer.findMany({
    where: { repositoryId },
    select: { question: true, etag: true, value: true, next: true },
  });
  return {
    repositoryId,
    known: new Map(rows.map(({ question, ...row }) => [question, row])),
    news: new Map(),
    asked: new Set(),
  };
}

/** For what is asked once. */
export const noMemory = (): Memory => ({ repositoryId: "", known: new Map(), news: new Map(), asked: new Set() });

/** The two answers by which it is known whether a repository has changed at all. */
export const ITSELF = { repository: "repository", head: "head" } as const;
const TELLING: string[] = Object.values(ITSELF);

/**
 * Keeps what was learned, also when a later question failed: the next run asks only whether it still holds, and takes the
 * repository for changed, since not all that depends on it was asked for. What a complete run did not ask for is forgotten.
 */
export async function keepMemory({ repositoryId, news, asked }: Memory, isComplete: boolean): Promise<void> {
  const kept = [...news]
    .filter(([question]) => isComplete || !TELLING.includes(question))
    .map(([question, answer]) => ({ question, ...answer }));
  // The value is JSON in JSON: null is an answer too.
  if (kept.length > 0)
    await db.$executeRaw`INSERT INTO github_answer (repository_id, question, etag, value, next)
      SELECT ${repositoryId}::uuid, one ->> 'question', one ->> 'etag', one -> 'value', one ->> 'next'
      FROM jsonb_array_elements(${asJsonb(kept)}::jsonb) AS one
      ON CONFLICT (repository_id, question) DO UPDATE
      SET etag = excluded.etag, value = excluded.value, next = excluded.next`;
  if (isComplete && news.size > 0)
    await db.githubAnswer.deleteMany({ where: { repositoryId, question: { notIn: [...asked] } } });
}

type Question<T> = {
  /** The path below the API's address, with its query. */
  path: string;
  schema: z.ZodType<T>;
  /** What it is remembered by, where several paths lead to the same. */
  name?: string;
  /** A media type other than JSON. */
  accept?: string;
  /** Nothing changed that this could depend on: what is remembered is taken without asking. */
  isStill?: boolean;
};

/** `isNews` says whether what was read differs from what is remembered. */
export type Told<T> = { value: T; isNews: boolean; next: string | null };

/** One page of an answer. Throws what Octokit throws. */
export async function recall<T>(octokit: Octokit, memory: Memory, question: Question<T>): Promise<Told<T>> {
  const { path, schema, accept, isStill = false } = question;
  const name = question.name ?? nameOf(path, accept);
  memory.asked.add(name);
  const known = memory.known.get(name);
  if (known && isStill) return { value: schema.parse(known.value), isNews: false, next: known.next };
  try {
    const { data, headers } = await octokit.request(`GET ${path}`, {
      headers: { ...(accept ? { accept } : {}), ...(known?.etag ? { "if-none-match": known.etag } : {}) },
    });
    const told = {
      etag: headers.etag ?? null,
      value: schema.parse(data),
      next: nextOf(headers.link, config().github.api),
    };
    memory.news.set(name, told);
    memory.known.set(name, told);
    const isNews = !known || JSON.stringify(told.value) !== JSON.stringify(schema.parse(known.value));
    return { value: told.value, isNews, next: told.next };
  } catch (error) {
    if (!known || !isStatus(error, 304)) throw error;
    return { value: schema.parse(known.value), isNews: false, next: known.next };
  }
}

/** The same of what may not be there: null where GitHub answers 404, which is remembered too. */
export async function recallIfAny<T>(octokit: Octokit, memory: Memory, question: Question<T>): Promise<T | null> {
  const { path, schema, accept } = question;
  try {
    return (await recall<T | null>(octokit, memory, { ...question, schema: schema.nullable() })).value;
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
    memory.news.set(nameOf(path, accept), { etag: null, value: null, next: null });
    return null;
  }
}

/** Every page of a list, to the end or to where `isEnough` says so. */
export async function recallAll<T>(
  octokit: Octokit,
  memory: Memory,
  question: Question<T[]>,
  isEnough: (page: T[]) => boolean = () => false,
): Promise<T[]> {
  const all: T[] = [];
  for (let path: string | null = question.path; path !== null; ) {
    const { value, next }: Told<T[]> = await recall(octokit, memory, { ...question, path });
    all.push(...value);
    path = isEnough(value) ? null : next;
  }
  return all;
}

const nameOf = (path: string, accept: string | undefined): string => (accept ? `${path} ${accept}` : path);

/** The path of `rel="next"` in a Link header (RFC 8288), as GitHub writes it; null on the last page. */
export function nextOf(link: string | undefined, api: string): string | null {
  const address = /<([^>]+)>;\s*rel="next"/.exec(link ?? "")?.[1];
  return address?.startsWith(`${api}/`) ? address.slice(api.length) : null;
}
