import { z } from "zod";

/** A repository by GitHub's number, and by the address that it had when the webhook was sent. */
export type Named = { id: bigint; owner: string; name: string };

/** What may change something that Palio reads of a repository. */
const TELLING = new Set([
  ...["push", "create", "delete", "repository", "public", "release", "check_run", "check_suite"],
  ...["installation", "installation_repositories"],
]);

/** Whether an event tells of anything that Palio reads. */
export const isTelling = (event: string): boolean => TELLING.has(event);

const Repository = z.object({ id: z.int().positive(), full_name: z.string().regex(/^[^/]+\/[^/]+$/) });
const Payload = z.object({
  repository: Repository.nullish(),
  repositories: z.array(Repository).default([]),
  repositories_added: z.array(Repository).default([]),
  repositories_removed: z.array(Repository).default([]),
});

/**
 * The repositories that a webhook's payload is about; null where it cannot be read. Nothing else of it is believed: a
 * payload may be old, and another may have been lost before it.
 */
export function namedIn(payload: Uint8Array): Named[] | null {
  const read = Payload.safeParse(jsonIn(payload));
  if (!read.success) return null;
  const { repository, repositories, repositories_added: added, repositories_removed: removed } = read.data;
  return [...(repository ? [repository] : []), ...repositories, ...added, ...removed].map(({ id, full_name }) => {
    const [owner = "", name = ""] = full_name.split("/");
    return { id: BigInt(id), owner, name };
  });
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
