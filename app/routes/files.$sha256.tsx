import type { LoaderFunctionArgs } from "@remix-run/node";
import { found } from "~/platform/http/respond.server";
import { storedResponse } from "~/platform/http/stored-response.server";
import { storedFile } from "~/platform/storage/files.server";

/** What a browser may show as a picture. Everything else that is stored has a door of its own. */
const PICTURES = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);

/**
 * A picture under the hash of its bytes: whoever asks has either the picture or a page that shows it. The bytes never
 * change, so they may be kept for ever.
 */
export async function loader({ request, params: { sha256 = "" } }: LoaderFunctionArgs) {
  const file = /^[0-9a-f]{64}$/.test(sha256) ? await storedFile(sha256) : null;
  const { mediaType, bytes } = found(file && PICTURES.has(file.mediaType) ? file : null);
  return storedResponse(request, {
    sha256,
    bytes: Number(bytes),
    headers: {
      "Content-Type": mediaType,
      "Content-Disposition": "inline",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cache-Control": "private, max-age=31536000, immutable, no-transform",
    },
  });
}
