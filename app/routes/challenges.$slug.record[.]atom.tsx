import type { LoaderFunctionArgs } from "@remix-run/node";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now } from "~/platform/http/request-scope.server";
import { openData } from "~/platform/http/respond.server";
import { recordFeed } from "~/record/feed";
import { recordPage } from "~/record/record.server";
import { aboutActs } from "~/submissions/about-acts.server";

/** What happens in a challenge, for whoever follows it by a reader of feeds. */
export async function loader({ params: { slug = "" } }: LoaderFunctionArgs) {
  const { id, title } = await challengeForVisitor(slug, await now());
  const { entries } = await recordPage({ challengeId: id });
  const of = { origin: config().origin, page: paths.challengeRecord(slug), self: paths.challengeRecordFeed(slug) };
  return openData(
    recordFeed({ title: `Record of ${title}`, entries: await aboutActs(entries), ...of }),
    "application/atom+xml",
  );
}
