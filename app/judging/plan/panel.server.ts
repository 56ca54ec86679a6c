import { inRound, type RoundNumber, scoring } from "~/challenges/running-round";
import type { Prisma, Tx } from "~/platform/database.server";
import { conflictsIn } from "../conflict/find-conflicts.server";
import { languageOf } from "./language-of";
import { type Named, type Panel, without } from "./panel";

const NEWEST = { orderBy: { number: "desc" }, take: 1 } as const;

const ENTRY = {
  id: true,
  number: true,
  warmUpAt: true,
  team: { select: { repository: { select: { topics: true, languages: true } } } },
  versions: {
    ...NEWEST,
    select: {
      title: true,
      datasets: { select: { dataset: { select: { keywords: true, themes: true } } } },
    },
  },
} as const satisfies Prisma.SubmissionSelect;

type Entry = Prisma.SubmissionGetPayload<{ select: typeof ENTRY }>;

/** The language of each entry's words, by the entry's number. Descriptions are long: not read where nobody asks. */
async function languagesOf(where: Prisma.SubmissionWhereInput, on: Tx): Promise<Map<number, string | null>> {
  const rows = await on.submission.findMany({
    where,
    select: { number: true, versions: { ...NEWEST, select: { pitch: true, description: true } } },
  });
  return new Map(
    rows.map(({ number, versions: [said] }) => [
      number,
      said ? languageOf(`${said.pitch}\n${said.description}`) : null,
    ]),
  );
}

/** What an entry is about, as far as its data and its code tell: keywords and themes, topics and languages. */
function tagsOf({ team: { repository }, versions }: Entry): string[] {
  const languages = Array.isArray(repository?.languages) ? (repository.languages as { name?: unknown }[]) : [];
  return [
    ...(versions[0]?.datasets ?? []).flatMap(({ dataset }) => [...dataset.keywords, ...dataset.themes]),
    ...(repository?.topics ?? []),
    ...languages.flatMap(({ name }) => (typeof name === "string" ? [name] : [])),
  ];
}

type RoundOf = { id: string; reviewsPerEntry: number; round: RoundNumber };

/** Everything an assignment of a round follows from, and the rows behind it. A fixed number of queries. */
export async function panelOf({ id, reviewsPerEntry, round }: RoundOf, on: Tx) {
  const jurors = await on.juror.findMany({
    where: { challengeId: id, ...scoring(round) },
    orderBy: { number: "asc" },
    select: { id: true, number: true, person: { select: { name: true, email: true, skills: true, languages: true } } },
  });
  const competing = { challengeId: id, withdrawnAt: null, ...inRound(round) };
  const entries = await on.submission.findMany({ where: competing, orderBy: { number: "asc" }, select: ENTRY });
  const { standing: known, detected } = await conflictsIn(id, on);
  const made = await on.assignment.findMany({
    where: { round, submission: { challengeId: id, withdrawnAt: null } },
    orderBy: [{ submission: { number: "asc" } }, { juror: { number: "asc" } }],
    select: {
      ...{ id: true, jurorId: true, submissionId: true, releasedAt: true },
      juror: { select: { number: true } },
      submission: { select: { number: true } },
      sheets: { ...NEWEST, select: { state: true } },
    },
  });
  const pairs = made.map(({ juror, submission, sheets, ...row }) => ({
    ...row,
    pair: [submission.number, juror.number] as Named,
    isBegun: sheets.length > 0,
  }));
  const bids = await on.bid.findMany({
    where: { juror: { challengeId: id, leftAt: null }, submission: { withdrawnAt: null } },
    select: { bid: true, juror: { select: { number: true } }, submission: { select: { number: true } } },
  });
  const conflicts = inNumbers([...known, ...detected], { jurors, entries });
  const given = pairs.filter(({ releasedAt }) => releasedAt === null).map(({ pair }) => pair);
  const standing = without(given, conflictsOf(pairs, [...known, ...detected]));
  // A language matters beside those that jurors say they read; the chair’s page reloads itself while a plan is worked out.
  const areLanguagesSaid = jurors.some(({ person }) => person.languages.length > 0);
  const languages = areLanguagesSaid ? await languagesOf(competing, on) : null;
  const panel: Panel = {
    jurors: jurors.map(({ number, person }) => ({ number, tags: person.skills, languages: person.languages })),
    entries: entries.map((entry) => ({
      ...{ number: entry.number, tags: tagsOf(entry) },
      language: languages?.get(entry.number) ?? null,
    })),
    conflicts,
    standing,
    begun: without(
      standing,
      pairs.filter(({ isBegun }) => !isBegun).map(({ pair }) => pair),
    ),
    blocked: without(given, standing),
    reviewsPerEntry,
    // Who scored in the first round is warm.
    warmUp: entries.filter(({ warmUpAt }) => round === 1 && warmUpAt !== null).map(({ number }) => number),
    bids: bids.map(({ bid, juror, submission }) => ({ bid, pair: [submission.number, juror.number] })),
  };
  return { panel, jurors, entries, detected, pairs };
}

export type PanelRows = Awaited<ReturnType<typeof panelOf>>;

type Conflicts = { jurorId: string; submissionId: string }[];

/** Conflicts by numbers, each pair once, of jurors on the panel and entries that compete. */
function inNumbers(
  conflicts: Conflicts,
  { jurors, entries }: { jurors: { id: string; number: number }[]; entries: Entry[] },
): Named[] {
  const jurorOf = new Map(jurors.map(({ id, number }) => [id, number]));
  const entryOf = new Map(entries.map(({ id, number }) => [id, number]));
  const pairs = conflicts.flatMap(({ jurorId, submissionId }): Named[] => {
    const [juror, entry] = [jurorOf.get(jurorId), entryOf.get(submissionId)];
    return juror === undefined || entry === undefined ? [] : [[entry, juror]];
  });
  return [...new Map(pairs.map((pair) => [`${pair[0]} ${pair[1]}`, pair])).values()].sort(
    (a, b) => a[0] - b[0] || a[1] - b[1],
  );
}

/** Pairs with a conflict, also of jurors who have left. */
function conflictsOf(pairs: (Conflicts[number] & { pair: Named })[], conflicts: Conflicts): Named[] {
  const known = new Set(conflicts.map(({ jurorId, submissionId }) => `${jurorId} ${submissionId}`));
  return pairs.filter(({ jurorId, submissionId }) => known.has(`${jurorId} ${submissionId}`)).map(({ pair }) => pair);
}
