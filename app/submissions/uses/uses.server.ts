import { fileText } from "~/datasets/file-words";
import { isId } from "~/kernel/text";
import type { Instant } from "~/kernel/time";
import { db, Prisma } from "~/platform/database.server";

/**
 * Uses that are declared by the version that counts, the last one, of entries that were not withdrawn; with the names
 * u, v, s, t and c for the use, its version, entry, team and challenge. While a challenge is judged blind it has none: an
 * entry that is found by its data is one whose makers are asked for. Which of the rest are public, the caller says.
 */
export const DECLARED = Prisma.sql`submission_dataset u
  JOIN submission_version v ON v.id = u.version_id
    AND NOT EXISTS (SELECT 1 FROM submission_version n WHERE n.submission_id = v.submission_id AND n.number > v.number)
  JOIN submission s ON s.id = v.submission_id AND s.withdrawn_at IS NULL
  JOIN team t ON t.id = s.team_id
  JOIN challenge c ON c.id = s.challenge_id AND c.published_at IS NOT NULL
    AND (c.judging_closed_at IS NOT NULL OR NOT coalesce((SELECT l.blind FROM rules_version l
      WHERE l.challenge_id = c.id ORDER BY l.number DESC LIMIT 1), false))`;

/** An entry that uses a dataset, as everyone reads it; `file` names the file of it where the team says which. */
export type Use = {
  id: string;
  number: number;
  title: string;
  team: { slug: string; name: string };
  challenge: { slug: string; title: string };
  how: string;
  file: string | null;
};

type Row = Omit<Use, "team" | "challenge" | "file"> & {
  teamSlug: string;
  teamName: string;
  challengeSlug: string;
  challengeTitle: string;
  position: number | null;
  fileTitle: string;
  format: string;
};

const PAGE = 10;

/**
 * Entries that use a dataset, public from the deadline of their challenge on: the newest deadline first, ten after an
 * entry's id.
 */
export async function usesOf({ datasetId, after }: { datasetId: string; after?: string }, now: Instant) {
  const rows = await db.$queryRaw<Row[]>`
    SELECT s.id, s.number, v.title, t.slug AS "teamSlug", t.name AS "teamName", c.slug AS "challengeSlug",
      c.title AS "challengeTitle", u.how, f.position, f.title AS "fileTitle", f.format
    FROM ${DECLARED} LEFT JOIN distribution f ON f.id = u.distribution_id
    WHERE u.dataset_id = ${datasetId}::uuid AND c.closes_at <= ${now}
      ${
        after && isId(after)
          ? Prisma.sql`AND (c.closes_at, s.id) < (SELECT l.closes_at, e.id FROM submission e
              JOIN challenge l ON l.id = e.challenge_id WHERE e.id = ${after}::uuid)`
          : Prisma.empty
      }
    ORDER BY c.closes_at DESC, s.id DESC LIMIT ${PAGE + 1}`;
  const uses = rows.slice(0, PAGE).map(useOf);
  return { uses, next: rows.length > PAGE ? (uses.at(-1)?.id ?? null) : null };
}

const useOf = ({ id, number, title, how, position, fileTitle, format, ...of }: Row): Use => ({
  id,
  number,
  title,
  how,
  team: { slug: of.teamSlug, name: of.teamName },
  challenge: { slug: of.challengeSlug, title: of.challengeTitle },
  file: position === null ? null : fileText({ position, title: fileTitle, format }),
});
