import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { challengeMeta } from "~/challenges/challenge-reading";
import { dayText } from "~/kernel/time";
import { DecisionList } from "~/outcomes/decisions-reading";
import { decisionsForVisitor } from "~/outcomes/results.server";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { Part } from "~/ui/layout";
import { Empty } from "~/ui/table";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(`Decisions on ${page?.challenge.title}`, page?.challenge);

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  return data(await decisionsForVisitor(slug, await now()), publicPage(request));
}

export default function Decisions() {
  const { challenge, entries, records } = useLoaderData<typeof loader>();
  const { slug, timeZone, decisionDueAt, resultsPublishedAt } = challenge;
  return (
    <Part id="decisions" title="What the city decided">
      {entries.length > 0 ? (
        <DecisionList slug={slug} zone={timeZone} entries={entries} records={records} />
      ) : (
        <Empty title={resultsPublishedAt ? "No entry was awarded" : "Nothing to decide on yet"}>
          <p>
            When results are out, the city says of each awarded entry whether it adopts, pilots, procures or declines
            it, why, and who answers for it
            {decisionDueAt && `, by ${dayText(decisionDueAt, timeZone)}`}. What is late says so here.
          </p>
        </Empty>
      )}
    </Part>
  );
}
