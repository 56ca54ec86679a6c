import type { LoaderFunctionArgs } from "@remix-run/node";
import { downloadHeaders, snapshotFile } from "~/datasets/snapshots.server";
import { found } from "~/platform/http/respond.server";
import { storedStream } from "~/platform/storage/files.server";

/** The exact bytes of a copy, for ever the same. */
export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
  const file = found(await snapshotFile(id));
  const headers = downloadHeaders(file);
  if (request.headers.get("If-None-Match")?.includes(file.sha256)) return new Response(null, { status: 304, headers });
  return new Response(await storedStream(file.sha256), {
    headers: { ...headers, "Content-Length": String(file.bytes) },
  });
}
