import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { mayEdit } from "~/accounts/roles";
import { viewerOf } from "~/accounts/session.server";
import { idAsked, slugAsked } from "~/datasets/asked";
import { challengesUsing, confirmerName, datasetForVisitor } from "~/datasets/datasets.server";
import { datasetToExport } from "~/datasets/exports/exported.server";
import { schemaOrgOf } from "~/datasets/exports/schema-org";
import { SnapshotHistory } from "~/datasets/health/snapshot-history";
import { snapshotsOf } from "~/datasets/health/snapshot-history.server";
import { problemsOf } from "~/datasets/issues/problems.server";
import { PersonalDataNote, ProblemsSection } from "~/datasets/issues/problems-section";
import { licenceUrl } from "~/datasets/known-licence";
import { DatasetAbout } from "~/datasets/page/dataset-about";
import { DatasetCopy } from "~/datasets/page/dataset-copy";
import { DatasetFiles } from "~/datasets/page/dataset-files";
import { DatasetVitals } from "~/datasets/page/dataset-vitals";
import { DatasetScores } from "~/datasets/scores/dataset-scores";
import { ScoreHistory } from "~/datasets/scores/score-history";
import { scoresOf } from "~/datasets/scores/scores.server";
import { copyForVisitor } from "~/datasets/snapshots.server";
import { tableAsked } from "~/datasets/table/table-asked";
import { columnNotes, vitalFactsOf } from "~/datasets/vitals.server";
import { excerpt } from "~/kernel/text";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { found, publicPage } from "~/platform/http/respond.server";
import { UsedBySection } from "~/submissions/uses/used-by";
import { usesOf } from "~/submissions/uses/uses.server";
import { Crumb, Note, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty } from "~/ui/table";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.dataset.title ?? "Data"} · Palio` },
  { name: "description", content: excerpt(page?.dataset.description ?? "", 200) },
  ...(page ? [{ "script:ld+json": page.schemaOrg }] : []),
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const [viewer, at] = await Promise.all([viewerOf(request), now()]);
  const { id, sourceId, licenceConfirmedById, ...dataset } = await datasetForVisitor(found(slugAsked(params.slug)));
  const asked = tableAsked(searchParams);
  const wanted = dataset.files.find(({ position }) => position === asked.file - 1);
  const file = wanted?.snapshotId ? wanted : dataset.files.find(({ snapshotId }) => snapshotId);
  const [copy, challenges, entries, confirmedBy, given, problems, scores, history] = await Promise.all([
    file?.snapshotId ? copyForVisitor(file.snapshotId, asked) : null,
    challengesUsing(id, at),
    usesOf({ datasetId: id }, at),
    confirmerName(licenceConfirmedById),
    datasetToExport(dataset.slug),
    problemsOf(id, viewer),
    scoresOf(id),
    file ? snapshotsOf(file.id, { before: idAsked(searchParams.get("before")) }) : null,
  ]);
  const page = {
    ...{ dataset, copy, challenges, entries, confirmedBy, problems, scores, history, at },
    isFromSource: sourceId !== null,
    facts: await vitalFactsOf({ id, ...dataset }, given.dataset),
    notes: columnNotes(given.dataset, file?.position ?? 0),
    schemaOrg: schemaOrgOf(given.dataset, given.licenceId && licenceUrl(given.licenceId)),
    asked: { ...asked, file: (file?.position ?? 0) + 1 },
    isEditor: viewer !== null && mayEdit(viewer, dataset.organisation.id),
  };
  return data(page, publicPage(request));
}

export default function DatasetPage() {
  const page = useLoaderData<typeof loader>();
  const { dataset, facts, asked, copy, notes, challenges, entries, confirmedBy, problems, scores, history } = page;
  const { isEditor, isFromSource, at } = page;
  const { slug, title, description, organisation, files, state } = dataset;
  const zone = organisation.timeZone;
  return (
    <Main tincture="azure">
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.datasets()}>Data</a>
            <a href={paths.datasets({ organisation: organisation.slug })}>{organisation.name}</a>
          </Crumb>
        }
        title={title}
        lede={description ? excerpt(description, 220) : undefined}
      />
      {state === "missing" && (
        <Note tone="warn">
          This dataset has left the catalogue of {organisation.name}. What is held of it stays here.
        </Note>
      )}
      <PersonalDataNote slug={slug} personal={problems.personal} />
      <DatasetVitals facts={facts} zone={zone} now={at} />
      <Section
        first
        id="readiness"
        name="Readiness"
        note="How ready this data is to build on, computed from the data itself."
      >
        <div className="stack">
          <DatasetScores scores={scores.newest} slug={slug} mayEdit={isEditor} isFromSource={isFromSource} />
          <ScoreHistory history={scores.history} zone={zone} />
        </div>
      </Section>
      <Section id="files" name="Files" note="At their source, and as the copy that is held here.">
        <DatasetFiles slug={slug} files={files} zone={zone} mayEdit={isEditor} />
      </Section>
      {copy ? (
        <DatasetCopy copy={copy} slug={slug} asked={asked} notes={notes} />
      ) : (
        <Section id="table" name="Table">
          <Empty title="No copy is held here">
            <p>Once an editor of {organisation.name} fetches a file that can be read, its table stands here.</p>
          </Empty>
        </Section>
      )}
      <Section name="About">
        <DatasetAbout dataset={dataset} confirmedBy={confirmedBy} mayEdit={isEditor} />
      </Section>
      {history && history.copies.length > 0 && (
        <Section id="history" name="History" note="The copies that were taken, and what changed from one to the next.">
          <SnapshotHistory
            copies={history.copies}
            zone={zone}
            older={history.next ? `${paths.dataset(slug, { file: asked.file, before: history.next })}#history` : null}
          />
        </Section>
      )}
      <ProblemsSection slug={slug} of={problems} snapshot={copy?.id ?? null} zone={zone} now={at} />
      <UsedBySection slug={slug} challenges={challenges} uses={entries.uses} next={entries.next} />
    </Main>
  );
}
