import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { MyDraws } from "~/judging/draw/draw-reading";
import { drawsWaitingFor } from "~/judging/draw/draws.server";
import { MyDuties } from "~/judging/duties";
import { dutiesOf } from "~/judging/duties.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE } from "~/platform/http/respond.server";
import { minePage } from "~/submissions/mine.server";
import { MyTeams } from "~/submissions/mine-list";
import { PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { When } from "~/ui/when";

export const meta: MetaFunction = () => [{ title: "Mine · Palio" }];
export const headers = () => PRIVATE;

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const [mine, duties, draws] = await Promise.all([minePage(viewer), dutiesOf(viewer), drawsWaitingFor(viewer)]);
  return { ...mine, duties, draws, now: await now() };
}

export default function MyPage() {
  const { teams, requests, seeking, duties, draws, now: at } = useLoaderData<typeof loader>();
  return (
    <Main>
      <PageHead title="Mine" lede="Your teams and entries, your service on juries, and where you wait for an answer." />
      <Section name="Teams and entries" first>
        <MyTeams teams={teams} now={at} />
      </Section>
      <MyDraws draws={draws} />
      <MyDuties {...duties} />
      {requests.length > 0 && (
        <Section name="Waiting for an answer">
          <ul className="stack">
            {requests.map(({ id, askedAt, team }) => (
              <li key={id}>
                <a href={paths.team(team.challenge.slug, team.slug)}>{team.name}</a> on {team.challenge.title}, asked on{" "}
                <When at={askedAt.toISOString()} zone={team.challenge.timeZone} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {seeking.length > 0 && (
        <Section name="Looking for a team">
          <ul className="stack">
            {seeking.map(({ challenge }) => (
              <li key={challenge.slug}>
                <a href={paths.seek(challenge.slug)}>{challenge.title}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Main>
  );
}
