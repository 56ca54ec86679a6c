import type { LoaderFunctionArgs } from "@remix-run/node";
import { challengeTitles } from "~/challenges/reading/list.server";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now } from "~/platform/http/request-scope.server";
import { found } from "~/platform/http/respond.server";
import { actWords } from "~/record/act-words";
import { checkingScript, signedReceipt } from "~/record/receipt.server";
import { receiptDocument } from "~/record/receipt-document";
import { recordEntry } from "~/record/record.server";

/** The receipt of an entry as a page to keep: always a download, since its script is its own and not the site's. */
export async function loader({ params: { hash = "" } }: LoaderFunctionArgs) {
  const { leaf, type, at, challengeId, ...entry } = found(await recordEntry(hash));
  const receipt = found(await signedReceipt({ ...entry, leaf }));
  const challenge = (await challengeTitles([challengeId], await now())).get(challengeId ?? "");
  const lines = [
    `${at.toISOString()}, by the clock of ${config().siteName}.`,
    ...(challenge ? [`In the challenge “${challenge.title}”.`] : []),
    `On the site: ${config().origin}${paths.recordEntry(hash)}`,
  ];
  const page = receiptDocument({ title: actWords(type), lines, leaf, script: await checkingScript(), ...receipt });
  return new Response(page, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Disposition": `attachment; filename="receipt-${hash.slice(0, 16)}.html"`,
      "Cache-Control": "public, max-age=5",
    },
  });
}
