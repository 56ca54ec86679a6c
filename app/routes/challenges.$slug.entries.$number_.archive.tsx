import type { LoaderFunctionArgs } from "@remix-run/node";
import { viewerOf } from "~/accounts/session.server";
import { archiveForReader } from "~/outcomes/entries.server";
import { now } from "~/platform/http/request-scope.server";
import { numberIn } from "~/platform/http/respond.server";
import { storedResponse } from "~/platform/http/stored-response.server";

/** The archive of an entry's code, byte for byte as it was fetched when it was sealed; a private one for few. */
export async function loader({ request, params: { slug = "", number } }: LoaderFunctionArgs) {
  const entry = numberIn(number);
  const [viewer, at] = await Promise.all([viewerOf(request), now()]);
  const { seal } = await archiveForReader({ slug, number: entry }, viewer, at);
  return storedResponse(request, {
    sha256: seal.archiveSha256,
    bytes: seal.archiveBytes ?? 0,
    headers: {
      "Content-Type": "application/gzip",
      "Content-Disposition": `attachment; filename="entry-${entry}.tar.gz"`,
      "Cache-Control": seal.isPrivate
        ? "private, no-store, no-transform"
        : "public, max-age=31536000, immutable, no-transform",
    },
  });
}
