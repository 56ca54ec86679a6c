import type { LoaderFunctionArgs } from "@remix-run/node";
import { found } from "~/platform/http/respond.server";
import { keptReceipts } from "~/submissions/receipts/receipt-files.server";

/** The receipt of an entry as a page to keep: always a download, since its script is its own and not the site's. */
export async function loader({ params: { hash = "" } }: LoaderFunctionArgs) {
  const { page } = found(await keptReceipts([hash]));
  return new Response(page, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Disposition": `attachment; filename="receipt-${hash.slice(0, 16)}.html"`,
      "Cache-Control": "public, max-age=5",
    },
  });
}
