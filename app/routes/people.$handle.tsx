import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { personForVisitor } from "~/accounts/accounts.server";
import { ChallengeMark } from "~/challenges/challenge-reading";
import { worksOf } from "~/judging/public-person.server";
import { dayText } from "~/kernel/time";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now } from "~/platform/http/request-scope.server";
import { found, publicPage } from "~/platform/http/respond.server";
import { markdownHtml } from "~/platform/markdown.server";
import { KeyValues, PageHead, Section } from "~/ui/layout";
import { Prose } from "~/ui/prose";
import { Main } from "~/ui/shell";
import { Empty } from "~/ui/table";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.person.name ?? "Person"} · Palio` },
];

export async function loader({ request, params: { handle = "" } }: LoaderFunctionArgs) {
  const { about, id, ...person } = found(await personForVisitor(handle));
  const works = await worksOf(id, await now());
  const page = { person, ...works, html: about ? markdownHtml(about) : null, zone: config().timeZone };
  return data(page, publicPage(request));
}

export default function Person() {
  const { person, teams, juries, html, zone } = useLoaderData<typeof loader>();
  const { name, handle, skills, organisations, createdAt } = person;
  return (
    <Main>
      <PageHead title={name} lede={`@${handle}`} />
      <Section name="About" first>
        <div className="stack">
          {html && <Prose html={html} />}
          <KeyValues
            items={[
              ...(skills.length > 0 ? [{ label: "Skills", value: skills.join(", ") }] : []),
              ...organisations.map(({ organisation }) => ({
                label: "Works for",
                value: <a href={paths.organisation(organisation.slug)}>{organisation.name}</a>,
              })),
              { label: "Here since", value: dayText(createdAt, zone) },
            ]}
          />
        </div>
      </Section>
      <Section name="Teams">
        {teams.length === 0 && (
          <Empty title="In no team yet">
            <p>The teams of {name} stand here, each with its challenge.</p>
          </Empty>
        )}
        <ul className="open-list">
          {teams.map(({ team, isCaptain }) => (
            <li key={`${team.challenge.slug} ${team.slug}`}>
              <ChallengeMark of={team.challenge} />
              <div>
                <h3>
                  <a href={paths.team(team.challenge.slug, team.slug)}>{team.name}</a>
                </h3>
                <p>
                  {isCaptain ? "Captain, " : ""}
                  <a href={paths.challenge(team.challenge.slug)}>{team.challenge.title}</a>
                </p>
              </div>
            </li>
          ))}
        </ul>
      </Section>
      {juries.length > 0 && (
        <Section name="Juries" note="Named once the results are out.">
          <ul className="open-list">
            {juries.map((challenge) => (
              <li key={challenge.slug}>
                <ChallengeMark of={challenge} />
                <div>
                  <h3>
                    <a href={paths.challengeResults(challenge.slug)}>{challenge.title}</a>
                  </h3>
                  {challenge.resultsPublishedAt && (
                    <p>Results out {dayText(challenge.resultsPublishedAt, challenge.timeZone)}</p>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Main>
  );
}
