import { mayEdit, type Viewer } from "~/accounts/roles";
import { canonicalJson } from "~/kernel/canonical";
import { ok, type Refusal, type Result, refuse, refused } from "~/kernel/result";
import { config } from "~/platform/config.server";
import { now, type Tx, transaction } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { appendToRecord } from "~/record/record.server";
import { checklist, readyChallenge } from "./drafting/ready";
import type { ReadyChallenge } from "./drafting/ready-item";
import { draftForEditor, namedDatasets } from "./drafts.server";
import { daysBetween, whyNotInTime } from "./forecast";
import { rulesHash } from "./rules.server";

/** Entries and jurors that staff expect; what is not said is not checked. */
export type Expected = { entries?: number; jurors?: number };

function whyNotExpected(ready: ReadyChallenge, { entries, jurors }: Expected): Refusal | null {
  if (entries === undefined || jurors === undefined) return null;
  const { reviewsPerEntry, closesAt, judgingEndsAt } = ready;
  const days = daysBetween(closesAt, judgingEndsAt);
  return whyNotInTime({ entries, jurors, reviewsPerEntry, days, minutes: config().minutesAReview });
}

/**
 * Publishes a draft: refused while the checklist has anything to do. Freezes rules version 1, the rubric, the prizes,
 * the pledge and the copies of the data, and records each. Refused also where the jury that is expected could not read
 * the entries that are expected before judging ends.
 */
export function publishChallenge(
  slug: string,
  viewer: Viewer,
  expected: Expected = {},
): Promise<Result<{ slug: string }>> {
  return transaction(async (tx) => {
    // Locked before it is read: nothing typed meanwhile is lost, and of a double click the second finds it done.
    const [row] = await tx.$queryRaw<{ organisationId: string; publishedAt: Date | null }[]>`
      SELECT organisation_id AS "organisationId", published_at AS "publishedAt" FROM challenge WHERE slug = ${slug} FOR UPDATE`;
    if (row?.publishedAt && mayEdit(viewer, row.organisationId)) return ok({ slug });
    const { challengeId, draft } = await draftForEditor(slug, viewer, tx);
    const at = await now(tx);
    const named = await namedDatasets(draft, viewer, tx);
    const ready = readyChallenge(draft, named, at);
    if (!ready) {
      const first = checklist(draft, named, at).find(({ todo }) => todo !== null);
      return refuse("not-ready", first ? `${first.title}: ${first.todo}` : "The checklist is not finished.");
    }
    const refusal = whyNotExpected(ready, expected);
    if (refusal) return refused(refusal);
    await writeParts(challengeId, ready, tx);
    await tx.challenge.update({ where: { id: challengeId }, data: { ...headOf(ready), publishedAt: at } });
    await tx.challengeChair.createMany({ data: [{ challengeId, personId: viewer.id }], skipDuplicates: true });
    await recordPublication({ challengeId, ready, at, viewer }, tx);
    return ok({ slug });
  });
}

const headOf = ({
  title,
  summary,
  brief,
  theme,
  contact,
  minTeam,
  maxTeam,
  reviewsPerEntry,
  timeZone,
  opensAt,
  closesAt,
  judgingEndsAt,
  resultsDueAt,
  decisionDueAt,
}: ReadyChallenge) => ({
  title,
  summary,
  brief,
  theme,
  contact,
  minTeam,
  maxTeam,
  reviewsPerEntry,
  timeZone,
  opensAt,
  closesAt,
  judgingEndsAt,
  resultsDueAt,
  decisionDueAt,
});

async function writeParts(challengeId: string, ready: ReadyChallenge, tx: Tx): Promise<void> {
  const { prizes, criteria, second, datasets } = ready;
  await tx.prize.createMany({ data: prizes.map((prize, position) => ({ ...prize, challengeId, position })) });
  await writeRubric({ challengeId, round: 1, criteria }, tx);
  if (second) {
    const { criteria: late, rule, value: ruleValue, reviewsPerEntry } = second;
    await tx.secondRound.create({ data: { challengeId, rule, ruleValue, reviewsPerEntry } });
    await writeRubric({ challengeId, round: 2, criteria: late }, tx);
  }
  await tx.challengeDataset.createMany({ data: datasets.map((tie, position) => ({ ...tie, challengeId, position })) });
}

type Rubric = { challengeId: string; round: 1 | 2; criteria: ReadyChallenge["criteria"] };

async function writeRubric({ challengeId, round, criteria }: Rubric, tx: Tx): Promise<void> {
  for (const [position, { levels, ...criterion }] of criteria.entries()) {
    await tx.criterion.create({
      data: {
        ...criterion,
        ...{ challengeId, round, position },
        levels: { create: levels.map((sentence, index) => ({ value: index + 1, sentence })) },
      },
    });
  }
}

type Publication = { challengeId: string; ready: ReadyChallenge; at: Date; viewer: Viewer };

async function recordPublication({ challengeId, ready, at, viewer }: Publication, tx: Tx): Promise<void> {
  const { rules, pledge } = ready;
  const by = viewer.id;
  const rulesVersion = await tx.rulesVersion.create({
    data: { challengeId, number: 1, ...rules, hash: rulesHash(rules), publishedById: viewer.id, publishedAt: at },
  });
  const words = {
    ...pledge,
    signedAt: pledge.signedAt.toISOString(),
    decisionDueAt: ready.decisionDueAt.toISOString(),
  };
  const hash = sha256(canonicalJson(words));
  await tx.pledge.create({
    data: { challengeId, ...pledge, upkeepUntil: new Date(`${pledge.upkeepUntil}T00:00:00Z`), hash },
  });
  const dates = {
    opens: ready.opensAt.toISOString(),
    closes: ready.closesAt.toISOString(),
    judging_ends: ready.judgingEndsAt.toISOString(),
    results_due: ready.resultsDueAt.toISOString(),
    decision_due: ready.decisionDueAt.toISOString(),
  };
  await appendToRecord(
    {
      type: "challenge.published",
      challengeId,
      at,
      by,
      payload: { calendar: dates },
      content: {
        title: ready.title,
        brief: ready.brief,
        prizes: ready.prizes.map((prize) => ({ ...prize, amountMinor: prize.amountMinor?.toString() ?? null })),
        criteria: ready.criteria,
        ...(ready.second ? { second: ready.second } : {}),
      },
    },
    tx,
  );
  await appendToRecord(
    { type: "rules.published", challengeId, at, by, payload: { version: 1, rules: rulesVersion.hash } },
    tx,
  );
  await appendToRecord(
    {
      ...{ type: "pledge.signed", challengeId, at: pledge.signedAt, by: pledge.signedById },
      payload: { pledge: hash },
      content: words,
    },
    tx,
  );
  await pinDatasets({ challengeId, datasetIds: ready.datasets.map(({ datasetId }) => datasetId), at, by }, tx);
}

/** Pins the newest copy of every distribution that has one: the bytes that teams are promised. */
async function pinDatasets(
  { challengeId, datasetIds, at, by }: { challengeId: string; datasetIds: string[]; at: Date; by: string },
  tx: Tx,
): Promise<void> {
  const distributions = await tx.distribution.findMany({
    where: { datasetId: { in: datasetIds } },
    select: {
      datasetId: true,
      snapshots: { orderBy: { fetchedAt: "desc" }, take: 1, select: { id: true, sha256: true } },
    },
    orderBy: [{ datasetId: "asc" }, { position: "asc" }],
  });
  for (const { datasetId, snapshots } of distributions) {
    for (const snapshot of snapshots) {
      await tx.pinnedSnapshot.create({ data: { challengeId, snapshotId: snapshot.id, pinnedAt: at } });
      await appendToRecord(
        {
          type: "dataset.pinned",
          challengeId,
          at,
          by,
          payload: { dataset: datasetId, snapshot: snapshot.id, sha256: snapshot.sha256 },
        },
        tx,
      );
    }
  }
}
