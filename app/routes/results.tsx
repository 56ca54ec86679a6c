import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OutcomeTally, ResultList } from "~/outcomes/outcomes-reading";
import { outcomesTally, resultsForVisitor } from "~/outcomes/public-outcomes.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty, Pager } from "~/ui/table";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction = () => [{ title: "Results · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const after = new URL(request.url).searchParams.get("after")?.slice(0, 100) || undefined;
  const at = await now();
  const [{ challenges, next }, tally] = await Promise.all([resultsForVisitor({ after }, at), outcomesTally(at)]);
  return data({ challenges, next, after, tally, now: at }, publicPage(request));
}

export default function Results() {
  const { challenges, next, after, tally, now: at } = useLoaderData<typeof loader>();
  return (
    <Main>
      <PageHead
        title="Results"
        lede="Who answered each challenge best, and what the city then did. Late answers are counted too."
      />
      {challenges.length === 0 ? (
        <Empty title="No results yet" action={<a href={paths.challenges()}>All challenges</a>}>
          <p>
            When a jury has finished, its ranking, its reasons and the awards stand here, and the city’s answer beside
            them.
          </p>
        </Empty>
      ) : (
        <>
          {tally.awarded > 0 && !after && <OutcomeTally tally={tally} />}
          <Section name={after ? "Earlier results" : "Newest first"}>
            <ResultList challenges={challenges} now={at} />
            <Pager
              label="Pages of results"
              first={after ? paths.results() : null}
              next={next ? paths.results({ after: next }) : null}
            />
          </Section>
        </>
      )}
    </Main>
  );
}
