import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { runSheetOf } from "~/judging/round/run-sheet";
import { runSheetForJury } from "~/judging/round/run-sheet.server";
import { count } from "~/kernel/text";
import { instantText, timeText } from "~/kernel/time";
import { paths } from "~/paths";
import { PRIVATE } from "~/platform/http/respond.server";
import { Crumb, Facts, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Table } from "~/ui/table";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Run sheet of the final: ${page?.challenge.title} · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  return data(await runSheetForJury(slug, await requireViewer(request)), { headers: PRIVATE });
}

export default function RunSheet() {
  const { challenge, isVoter, entries, startsAt, minutesEach } = useLoaderData<typeof loader>();
  const { slug, timeZone } = challenge;
  const slots = runSheetOf(entries, { startsAt: new Date(startsAt), minutesEach });
  const end = slots.at(-1)?.endsAt;
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={isVoter ? paths.finalDesk(slug) : paths.final(slug)}>The final of {challenge.title}</a>
          </Crumb>
        }
        title="Run sheet of the final"
        lede="The order is drawn by the seed that stands in the record, and everyone has as many minutes. Print this page for the hall."
      >
        <Facts
          items={[
            { label: "Begins", value: instantText(new Date(startsAt), timeZone) },
            { label: "For each entry", value: count(minutesEach, "minute") },
            { label: "Ends", value: end ? timeText(end, timeZone) : "" },
          ]}
        />
      </PageHead>
      <Table
        rows={slots}
        keyOf={({ entry }) => entry.number}
        columns={[
          { name: "Entry", head: true, cell: ({ entry }) => `${entry.number}. ${entry.title}` },
          ...(entries.some(({ team }) => team !== null)
            ? [{ name: "Team", folded: "Team", cell: ({ entry }: (typeof slots)[number]) => entry.team }]
            : []),
          { name: "From", folded: "From", numeric: true, cell: (slot) => timeText(slot.startsAt, timeZone) },
          { name: "Until", folded: "Until", numeric: true, cell: (slot) => timeText(slot.endsAt, timeZone) },
        ]}
      />
    </Main>
  );
}
