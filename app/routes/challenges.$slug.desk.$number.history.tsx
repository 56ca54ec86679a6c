import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { bringBackSheet } from "~/judging/desk/bring-back-sheet.server";
import { BringBackForm, numberAsked } from "~/judging/desk/sheet.schema";
import { historyForJuror } from "~/judging/desk/sheet-history.server";
import { SheetVersions } from "~/judging/desk/sheet-versions";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { found, numberIn, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty, Pager } from "~/ui/table";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Your sheet on entry ${page?.number}, version by version · Palio` },
];

export async function loader({ request, params: { slug = "", number } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const before = numberAsked(new URL(request.url).searchParams.get("before"));
  return data(await historyForJuror({ slug, number: numberIn(number), before }, viewer), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "", number } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const of = { slug, number: numberIn(number) };
  const form = await readForm(request, BringBackForm);
  const { version } = found(form.ok ? form.value : null);
  const brought = await bringBackSheet({ ...of, version }, viewer);
  const said = brought.ok
    ? `Version ${version} is back, as version ${brought.value.revision}. What stood before is kept.`
    : brought.refusal.message;
  return redirectSaying(paths.deskEntry(of.slug, of.number), said);
}

export default function SheetHistory() {
  const { challenge, number, minutes, versions, next, ...page } = useLoaderData<typeof loader>();
  const { slug, timeZone } = challenge;
  const dated = versions.map((version) => ({ ...version, savedAt: new Date(version.savedAt) }));
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.desk(slug)}>Your desk</a>
            <a href={paths.deskEntry(slug, number)}>Entry {number}</a>
          </Crumb>
        }
        title="Your sheet, version by version"
        lede="Every save is kept, and any can be brought back while you may still score. Nobody else sees this."
      />
      <Section
        name="Versions"
        note={versions.length > 0 ? `About ${count(minutes, "minute")} of work, as far as saves show.` : undefined}
        first
      >
        {dated.length > 0 ? (
          <SheetVersions slug={slug} entry={number} zone={timeZone} versions={dated} {...page} />
        ) : (
          <Empty title="Nothing is saved yet">
            <p>The first version is made when you choose the first level, or write the first word.</p>
          </Empty>
        )}
        <Pager
          label="Versions"
          first={dated[0] && dated[0].number < page.newest ? paths.deskAct(slug, number, "history") : null}
          next={next ? `${paths.deskAct(slug, number, "history")}?before=${next}` : null}
        />
      </Section>
    </Main>
  );
}
