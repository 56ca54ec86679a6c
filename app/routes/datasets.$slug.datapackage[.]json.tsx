import type { LoaderFunctionArgs } from "@remix-run/node";
import { slugAsked } from "~/datasets/asked";
import { dataPackageOf } from "~/datasets/exports/datapackage";
import { datasetToExport } from "~/datasets/exports/exported.server";
import { found, openData } from "~/platform/http/respond.server";

/** One dataset as a Frictionless data package. */
export async function loader({ params }: LoaderFunctionArgs) {
  const { dataset, licenceId } = await datasetToExport(found(slugAsked(params.slug)));
  return openData(JSON.stringify(dataPackageOf(dataset, licenceId), null, 2), "application/json");
}
