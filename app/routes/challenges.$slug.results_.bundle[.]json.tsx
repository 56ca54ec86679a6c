import type { LoaderFunctionArgs } from "@remix-run/node";
import { bundleForVisitor } from "~/outcomes/results.server";
import { now } from "~/platform/http/request-scope.server";
import { openData } from "~/platform/http/respond.server";

/** All that a published result is computed from, to the letter. */
export async function loader({ params: { slug = "" } }: LoaderFunctionArgs) {
  return openData(await bundleForVisitor(slug, await now()), "application/json");
}
