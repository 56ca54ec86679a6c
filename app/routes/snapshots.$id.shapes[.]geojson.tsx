import type { LoaderFunctionArgs } from "@remix-run/node";
import { geoJsonOf } from "~/datasets/map";
import { snapshotShapes } from "~/datasets/snapshots.server";
import { found } from "~/platform/http/respond.server";

/** The simplified shapes of a copy, as its map draws them. */
export async function loader({ params }: LoaderFunctionArgs) {
  return new Response(JSON.stringify(geoJsonOf(found(await snapshotShapes(params.id ?? "")))), {
    headers: {
      "Content-Type": "application/geo+json; charset=utf-8",
      "Cache-Control": "public, max-age=31536000, immutable",
    },
  });
}
