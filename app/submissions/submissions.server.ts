import type { Viewer } from "~/accounts/roles";
import { mayView } from "~/accounts/roles";
import { NEWEST_CODE, storedCodeRules } from "~/challenges/code-rules";
import { CALENDAR } from "~/challenges/phase";
import { FACE } from "~/challenges/public-challenge.server";
import { db } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { markdownHtml } from "~/platform/markdown.server";
import type { EntryContent } from "./content";
import type { TiedDataset } from "./draft/draft";
import type { EntrySaid } from "./entry-reading";
import { SEALED, sealFacts } from "./seal/seal";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A receipt for a member of its team or the challenge's own staff; 404 for everyone else. */
export async function receiptFor(id: string, viewer: Viewer) {
  found(UUID.test(id) || null);
  const version = found(
    await db.submissionVersion.findUnique({
      where: { id },
      select: {
        id: true,
        number: true,
        receivedAt: true,
        contentHash: true,
        commitSha: true,
        branch: true,
        recordHash: true,
        title: true,
        seal: { select: SEALED },
        commitStatus: { select: { state: true, why: true } },
        submission: {
          select: {
            number: true,
            withdrawnAt: true,
            team: { select: { name: true, members: { select: { personId: true } } } },
            challenge: { select: { ...FACE, ...CALENDAR, organisationId: true, rules: NEWEST_CODE } },
            versions: { orderBy: { number: "desc" }, select: { id: true, number: true, receivedAt: true } },
          },
        },
      },
    }),
  );
  const { submission, number, seal, ...receipt } = version;
  const { team, challenge, versions } = submission;
  const isMember = team.members.some(({ personId }) => personId === viewer.id);
  found(isMember || mayView(viewer, challenge.organisationId) || null);
  const { organisationId: _, rules, ...face } = challenge;
  return {
    receipt: {
      ...receipt,
      version: number,
      number: submission.number,
      teamName: team.name,
      seal: seal && sealFacts(seal, storedCodeRules(rules[0]?.code)),
    },
    challenge: face,
    versions,
    isWithdrawn: submission.withdrawnAt !== null,
    isMember,
  };
}

/** The datasets that an entry names, for its readers. */
const named = (content: Pick<EntryContent, "datasets">, tied: TiedDataset[]): EntrySaid["datasets"] =>
  content.datasets.flatMap(({ datasetId, how, distributionId }) =>
    tied
      .filter(({ id }) => id === datasetId)
      .map(({ slug, title, files }) => ({
        slug,
        title,
        how,
        file: files.find(({ id }) => id === distributionId)?.name ?? null,
      })),
  );

/** What a draft would say to the jury if it were handed in now. */
export const draftAsSaid = (content: EntryContent, tied: TiedDataset[]): EntrySaid => {
  const { description, images, datasets: _, ...rest } = content;
  return {
    ...rest,
    descriptionHtml: markdownHtml(description),
    images: images.map(({ sha256, alt }) => ({ sha256, alt })),
    datasets: named(content, tied),
  };
};
