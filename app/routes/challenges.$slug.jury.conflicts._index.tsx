import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { ConflictTable } from "~/judging/conflict/conflict-table";
import { conflictsForChair } from "~/judging/conflict/conflicts.server";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { PRIVATE } from "~/platform/http/respond.server";
import { Crumb, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty, Pager } from "~/ui/table";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Conflicts: ${page?.challenge.title} · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const after = new URL(request.url).searchParams.get("after");
  return data({ ...(await conflictsForChair({ slug, after }, viewer)), after }, { headers: PRIVATE });
}

export default function Conflicts() {
  const { challenge, conflicts, waiting, next, after } = useLoaderData<typeof loader>();
  const { slug, timeZone } = challenge;
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(slug)}>The jury</a>
          </Crumb>
        }
        title="Conflicts"
        lede={`What jurors declared stands. What the site found blocks until you dismiss it with a reason. ${
          waiting === 0 ? "Nothing waits for you." : `${count(waiting, "finding blocks", "findings block")} now.`
        }`}
      />
      {conflicts.length === 0 ? (
        <Empty title="No conflict is known">
          <p>Jurors declare theirs before an entry opens, and the site looks for more when entries are assigned.</p>
        </Empty>
      ) : (
        <ConflictTable slug={slug} conflicts={conflicts} zone={timeZone} />
      )}
      <Pager
        label="Pages of conflicts"
        previous={after === null ? null : paths.juryConflicts(slug)}
        next={next === null ? null : paths.juryConflicts(slug, { after: next })}
      />
    </Main>
  );
}
