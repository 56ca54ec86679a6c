import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { viewerOf } from "~/accounts/session.server";
import { slugAsked } from "~/datasets/asked";
import { STATES } from "~/datasets/issues/problem";
import { ProblemList } from "~/datasets/issues/problem-list";
import { problemTimesText, STATE_WORDS } from "~/datasets/issues/problem-words";
import { datasetOfProblems, problemsForVisitor } from "~/datasets/issues/problems.server";
import { PersonalDataNote } from "~/datasets/issues/problems-section";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { found, publicPage } from "~/platform/http/respond.server";
import { Acts, LinkButton } from "~/ui/button";
import { Crumb, PageHead } from "~/ui/layout";
import { SubNav } from "~/ui/navigation";
import { Main } from "~/ui/shell";
import { Empty, Pager } from "~/ui/table";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Problems in ${page?.dataset.title ?? "a dataset"} · Palio` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const [viewer, at] = await Promise.all([viewerOf(request), now()]);
  const dataset = await datasetOfProblems(found(slugAsked(params.slug)), viewer);
  const state = STATES.find((one) => one === searchParams.get("state"));
  const before = /^[1-9]\d{0,8}$/.exec(searchParams.get("before") ?? "")?.[0];
  const page = await problemsForVisitor({ dataset, state, before: before ? Number(before) : undefined }, viewer);
  const { slug, title, organisation } = dataset;
  return data({ dataset: { slug, title, organisation }, state, before, ...page, now: at }, publicPage(request));
}

export default function Problems() {
  const { dataset, state, before, problems, counts, times, personal, next, now: at } = useLoaderData<typeof loader>();
  const { slug, title, organisation } = dataset;
  const all = STATES.reduce((sum, one) => sum + counts[one], 0);
  return (
    <Main tincture="azure">
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.datasets()}>Data</a>
            <a href={paths.dataset(slug)}>{title}</a>
          </Crumb>
        }
        title="Problems"
        lede={`Found by the people who use this data, answered in public. ${organisation.name}: ${problemTimesText(times)}`}
      >
        <Acts>
          <LinkButton href={paths.reportProblem(slug)} main>
            Report a problem
          </LinkButton>
        </Acts>
      </PageHead>
      <PersonalDataNote slug={slug} personal={personal} />
      <SubNav
        label="Problems by state"
        items={[
          { href: paths.problems(slug), label: "All", count: all, current: !state },
          ...STATES.map((one) => ({
            href: paths.problems(slug, { state: one }),
            label: STATE_WORDS[one],
            count: counts[one],
            current: state === one,
          })),
        ]}
      />
      {problems.length > 0 ? (
        <ProblemList slug={slug} problems={problems} zone={organisation.timeZone} now={at} />
      ) : all > 0 ? (
        <Empty title={before ? "No earlier problem" : `None is ${state ? STATE_WORDS[state].toLowerCase() : "here"}`}>
          <p>
            <a href={paths.problems(slug)}>All of its problems</a>
          </p>
        </Empty>
      ) : (
        <Empty
          title="No problem yet"
          action={<LinkButton href={paths.reportProblem(slug)}>Report the first one</LinkButton>}
        >
          <p>
            A value that cannot be, a row that is missing, an address that fails: report it from the dataset’s page,
            from the column or the row where you saw it. It goes to those who answer for the data, and everyone reads
            what they say: that they took it on, in which copy it is fixed, or why it stays as it is.
          </p>
        </Empty>
      )}
      <Pager
        label="Pages of problems"
        first={before ? paths.problems(slug, { state }) : null}
        next={next === null ? null : paths.problems(slug, { state, before: next })}
      />
    </Main>
  );
}
