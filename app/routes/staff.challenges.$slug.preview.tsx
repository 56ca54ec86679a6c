import { data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeBanner, ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { codeRulesSentences } from "~/challenges/code-rules";
import { DraftPreview } from "~/challenges/drafting/draft-preview";
import { draftForViewer, namedDatasets } from "~/challenges/drafts.server";
import { readCodeRules } from "~/challenges/read-code-rules";
import { challengeForStaff } from "~/challenges/staff-challenge.server";
import { readTieRules, tieRulesSentences } from "~/challenges/tie-rules";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE } from "~/platform/http/respond.server";
import { markdownHtml } from "~/platform/markdown.server";
import { BannerHead, Crumb, Phase, WithAside } from "~/ui/layout";
import { Contents } from "~/ui/navigation";
import { Main } from "~/ui/shell";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Preview of ${page?.face.title ?? "a challenge"} · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const challenge = await challengeForStaff(slug, viewer);
  if (challenge.publishedAt) throw redirect(paths.challenge(slug));
  const { draft, title, arms, organisation } = await draftForViewer(slug, viewer);
  const named = await namedDatasets(draft, viewer);
  const { value: code } = readCodeRules(draft.rules.code);
  const { value: ties } = readTieRules(draft.rules.ties);
  const page = {
    draft,
    face: { slug, title, theme: draft.basics.theme, arms },
    organisation: organisation.name,
    briefHtml: markdownHtml(draft.basics.brief),
    rulesHtml: markdownHtml(draft.rules.text),
    code: code && codeRulesSentences(code),
    ties: ties && tieRulesSentences(ties),
    titles: Object.fromEntries(named.map(({ id, title: name, slug: address }) => [id, { title: name, slug: address }])),
    now: await now(),
  };
  return data(page, { headers: PRIVATE });
}

const PLACES = [
  ["brief", "Brief"],
  ["calendar", "Calendar"],
  ["data", "Data"],
  ["prizes", "Prizes"],
  ["criteria", "Criteria"],
  ["rules", "Rules and rights"],
  ["pledge", "The city’s pledge"],
];

export default function Preview() {
  const { face, organisation, ...page } = useLoaderData<typeof loader>();
  const crumb = (
    <Crumb>
      <a href={paths.staffChallenge(face.slug)}>Back to the draft</a>
      {organisation}
      <Phase still>Preview</Phase>
    </Crumb>
  );
  return (
    <Main tincture={faceOf(face).arms.colour} plain>
      <BannerHead
        banner={<ChallengeBanner of={face} />}
        crumb={crumb}
        title={face.title}
        lede={page.draft.basics.summary}
      />
      <WithAside aside={<Contents items={PLACES.map(([id, label]) => ({ href: `#${id}`, label: label ?? "" }))} />}>
        <DraftPreview {...page} mark={<ChallengeMark of={face} />} />
      </WithAside>
    </Main>
  );
}
