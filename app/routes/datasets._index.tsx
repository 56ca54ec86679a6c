import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { slugAsked } from "~/datasets/asked";
import { askedOf, isNarrowed } from "~/datasets/browse/asked";
import { datasetsFound, facetsOf } from "~/datasets/browse/browse.server";
import { CatalogueFilters } from "~/datasets/browse/catalogue-filters";
import { DatasetList } from "~/datasets/page/dataset-list";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty, Pager, SearchForm } from "~/ui/table";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction = () => [{ title: "Data · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const [asked, after] = [askedOf(searchParams), slugAsked(searchParams.get("after"))];
  const at = await now();
  const [{ datasets, next }, facets] = await Promise.all([datasetsFound(asked, after, at), facetsOf(asked, at)]);
  return data({ asked, after, datasets, next, facets }, publicPage(request));
}

export default function Datasets() {
  const { asked, after, datasets, next, facets } = useLoaderData<typeof loader>();
  const narrowed = isNarrowed(asked);
  return (
    <Main tincture="azure">
      <PageHead
        title="Data"
        lede="What the city’s organisations publish, described as they describe it, with copies of what challenges build on."
      />
      <SearchForm
        action={paths.datasets()}
        value={asked.q}
        label="Words in the title, the description or the publisher"
        clear={narrowed ? paths.datasets() : null}
      >
        <CatalogueFilters asked={asked} facets={facets} />
      </SearchForm>
      {datasets.length > 0 ? (
        <section aria-labelledby="found">
          <h2 id="found" className="found">
            {count(facets.total, "dataset")}
            {narrowed && " found"}
          </h2>
          <DatasetList datasets={datasets} />
        </section>
      ) : narrowed ? (
        <Empty title="No dataset fits" action={<a href={paths.datasets()}>All datasets</a>}>
          <p>Fewer words and filters find more. Words match from their beginning: “tree” also finds “trees”.</p>
        </Empty>
      ) : (
        <Empty title="No dataset yet">
          <p>
            When an organisation imports its catalogue or adds a file, it stands here with its licence, its columns and
            a preview.
          </p>
        </Empty>
      )}
      <Pager
        label="Pages of datasets"
        first={after ? paths.datasets(asked) : null}
        next={next ? paths.datasets({ ...asked, after: next }) : null}
      />
      {datasets.length > 0 && (
        <p className="why">
          For programs, the whole catalogue: <a href={paths.dataJson()}>data.json (DCAT-US)</a>, DCAT-AP as{" "}
          <a href={paths.catalogTurtle()}>Turtle</a> or <a href={paths.catalogJsonLd()}>JSON-LD</a>.
        </p>
      )}
    </Main>
  );
}
