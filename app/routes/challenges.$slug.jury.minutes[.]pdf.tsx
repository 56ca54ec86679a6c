import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { reportOf } from "~/outcomes/report";
import { reportForChair } from "~/outcomes/report.server";
import { PRIVATE } from "~/platform/http/respond.server";
import { pdfOf, pdfResponse } from "~/platform/pdf.server";

/** The report with lines to sign on, for the chair. */
export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const report = await reportForChair(slug, await requireViewer(request));
  return pdfResponse(await pdfOf(reportOf(report)), `${slug}-report-to-sign`, PRIVATE);
}
