import type { LoaderFunctionArgs } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { ChallengeBanner } from "~/challenges/challenge-reading";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { now } from "~/platform/http/request-scope.server";

/** The challenge's banner as a file: the icon of its pages, and for whoever links to it. */
export async function loader({ params: { slug = "" } }: LoaderFunctionArgs) {
  const challenge = await challengeForVisitor(slug, await now());
  return new Response(renderToStaticMarkup(<ChallengeBanner of={challenge} />), {
    headers: {
      "Content-Type": "image/svg+xml; charset=utf-8",
      "Cache-Control": "public, max-age=3600, s-maxage=3600",
      "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  });
}
