import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadHeaders, snapshotFile } from "~/datasets/snapshots.server";
import { found } from "~/platform/http/respond.server";
import { storedResponse } from "~/platform/http/stored-response.server";

/** The exact bytes of a copy, for ever the same. */
export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
  const file = found(await snapshotFile(id));
  return storedResponse(request, {
    sha256: file.sha256,
    bytes: Number(file.bytes),
    headers: downloadHeaders(file),
  });
}
