import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { viewerOf } from "~/accounts/session.server";
import { whyNotChangeTeam } from "~/challenges/phase";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { ONE_TEAM, whyNotAsk } from "~/teams/members/membership";
import { Skills } from "~/teams/team-fields";
import { standingOf, teamForVisitor } from "~/teams/teams.server";
import { Acts, LinkButton } from "~/ui/button";
import { KeyValues, Note, Part } from "~/ui/layout";
import { When } from "~/ui/when";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.team.name} · Palio` }];

export async function loader({ request, params: { slug = "", team: teamSlug = "" } }: LoaderFunctionArgs) {
  const at = await now();
  const viewer = await viewerOf(request);
  const [challenge, team] = await Promise.all([
    challengeForVisitor(slug, at),
    teamForVisitor({ slug, team: teamSlug }, at, viewer),
  ]);
  const standing = await standingOf(viewer, challenge.id);
  const crew = { size: team.members.length, isDissolved: team.dissolvedAt !== null, isLooking: team.isLooking };
  const why = whyNotChangeTeam(challenge, at) ?? (standing?.team ? ONE_TEAM : null) ?? whyNotAsk(crew, team.limits);
  const page = {
    slug,
    zone: challenge.timeZone,
    team,
    isOwn: standing?.team?.slug === team.slug,
    hasAsked: standing?.waiting.includes(team.slug) ?? false,
    why: why?.message ?? null,
  };
  return data(page, publicPage(request));
}

export default function TeamPage() {
  const { slug, zone, team, isOwn, hasAsked, why } = useLoaderData<typeof loader>();
  const { name, about, members, isLooking, skillsWanted, createdAt, dissolvedAt, repository, entry } = team;
  return (
    <Part id="team" title={name}>
      {dissolvedAt && (
        <Note tone="warn">
          This team dissolved on <When at={dissolvedAt.toISOString()} zone={zone} as="day" />.
        </Note>
      )}
      {about ? <p className="lede">{about}</p> : <p className="quiet">The team says nothing of itself yet.</p>}
      <KeyValues
        items={[
          { label: "Registered", value: <When at={createdAt.toISOString()} zone={zone} as="day" /> },
          ...members.map(({ person, isCaptain }) => ({
            label: isCaptain ? "Captain" : "Member",
            value: <a href={paths.person(person.handle)}>{person.name}</a>,
          })),
          ...(repository
            ? [
                {
                  label: "Repository",
                  value: (
                    <a href={repository.url} rel="nofollow noopener">
                      {repository.owner}/{repository.name}
                    </a>
                  ),
                },
              ]
            : []),
          ...(entry ? [{ label: "Entry", value: <a href={paths.entry(slug, entry)}>Entry {entry}</a> }] : []),
        ]}
      />
      {isLooking && (
        <>
          <h3>Looks for people</h3>
          {skillsWanted.length > 0 ? <Skills of={skillsWanted} /> : <p>Any skills.</p>}
        </>
      )}
      <Acts>
        {isOwn ? (
          <LinkButton href={paths.myTeam(slug)} main>
            To your team
          </LinkButton>
        ) : (
          <LinkButton
            href={paths.askToJoin(slug, team.slug)}
            disabledReason={hasAsked ? "You have asked. The captain has not answered yet." : why}
          >
            Ask to join
          </LinkButton>
        )}
      </Acts>
    </Part>
  );
}
