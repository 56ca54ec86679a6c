import type { LoaderFunctionArgs } from "@remix-run/node";
import { found } from "~/platform/http/respond.server";
import { recordEntry } from "~/record/record.server";

/** The bytes that the hash is of, and nothing else. */
export async function loader({ params: { hash = "" } }: LoaderFunctionArgs) {
  const { leaf } = found(await recordEntry(hash));
  return new Response(leaf, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "public, max-age=31536000, immutable",
    },
  });
}
