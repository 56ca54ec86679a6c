import type { LoaderFunctionArgs } from "@remix-run/node";
import { found } from "~/platform/http/respond.server";
import { signedReceipt } from "~/record/receipt.server";
import { recordEntry } from "~/record/record.server";

/** The receipt of an entry for programs, under the newest checkpoint. */
export async function loader({ params: { hash = "" } }: LoaderFunctionArgs) {
  const entry = found(await recordEntry(hash));
  const { proof } = found(await signedReceipt(entry));
  return new Response(proof, {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `attachment; filename="${hash.slice(0, 16)}.tlog-proof"`,
      "Access-Control-Allow-Origin": "*",
      "Cache-Control": "public, max-age=5",
    },
  });
}
