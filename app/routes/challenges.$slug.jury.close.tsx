import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { closeJudging } from "~/judging/close-judging.server";
import { CoverageTable } from "~/judging/jury/coverage";
import { juryDesk } from "~/judging/jury/jury-desk.server";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { ActButton } from "~/ui/button";
import { Crumb, Note, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Close judging · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const { challenge, entries, missing, jurors, whyNot } = await juryDesk(slug, await requireViewer(request));
  return data({ challenge, entries, missing, jurors, whyNot }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const closed = await closeJudging(slug, viewer);
  if (!closed.ok) return redirectSaying(paths.juryAct(slug, "close"), `Not closed. ${closed.refusal.message}`);
  if (closed.value.isFirst)
    return redirectSaying(paths.secondRound(slug), "The first round is closed. See who goes on, and open the second.");
  return redirectSaying(
    paths.juryAct(slug, "awards"),
    closed.value.isDrawing
      ? "Judging is closed. Entries are equal to the last step of the chain: lots are drawn, and then the ranking stands."
      : closed.value.isComputed
        ? "Judging is closed, and the ranking stands. Decide the awards."
        : "Judging is closed. The ranking of so many sheets is being computed: reload this page in a minute.",
  );
}

export default function CloseJudging() {
  const { challenge, entries, missing, jurors, whyNot } = useLoaderData<typeof loader>();
  const isFirst = challenge.second !== null && challenge.second.firstClosedAt === null;
  const name = isFirst ? "Close the first round" : "Close judging";
  const late = jurors.filter(({ assigned, handedIn }) => assigned > handedIn);
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(challenge.slug)}>The jury of {challenge.title}</a>
          </Crumb>
        }
        title={name}
        lede={
          isFirst
            ? "From then on no sheet of the first round changes, and the published rule says who goes on to the second. It cannot be opened again."
            : "From then on no sheet changes, and the ranking is computed once from the sheets that were handed in. It cannot be opened again."
        }
      />
      <Section name="What is there" first>
        <div className="stack">
          <Note tone={missing > 0 || whyNot.feedback ? "warn" : undefined}>
            {missing > 0 ? (
              <p>
                {count(missing, "sheet")} {missing === 1 ? "is" : "are"} missing:{" "}
                {late.map(({ name, assigned, handedIn }) => `${name} ${assigned - handedIn}`).join(", ")}. What is not
                handed in does not count.
              </p>
            ) : (
              <p>Every assigned sheet is handed in.</p>
            )}
            {whyNot.feedback && <p>{whyNot.feedback}</p>}
          </Note>
          <CoverageTable entries={entries} reviewsPerEntry={challenge.reviewsPerEntry} />
          <ActButton main action={paths.juryAct(challenge.slug, "close")} disabledReason={whyNot.close}>
            {name}
          </ActButton>
        </div>
      </Section>
    </Main>
  );
}
