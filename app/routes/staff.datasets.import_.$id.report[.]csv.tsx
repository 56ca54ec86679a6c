import type { LoaderFunctionArgs } from "@remix-run/node";
import { stringify } from "csv-stringify/sync";
import { requireViewer } from "~/accounts/session.server";
import { importReport } from "~/datasets/importing/import-runs.server";
import { PRIVATE } from "~/platform/http/respond.server";

/** A run's whole report for a spreadsheet; what a catalogue wrote is never a formula there. */
export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
  const rows = await importReport(id, await requireViewer(request));
  return new Response(stringify(rows, { escape_formulas: true, bom: true }), {
    headers: {
      ...PRIVATE,
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="import-report.csv"',
    },
  });
}
