import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  askedWords,
  ChallengeList,
  PHASE_OPTIONS,
  phaseAsked,
  THEME_OPTIONS,
  themeAsked,
} from "~/challenges/reading/list";
import { challengesFound } from "~/challenges/reading/list.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty, FilterSelect, Pager, SearchForm } from "~/ui/table";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction = () => [{ title: "Challenges · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { searchParams } = new URL(request.url);
  const at = await now();
  const asked = {
    q: (searchParams.get("q") ?? "").trim().slice(0, 200),
    theme: themeAsked(searchParams.get("theme")),
    phase: phaseAsked(searchParams.get("phase")),
  };
  const after = searchParams.get("after")?.slice(0, 100) || undefined;
  const { challenges, next } = await challengesFound({ ...asked, after }, at);
  return data({ asked, after, challenges, next, now: at }, publicPage(request));
}

export default function Challenges() {
  const { asked, after, challenges, next, now: at } = useLoaderData<typeof loader>();
  const words = askedWords(asked);
  return (
    <Main>
      <PageHead
        title="Challenges"
        lede="What the city asks for, now and before. Read everything; sign in to take part."
      />
      <SearchForm
        action={paths.challenges()}
        value={asked.q}
        label="Words in the title, the summary or the brief"
        clear={words ? paths.challenges() : null}
      >
        <FilterSelect name="phase" label="Phase" value={asked.phase} options={PHASE_OPTIONS} />
        <FilterSelect name="theme" label="Theme" value={asked.theme} options={THEME_OPTIONS} />
      </SearchForm>
      {challenges.length > 0 ? (
        <section className="stack" aria-label={words ? `Challenges ${words}` : "All challenges"}>
          <h2 className="visually-hidden">{words ? `Challenges ${words}` : "All challenges"}</h2>
          <ChallengeList challenges={challenges} now={at} />
        </section>
      ) : words ? (
        <Empty title={`No challenge ${words}`} action={<a href={paths.challenges()}>All challenges</a>}>
          <p>Fewer words find more. Words match from their beginning: “flood” also finds “flooding”.</p>
        </Empty>
      ) : (
        <Empty title="No challenge yet">
          <p>When the city publishes one, it stands here with its data, its prizes and its calendar.</p>
        </Empty>
      )}
      <Pager
        label="Pages of challenges"
        first={after ? paths.challenges(asked) : null}
        next={next ? paths.challenges({ ...asked, after: next }) : null}
      />
    </Main>
  );
}
