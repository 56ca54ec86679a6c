import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { viewerOf } from "~/accounts/session.server";
import { TEAMS_HIDDEN } from "~/challenges/blind";
import { challengeMeta } from "~/challenges/challenge-reading";
import { whyNotChangeTeam } from "~/challenges/phase";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { maySeeTeams } from "~/teams/blind-teams.server";
import { SeekerList, TeamList, TeamViews } from "~/teams/team-list";
import { seekersForVisitor, teamsForVisitor } from "~/teams/teams.server";
import { Part } from "~/ui/layout";
import { Empty } from "~/ui/table";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(`Teams of ${page?.challenge.title}`, page?.challenge);

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const at = await now();
  const [challenge, viewer] = await Promise.all([challengeForVisitor(slug, at), viewerOf(request)]);
  const { id: challengeId, title, summary, ...calendar } = challenge;
  const { searchParams } = new URL(request.url);
  const show = searchParams.get("show");
  const asked = { challengeId, after: searchParams.get("after") };
  const page = { challenge: { slug, title, summary }, why: whyNotChangeTeam(calendar, at)?.message ?? null };
  if (!(await maySeeTeams(challenge, viewer, at))) return data({ ...page, show: "none" as const }, publicPage(request));
  if (show === "seekers")
    return data({ ...page, show: "seekers" as const, ...(await seekersForVisitor(asked)) }, publicPage(request));
  const looking = show === "looking";
  const teams = await teamsForVisitor({ ...asked, looking });
  return data({ ...page, show: looking ? ("looking" as const) : ("all" as const), ...teams }, publicPage(request));
}

export default function Teams() {
  const page = useLoaderData<typeof loader>();
  const { slug } = page.challenge;
  return (
    <Part id="teams" title="Teams">
      {page.show !== "none" && <TeamViews slug={slug} show={page.show} />}
      {page.show === "none" ? (
        <Empty title="Who takes part is not shown yet">
          <p>{TEAMS_HIDDEN}</p>
        </Empty>
      ) : page.show === "seekers" ? (
        <SeekerList slug={slug} seekers={page.seekers} next={page.next} why={page.why} />
      ) : (
        <TeamList slug={slug} show={page.show} teams={page.teams} next={page.next} why={page.why} />
      )}
    </Part>
  );
}
