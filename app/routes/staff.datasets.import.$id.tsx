import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { pageAsked } from "~/datasets/asked";
import { CatalogueWarnings, ImportProgress, ImportReport } from "~/datasets/importing/import-progress";
import { importRunForStaff } from "~/datasets/importing/import-runs.server";
import { importWords, isUnderWay, kindText, outcomeAsked } from "~/datasets/importing/import-words";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { PRIVATE } from "~/platform/http/respond.server";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { When } from "~/ui/when";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? importWords(page.run.state) : "Import"} · Palio` },
];

export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const { searchParams } = new URL(request.url);
  const show = outcomeAsked(searchParams.get("show"));
  const after = searchParams.has("after") ? pageAsked(searchParams.get("after")) : 0;
  const run = await importRunForStaff({ id, show, after, warnings: pageAsked(searchParams.get("warnings")) }, viewer);
  return data({ run, show, after }, { headers: PRIVATE });
}

export default function ImportRunPage() {
  const { run, show, after } = useLoaderData<typeof loader>();
  const { state, organisation, fileName, address, createdAt, finishedAt, warningCount } = run;
  return (
    <Main>
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.staff()}>Staff desk</a>
            <a href={paths.staffDatasets()}>Your data</a>
          </Crumb>
        }
        title={state === "done" ? `${count(run.done, "dataset")} read` : importWords(state)}
      >
        <p className="quiet">
          From {fileName ?? address} for {organisation.name}, started{" "}
          <When at={createdAt.toISOString()} zone={organisation.timeZone} />
          {finishedAt && (
            <>
              , finished <When at={finishedAt.toISOString()} zone={organisation.timeZone} as="time" />
            </>
          )}
          .
        </p>
      </PageHead>
      <Section first name={isUnderWay(state) ? "Progress" : "In figures"}>
        <ImportProgress run={run} />
      </Section>
      {state !== "failed" && (
        <Section id="report" name="Report" note={run.kind ? `Read as ${kindText(run.kind)}.` : undefined}>
          <ImportReport run={run} lines={run.lines} show={show} after={after} next={run.next} />
        </Section>
      )}
      {warningCount > 0 && (
        <Section
          id="warnings"
          name="Warnings"
          note={`${count(warningCount, "thing")} that the catalogue’s publisher could put right.`}
        >
          <CatalogueWarnings id={run.id} warnings={run.warnings} page={run.warningPage} pages={run.warningPages} />
        </Section>
      )}
    </Main>
  );
}
