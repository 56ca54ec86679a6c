import { CATALOGUE_LIMITS } from "~/datasets/catalogue/model";
import { dcatUsOf } from "~/datasets/exports/dcat-us";
import { catalogueToExport } from "~/datasets/exports/exported.server";
import { paths } from "~/paths";
import { openData } from "~/platform/http/respond.server";

/** Every dataset as DCAT-US, in the one file that its readers expect. */
export async function loader() {
  const catalogue = await catalogueToExport({ after: null, most: CATALOGUE_LIMITS.datasets, pathOf: paths.dataJson });
  return openData(JSON.stringify(dcatUsOf(catalogue)), "application/json");
}
