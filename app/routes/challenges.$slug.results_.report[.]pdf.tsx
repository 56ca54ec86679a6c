import type { LoaderFunctionArgs } from "@remix-run/node";
import { reportOf } from "~/outcomes/report";
import { reportForVisitor } from "~/outcomes/report.server";
import { now } from "~/platform/http/request-scope.server";
import { pdfOf, pdfResponse } from "~/platform/pdf.server";

/** The report on published results, for whoever files it. */
export async function loader({ params: { slug = "" } }: LoaderFunctionArgs) {
  const report = await reportForVisitor(slug, await now());
  return pdfResponse(await pdfOf(reportOf(report)), `${slug}-report`, {
    "Cache-Control": "public, max-age=0, s-maxage=60",
  });
}
