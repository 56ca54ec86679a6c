import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { comparisonForJuror } from "~/judging/desk/compare.server";
import { Comparison } from "~/judging/desk/comparison";
import { numberAsked } from "~/judging/desk/sheet.schema";
import { paths } from "~/paths";
import { PRIVATE } from "~/platform/http/respond.server";
import { LinkButton } from "~/ui/button";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty, FilterSelect } from "~/ui/table";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Two entries beside each other: ${page?.challenge.title} · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const asked = new URL(request.url).searchParams;
  const of = { slug, a: numberAsked(asked.get("a")), b: numberAsked(asked.get("b")) };
  return data(await comparisonForJuror(of, viewer), { headers: PRIVATE });
}

export default function CompareEntries() {
  const { challenge, rubric, left, right, entries } = useLoaderData<typeof loader>();
  const { slug } = challenge;
  const options = entries.map(({ number, title }) => ({ value: String(number), label: `${number}. ${title}` }));
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.desk(slug)}>Your desk</a>
          </Crumb>
        }
        title="Two entries beside each other"
        lede="What you gave each, criterion by criterion. Nobody else sees this page."
      />
      <Section name="Your scores" first>
        {left && right ? (
          <>
            <form method="get" action={paths.deskCompare(slug)} className="filters">
              <FilterSelect name="a" label="One" value={String(left.number)} all={null} options={options} />
              <FilterSelect name="b" label="The other" value={String(right.number)} all={null} options={options} />
              <button type="submit" className="btn">
                Compare
              </button>
            </form>
            <Comparison slug={slug} rubric={rubric} left={left} right={right} />
          </>
        ) : (
          <Empty
            title="There is nothing to compare yet"
            action={<LinkButton href={paths.desk(slug)}>Back to your desk</LinkButton>}
          >
            <p>Two entries are needed that are yours to score.</p>
          </Empty>
        )}
      </Section>
    </Main>
  );
}
