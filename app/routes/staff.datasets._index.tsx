import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isStaff } from "~/accounts/roles";
import { requireViewer } from "~/accounts/session.server";
import { slugAsked, wordsAsked } from "~/datasets/asked";
import { sourcesForStaff } from "~/datasets/importing/import-runs.server";
import { datasetsForStaff, organisationsToEdit, organisationsToSee } from "~/datasets/staff-datasets.server";
import { SourcesTable, StaffDatasets } from "~/datasets/staff-tables";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { forbidden, PRIVATE } from "~/platform/http/respond.server";
import { Acts, LinkButton } from "~/ui/button";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty, FilterSelect, Pager, SearchForm } from "~/ui/table";

export const meta: MetaFunction = () => [{ title: "Your data · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  if (!isStaff(viewer)) forbidden("This page is for people who work for an organisation that publishes data.");
  const { searchParams } = new URL(request.url);
  const asked = {
    q: wordsAsked(searchParams.get("q")),
    organisation: slugAsked(searchParams.get("organisation")) ?? "",
  };
  const after = slugAsked(searchParams.get("after"));
  const [found, sources, organisations, editable] = await Promise.all([
    datasetsForStaff({ ...asked, after }, viewer),
    sourcesForStaff(viewer),
    organisationsToSee(viewer),
    organisationsToEdit(viewer),
  ]);
  return data({ asked, after, ...found, sources, organisations, mayAdd: editable.length > 0 }, { headers: PRIVATE });
}

export default function StaffDatasetsPage() {
  const { asked, after, datasets, next, counts, sources, organisations, mayAdd } = useLoaderData<typeof loader>();
  const isNarrowed = asked.q !== "" || asked.organisation !== "";
  const whyNot = mayAdd ? null : "Only owners and editors of an organisation add its data.";
  return (
    <Main>
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.staff()}>Staff desk</a>
          </Crumb>
        }
        title="Your data"
        lede={ledeOf(counts)}
      >
        <Acts>
          <LinkButton main href={paths.importCatalogue()} disabledReason={whyNot}>
            Import a catalogue
          </LinkButton>
          <LinkButton href={paths.addDataset()} disabledReason={whyNot}>
            Add a dataset
          </LinkButton>
        </Acts>
      </PageHead>
      <Section first name="Datasets" note="Those that need a licence first, then the newest.">
        {(counts.all > 0 || isNarrowed) && (
          <SearchForm
            action={paths.staffDatasets()}
            value={asked.q}
            label="Words in the title or the description"
            clear={isNarrowed ? paths.staffDatasets() : null}
          >
            {organisations.length > 1 && (
              <FilterSelect
                name="organisation"
                label="Organisation"
                value={asked.organisation}
                options={organisations.map(({ slug, name }) => ({ value: slug, label: name }))}
              />
            )}
          </SearchForm>
        )}
        {datasets.length > 0 ? (
          <StaffDatasets datasets={datasets} showOrganisation={organisations.length > 1} />
        ) : isNarrowed ? (
          <Empty title="No dataset fits" action={<a href={paths.staffDatasets()}>All your data</a>} />
        ) : (
          <Empty title="No data yet">
            <p>
              If your city publishes a data.json, import it: everything it lists comes in at once. A single file can be
              added by itself.
            </p>
          </Empty>
        )}
        <Pager
          label="Pages of datasets"
          first={after ? paths.staffDatasets(asked) : null}
          next={next ? paths.staffDatasets({ ...asked, after: next }) : null}
        />
      </Section>
      {sources.length > 0 && (
        <Section id="catalogues" name="Catalogues" note="Where data comes from, and how often it is read again.">
          <SourcesTable sources={sources} />
        </Section>
      )}
    </Main>
  );
}

function ledeOf({ all, needs, missing }: { all: number; needs: number; missing: number }): string {
  if (all === 0) return "Challenges are tied to data. Nothing is here yet.";
  return [
    `${count(all, "dataset")}.`,
    needs > 0
      ? `${needs === 1 ? "One needs" : `${needs.toLocaleString("en")} need`} a licence before a challenge can be tied to ${needs === 1 ? "it" : "them"}.`
      : "Each has a licence to build on.",
    missing > 0 ? `${missing.toLocaleString("en")} left the catalogue they came from.` : "",
  ].join(" ");
}
