import type { LoaderFunctionArgs } from "@remix-run/node";
import { votesFile } from "~/judging/round/votes-file";
import { titleIn } from "~/outcomes/ranking-reading";
import { votesForVisitor } from "~/outcomes/results.server";
import { now } from "~/platform/http/request-scope.server";
import { openData } from "~/platform/http/respond.server";

/** Every vote that the order of a published final comes from. */
export async function loader({ params: { slug = "" } }: LoaderFunctionArgs) {
  const { votes, names } = await votesForVisitor(slug, await now());
  return openData(
    votesFile(votes, (entry) => titleIn(names, entry)),
    "text/csv",
  );
}
