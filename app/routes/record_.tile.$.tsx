import type { LoaderFunctionArgs } from "@remix-run/node";
import { logTile } from "~/record/log-response.server";

/** The record's tree and entries, in tiles that never change (C2SP tlog-tiles). */
export const loader = ({ params }: LoaderFunctionArgs) => logTile(params["*"] ?? "");
