import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { AwardList } from "~/outcomes/awards-reading";
import { publishResults } from "~/outcomes/publish-results.server";
import { RankingPlot } from "~/outcomes/ranking-reading";
import { publishingForChair } from "~/outcomes/results.server";
import { paths } from "~/paths";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { ActButton, Acts, LinkButton } from "~/ui/button";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Publish the results · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  return data(await publishingForChair(slug, await requireViewer(request)), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const published = await publishResults(slug, viewer);
  if (!published.ok)
    return redirectSaying(paths.juryAct(slug, "publish"), `Not published. ${published.refusal.message}`);
  return redirectSaying(paths.challengeResults(slug), "Results are published, and everyone is being told by mail.");
}

export default function Publish() {
  const { challenge, rows, final, names, awards, whyNot } = useLoaderData<typeof loader>();
  const { slug } = challenge;
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(slug)}>The jury of {challenge.title}</a>
          </Crumb>
        }
        title="Publish the results"
        lede="The ranking and the awards go to everyone; each team gets its scores and every juror’s feedback; all who are registered, the jury and the city’s editors are told by mail. Published results stand."
      />
      <Section name="Awards" first>
        <div className="stack">
          {awards.length > 0 ? (
            <AwardList slug={slug} awards={awards} names={names} rows={rows} final={final} />
          ) : (
            <p className="quiet">None decided yet.</p>
          )}
          {!challenge.resultsPublishedAt && (
            <Acts>
              <LinkButton
                href={paths.juryAct(slug, "awards")}
                disabledReason={challenge.judgingClosedAt ? null : "Awards are decided when judging is closed."}
              >
                {awards.length > 0 ? "Change the awards" : "Decide the awards"}
              </LinkButton>
            </Acts>
          )}
        </div>
      </Section>
      {rows.length > 0 && (
        <Section name="Ranking">
          <RankingPlot slug={slug} rows={rows} names={names} awards={awards} />
        </Section>
      )}
      <Section name="Publish">
        <ActButton main action={paths.juryAct(slug, "publish")} disabledReason={whyNot}>
          Publish the results
        </ActButton>
      </Section>
    </Main>
  );
}
