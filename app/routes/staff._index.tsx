import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { isStaff } from "~/accounts/roles";
import { requireViewer } from "~/accounts/session.server";
import { Drafts, NextOnDesk, Running, WaitingTable } from "~/challenges/desk/staff-desk";
import { staffChallenges, staffDesk } from "~/challenges/desk/staff-desk.server";
import { PHASE_WORDS, phaseAt } from "~/challenges/phase";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { forbidden, PRIVATE } from "~/platform/http/respond.server";
import { Acts, LinkButton } from "~/ui/button";
import { PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Pager, Table } from "~/ui/table";
import { When } from "~/ui/when";

export const meta: MetaFunction = () => [{ title: "Staff desk · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  if (!isStaff(viewer)) forbidden("The staff desk is for people who work for an organisation that posts challenges.");
  const at = await now();
  const after = new URL(request.url).searchParams.get("after");
  const [desk, all] = await Promise.all([staffDesk(viewer, at), staffChallenges(viewer, after)]);
  const mayStart = viewer.isAdministrator || viewer.organisations.some(({ role }) => role !== "viewer");
  const places = viewer.organisations.map(({ name }) => name);
  return data({ ...desk, all, mayStart, places, now: at }, { headers: PRIVATE });
}

export default function StaffDesk() {
  const { drafts, running, waiting, all, mayStart, places, now: at } = useLoaderData<typeof loader>();
  return (
    <Main>
      <PageHead title="Staff desk" lede={places.join(", ") || undefined} />
      <NextOnDesk waiting={waiting} drafts={drafts} mayStart={mayStart} now={at} />
      <Section first name="Waiting for somebody" note="Oldest first.">
        <WaitingTable waiting={waiting} now={at} />
      </Section>
      <Section name="Running">
        <Running challenges={running} now={at} />
      </Section>
      <Section name="Drafts">
        <Drafts drafts={drafts} />
        <div className="below">
          {" "}
          <Acts>
            <LinkButton
              href={paths.newChallenge()}
              disabledReason={mayStart ? null : "Only owners and editors of an organisation start its challenges."}
            >
              Start a challenge
            </LinkButton>
            <LinkButton href={paths.staffDatasets()}>Your data</LinkButton>
          </Acts>
        </div>{" "}
      </Section>
      {all.rows.length > 0 && (
        <Section name="All challenges" note="Newest first.">
          <Table
            rows={all.rows}
            keyOf={({ id }) => id}
            columns={[
              {
                name: "Challenge",
                head: true,
                cell: ({ slug, title }) => <a href={paths.staffChallenge(slug)}>{title}</a>,
              },
              { name: "From", folded: "From", cell: ({ organisation }) => organisation.name },
              { name: "Phase", folded: "Phase", cell: (row) => PHASE_WORDS[phaseAt(row, at)] },
              {
                name: "Entries close",
                folded: "Entries close",
                numeric: true,
                cell: ({ closesAt, timeZone }) =>
                  closesAt ? <When at={closesAt.toISOString()} zone={timeZone} as="day" /> : "not set",
              },
            ]}
          />
          <Pager label="Challenges" next={all.next && `${paths.staff()}?after=${all.next}`} />
        </Section>
      )}
    </Main>
  );
}
