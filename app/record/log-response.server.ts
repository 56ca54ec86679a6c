import { found } from "~/platform/http/respond.server";
import { recordFile, tileFile } from "./integrator/record-files.server";
import { cosigned } from "./keeping/cosignatures.server";

const ANYWHERE = { "Access-Control-Allow-Origin": "*" };

/**
 * A file of the record that is replaced as it grows; kept for five seconds at most. Under the checkpoint stand the lines of
 * its witnesses, which come after the file was written.
 */
export async function logFile(name: "checkpoint" | "key"): Promise<Response> {
  const bytes = found(await recordFile(name));
  const body = name === "checkpoint" ? await cosigned(Buffer.from(bytes).toString("utf8")) : bytes;
  return new Response(body as BodyInit, {
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
