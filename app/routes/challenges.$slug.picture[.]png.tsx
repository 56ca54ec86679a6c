import type { LoaderFunctionArgs } from "@remix-run/node";
import { renderToStaticMarkup } from "react-dom/server";
import { ChallengeBanner } from "~/challenges/challenge-reading";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { now } from "~/platform/http/request-scope.server";
import { pictureOf } from "~/platform/picture.server";

/** The challenge's banner as the picture that other sites show beside a link to it. */
export async function loader({ params: { slug = "" } }: LoaderFunctionArgs) {
  const challenge = await challengeForVisitor(slug, await now());
  return new Response(await pictureOf(renderToStaticMarkup(<ChallengeBanner of={challenge} />)), {
    headers: { "Content-Type": "image/png", "Cache-Control": "public, max-age=3600, s-maxage=3600" },
  });
}
