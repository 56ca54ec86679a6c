import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { slugAsked, wordsAsked } from "~/datasets/asked";
import { datasetsFound, organisationsWithData } from "~/datasets/datasets.server";
import { DatasetList } from "~/datasets/page/dataset-list";
import { paths } from "~/paths";
import { publicPage } from "~/platform/http/respond.server";
import { PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty, FilterSelect, Pager, SearchForm } from "~/ui/table";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction = () => [{ title: "Data · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const asked = {
    q: wordsAsked(searchParams.get("q")),
    organisation: slugAsked(searchParams.get("organisation")) ?? "",
  };
  const after = slugAsked(searchParams.get("after"));
  const [{ datasets, next }, organisations] = await Promise.all([
    datasetsFound({ ...asked, after }),
    organisationsWithData(),
  ]);
  return data({ asked, after, datasets, next, organisations }, publicPage(request));
}

export default function Datasets() {
  const { asked, after, datasets, next, organisations } = useLoaderData<typeof loader>();
  const isNarrowed = asked.q !== "" || asked.organisation !== "";
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
        clear={isNarrowed ? paths.datasets() : null}
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
      {datasets.length > 0 ? (
        <section aria-label={isNarrowed ? "Datasets found" : "All datasets"}>
          <h2 className="visually-hidden">{isNarrowed ? "Datasets found" : "All datasets"}</h2>
          <DatasetList datasets={datasets} />
        </section>
      ) : isNarrowed ? (
        <Empty title="No dataset fits" action={<a href={paths.datasets()}>All datasets</a>}>
          <p>Fewer words find more. Words match from their beginning: “tree” also finds “trees”.</p>
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
