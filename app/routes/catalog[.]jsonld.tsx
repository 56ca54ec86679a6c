import type { LoaderFunctionArgs } from "@remix-run/node";
import { slugAsked } from "~/datasets/asked";
import { dcatApOf } from "~/datasets/exports/dcat-ap";
import { CATALOGUE_PAGE, catalogueToExport } from "~/datasets/exports/exported.server";
import { paths } from "~/paths";
import { openData } from "~/platform/http/respond.server";

/** The datasets as DCAT-AP in JSON-LD, a page of them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const after = slugAsked(new URL(request.url).searchParams.get("after")) ?? null;
  const catalogue = await catalogueToExport({ after, most: CATALOGUE_PAGE, pathOf: paths.catalogJsonLd });
  return openData(JSON.stringify(dcatApOf(catalogue)), "application/ld+json");
}
