import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { provenanceForJuror } from "~/judging/desk/entry-provenance.server";
import { paths } from "~/paths";
import { numberIn, PRIVATE } from "~/platform/http/respond.server";
import { ProvenanceReading } from "~/submissions/provenance/provenance-reading";
import { Crumb, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `How the code of entry ${page?.number} came about · Palio` },
];

export async function loader({ request, params: { slug = "", number } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  return data(await provenanceForJuror({ slug, number: numberIn(number) }, viewer), { headers: PRIVATE });
}

export default function EntryProvenance() {
  const { challenge, number, title, team, provenance } = useLoaderData<typeof loader>();
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.desk(challenge.slug)}>Your desk</a>
            <a href={paths.deskEntry(challenge.slug, number)}>Entry {number}</a>
          </Crumb>
        }
        title="How the code came about"
        lede={`“${title}”${team === null ? "" : `, by ${team}`}. Its team and its jurors see this; nobody else does.`}
      />
      <ProvenanceReading
        of={provenance}
        zone={challenge.timeZone}
        note="The team could reply to each fact until entries closed; to what code sealed at the deadline tells, for three days more."
      />
    </Main>
  );
}
