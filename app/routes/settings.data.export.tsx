import { Readable } from "node:stream";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { exportOf } from "~/personal-data/export-data.server";
import { PRIVATE } from "~/platform/http/respond.server";

/** All that this site holds of the viewer, as a zip. */
export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const zip = Readable.toWeb(Readable.from(exportOf(viewer.id))) as ReadableStream;
  return new Response(zip, {
    headers: {
      ...PRIVATE,
      "Content-Type": "application/zip",
      "Content-Disposition": `attachment; filename="palio-${viewer.handle}.zip"`,
    },
  });
}
