import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { viewerOf } from "~/accounts/session.server";
import { ChallengeBanner, ChallengeMark, challengeMeta, faceOf, MainAct } from "~/challenges/challenge-reading";
import { PHASE_WORDS, phaseAt } from "~/challenges/phase";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { contentsOf, factsOf, isPublicPart } from "~/challenges/reading/frame";
import { placeOf } from "~/judging/public-person.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { BannerHead, Crumb, Facts, PageHead, Phase, WithAside } from "~/ui/layout";
import { Contents } from "~/ui/navigation";
import { Main } from "~/ui/shell";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(page?.challenge.title ?? "", page?.challenge);

/** Every page under a challenge wears its banner as the icon, and links to it show the banner. */
export const handle = {
  icon: (page: { challenge: { slug: string } } | undefined) => page && paths.challengeBanner(page.challenge.slug),
  picture: (page: { challenge: { slug: string } } | undefined) => page && paths.challengePicture(page.challenge.slug),
};

/** What stands around the public pages of a challenge. It is for display: each of those pages authorises for itself. */
export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const at = await now();
  const [challenge, viewer] = await Promise.all([challengeForVisitor(slug, at), viewerOf(request)]);
  const place = await placeOf({ id: challenge.id, organisationId: challenge.organisation.id }, viewer);
  return data({ challenge, place, now: at }, publicPage(request));
}

/**
 * The frame of a challenge's public pages: Main, the head with its h1, the facts, the contents list and the main act.
 * Such a page renders `Part`s (h2) only, and inherits these headers. Any other page under a challenge (a team's
 * workspace, the desk) is a place of its own and brings its own Main.
 */
export default function ChallengeFrame() {
  const { challenge, place, now: at } = useLoaderData<typeof loader>();
  const part = useLocation().pathname.split("/")[3] ?? "";
  if (!isPublicPart(part)) return <Outlet />;
  const { slug, title, organisation, summary } = challenge;
  const crumb = (
    <Crumb>
      <a href={paths.organisation(organisation.slug)}>{organisation.name}</a>
      <Phase still={phaseAt(challenge, at) === "closed"}>{PHASE_WORDS[phaseAt(challenge, at)]}</Phase>
    </Crumb>
  );
  return (
    <Main tincture={faceOf(challenge).arms.colour} plain>
      {part === "" ? (
        <BannerHead banner={<ChallengeBanner of={challenge} />} crumb={crumb} title={title} lede={summary} />
      ) : (
        <PageHead
          mark={<ChallengeMark of={challenge} />}
          crumb={crumb}
          title={<a href={paths.challenge(slug)}>{title}</a>}
        />
      )}
      <Facts items={factsOf(challenge, at)} />
      <WithAside
        aside={
          <>
            <Contents label="This challenge" items={contentsOf(challenge, part, at)} />
            <MainAct slug={slug} calendar={challenge} place={place} now={at} />
          </>
        }
      >
        <Outlet />
      </WithAside>
    </Main>
  );
}
