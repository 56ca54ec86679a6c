import { type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { whyNotChangeTeam } from "~/challenges/phase";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE } from "~/platform/http/respond.server";
import { checksForMember } from "~/submissions/code/own-code.server";
import { PreCheckReading } from "~/submissions/code/pre-check-reading";
import { entryForMember } from "~/submissions/entry-desk.server";
import { EntryState } from "~/submissions/entry-state";
import { teamSizeText, whyNotLeave, whyNotTakeIn } from "~/teams/members/membership";
import { Invitation, Members, Requests } from "~/teams/members/team-people";
import { ownTeam } from "~/teams/own-team.server";
import { RepositoryCard } from "~/teams/repository-reading";
import { Skills } from "~/teams/team-fields";
import { Workspace } from "~/teams/workspace";
import { LinkButton } from "~/ui/button";
import { Section } from "~/ui/layout";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.team.name} · Palio` }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const [{ title, theme, arms, ...calendar }, team] = await Promise.all([
    challengeForVisitor(slug, at),
    ownTeam(slug, viewer),
  ]);
  if (!team) throw redirect(paths.enter(slug));
  const [entry, checks] = await Promise.all([entryForMember({ slug, viewer }, at), checksForMember(slug, viewer)]);
  const frozen = whyNotChangeTeam(calendar, at)?.message ?? null;
  return {
    challenge: { slug, title, theme, arms },
    zone: calendar.timeZone,
    team,
    entry,
    checks,
    viewerId: viewer.id,
    why: {
      frozen,
      leave: frozen ?? whyNotLeave(team.crew, team.isCaptain, team.limits)?.message ?? null,
      full: whyNotTakeIn(team.crew, team.limits)?.message ?? null,
    },
  };
}

export default function OwnTeam() {
  const { challenge, zone, team, entry, checks, viewerId, why } = useLoaderData<typeof loader>();
  const { slug } = challenge;
  const here = { slug, zone, frozen: why.frozen };
  return (
    <Workspace challenge={challenge} title={team.name} lede={team.about || undefined} here="team">
      <EntryState slug={slug} zone={zone} entry={entry} />
      <Section name="People" note={`A team here has ${teamSizeText(team.limits)}.`}>
        <Members
          {...here}
          members={team.members}
          isCaptain={team.isCaptain}
          viewerId={viewerId}
          whyNotLeave={why.leave}
        />
      </Section>
      <Section name="Invitation link">
        <Invitation
          slug={slug}
          hasLink={team.hasLink}
          why={team.isCaptain ? (why.frozen ?? why.full) : "Only the captain makes or ends the link."}
        />
      </Section>
      <Section name="Asking to join">
        <Requests
          {...here}
          requests={team.requests}
          isCaptain={team.isCaptain}
          isLooking={team.isLooking}
          full={why.full}
        />
      </Section>
      <Section name="Repository">
        <RepositoryCard repository={team.repository} slug={slug} zone={zone} disabledReason={why.frozen} />
      </Section>
      {checks && (
        <Section name="Pre-check" note={<a href={paths.myTeamAct(slug, "code")}>All that is known of your code</a>}>
          <PreCheckReading checks={checks} />
        </Section>
      )}
      <Section name="What everyone sees" note={<a href={paths.team(slug, team.slug)}>The team’s public page</a>}>
        <div className="stack">
          <p>{team.isLooking ? "The team looks for people." : "The team is not looking for people."}</p>
          <Skills of={team.skillsWanted} />
          <p className="acts">
            <LinkButton href={paths.myTeamAct(slug, "about")} disabledReason={why.frozen}>
              Change name, description, skills
            </LinkButton>
          </p>
        </div>
      </Section>
    </Workspace>
  );
}
