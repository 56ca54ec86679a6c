import { found } from "~/platform/http/respond.server";
import { recordFile, tileFile } from "./integrator/record-files.server";

const ANYWHERE = { "Access-Control-Allow-Origin": "*" };

/** A file of the record that is replaced as it grows; kept for five seconds at most. */
export async function logFile(name: "checkpoint" | "key"): Promise<Response> {
  const bytes = found(await recordFile(name));
  return new Response(bytes as BodyInit, {
    headers: { ...ANYWHERE, "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "public, max-age=5" },
  });
}

/** A tile or a file of entries, by its path below tile/; it stays as it is for ever. */
export async function logTile(path: string): Promise<Response> {
  const bytes = found(await tileFile(`tile/${path}`));
  return new Response(bytes as BodyInit, {
    headers: {
      ...ANYWHERE,
      "Content-Type": "application/octet-stream",
      "Cache-Control": "public, max-age=31536000, immutable",
    },
  });
}
