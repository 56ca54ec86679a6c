import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { challengeMeta } from "~/challenges/challenge-reading";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { MovedDates, NewsList } from "~/challenges/reading/news";
import { ChallengeCalendar } from "~/challenges/reading/overview";
import { newsForVisitor } from "~/challenges/reading/parts.server";
import { isId } from "~/kernel/text";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { markdownHtml } from "~/platform/markdown.server";
import { Part } from "~/ui/layout";
import { Pager } from "~/ui/table";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(`News of ${page?.challenge.title}`, page?.challenge);

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const at = await now();
  const asked = new URL(request.url).searchParams.get("after") ?? "";
  const after = isId(asked) ? asked : undefined;
  const challenge = await challengeForVisitor(slug, at);
  const { news, moved, next } = await newsForVisitor({ slug, after }, at);
  const shown = news.map(({ body, ...item }) => ({ ...item, html: markdownHtml(body) }));
  return data({ challenge, news: shown, moved, next, after, now: at }, publicPage(request));
}

export default function News() {
  const { challenge, news, moved, next, after, now: at } = useLoaderData<typeof loader>();
  const { slug, timeZone } = challenge;
  return (
    <>
      <Part id="news" title="News">
        <NewsList news={news} zone={timeZone} />
        <Pager
          label="Pages of news"
          first={after ? paths.challengeNews(slug) : null}
          next={next ? paths.challengeNews(slug, { after: next }) : null}
        />
      </Part>
      <Part id="calendar" title="Calendar">
        <ChallengeCalendar calendar={challenge} now={at} />
        <MovedDates moved={moved} zone={timeZone} />
      </Part>
    </>
  );
}
