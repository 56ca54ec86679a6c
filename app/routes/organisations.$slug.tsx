import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { organisationForVisitor } from "~/accounts/accounts.server";
import { ChallengeList } from "~/challenges/reading/list";
import { challengesFound } from "~/challenges/reading/list.server";
import { problemTimesText } from "~/datasets/issues/problem-words";
import { problemTimesOf } from "~/datasets/issues/problems.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { found, publicPage } from "~/platform/http/respond.server";
import { markdownHtml } from "~/platform/markdown.server";
import { KeyValues, PageHead, Section } from "~/ui/layout";
import { Prose } from "~/ui/prose";
import { Main } from "~/ui/shell";
import { Empty, Pager } from "~/ui/table";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.organisation.name ?? "Organisation"} · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const after = new URL(request.url).searchParams.get("after")?.slice(0, 100) || undefined;
  const [at, row] = await Promise.all([now(), organisationForVisitor(slug)]);
  const { about, ...organisation } = found(row);
  const [{ challenges, next }, times] = await Promise.all([
    challengesFound({ organisationId: organisation.id, after }, at),
    problemTimesOf(organisation.id),
  ]);
  const page = { organisation, html: about ? markdownHtml(about) : null, challenges, times, next, after, now: at };
  return data(page, publicPage(request));
}

export default function Organisation() {
  const { organisation, html, challenges, times, next, after, now: at } = useLoaderData<typeof loader>();
  const { slug, name, website, contact, timeZone, _count } = organisation;
  return (
    <Main>
      <PageHead title={name} />
      <Section name="About" first>
        <div className="stack">
          {html && <Prose html={html} />}
          <KeyValues
            items={[
              ...(/^https?:\/\//.test(website)
                ? [
                    {
                      label: "Website",
                      value: (
                        <a href={website} rel="nofollow noopener">
                          {website}
                        </a>
                      ),
                    },
                  ]
                : []),
              ...(contact ? [{ label: "Contact", value: contact }] : []),
              { label: "Time zone", value: timeZone },
              {
                label: "Data",
                value:
                  _count.datasets > 0 ? (
                    <a href={paths.datasets({ organisation: slug })}>
                      {_count.datasets.toLocaleString("en")} {_count.datasets === 1 ? "dataset" : "datasets"}
                    </a>
                  ) : (
                    "No datasets yet"
                  ),
              },
              ...(_count.datasets > 0 ? [{ label: "Problems in its data", value: problemTimesText(times) }] : []),
            ]}
          />
        </div>
      </Section>
      <Section name={after ? "Earlier challenges" : "Challenges"} note={after ? undefined : "Newest first."}>
        {challenges.length > 0 ? (
          <ChallengeList challenges={challenges} now={at} />
        ) : (
          <Empty title="No challenge yet">
            <p>What {name} asks for will stand here, from the day it is published.</p>
          </Empty>
        )}
        <Pager
          label="Pages of challenges"
          first={after ? paths.organisation(slug) : null}
          next={next ? paths.organisation(slug, { after: next }) : null}
        />
      </Section>
    </Main>
  );
}
