import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { slugAsked } from "~/datasets/asked";
import { datasetNamed } from "~/datasets/datasets.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { found, publicPage } from "~/platform/http/respond.server";
import { UseList } from "~/submissions/uses/used-by";
import { usesOf } from "~/submissions/uses/uses.server";
import { Crumb, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty, Pager } from "~/ui/table";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `What uses ${page?.title ?? "a dataset"} · Palio` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const after = new URL(request.url).searchParams.get("after")?.slice(0, 100) || undefined;
  const [at, { id, slug, title }] = await Promise.all([now(), datasetNamed(found(slugAsked(params.slug)))]);
  const { uses, next } = await usesOf({ datasetId: id, after }, at);
  return data({ slug, title, uses, next, after }, publicPage(request));
}

export default function Uses() {
  const { slug, title, uses, next, after } = useLoaderData<typeof loader>();
  return (
    <Main tincture="azure">
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.datasets()}>Data</a>
            <a href={paths.dataset(slug)}>{title}</a>
          </Crumb>
        }
        title="Used by"
        lede="Entries that say they use this dataset, from the day on which entries of their challenge closed."
      />
      {uses.length > 0 ? (
        <UseList uses={uses} />
      ) : (
        <Empty title={after ? "No further entry" : "No entry yet"}>
          <p>
            A team that uses a dataset of its challenge says how when it hands in, and which file of it. What it says
            stands here once entries have closed.
          </p>
        </Empty>
      )}
      <Pager
        label="Pages of uses"
        first={after ? paths.datasetUses(slug) : null}
        next={next && paths.datasetUses(slug, { after: next })}
      />
    </Main>
  );
}
