import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { StaffPage } from "~/challenges/desk/staff-frame";
import { DraftDesk } from "~/challenges/drafting/draft-desk";
import { checklist } from "~/challenges/drafting/ready";
import { draftForViewer, namedDatasets } from "~/challenges/drafts.server";
import { troublesOf } from "~/challenges/reading/troubles.server";
import { RunningDesk } from "~/challenges/running/running-desk";
import { challengeForStaff, runningDetails } from "~/challenges/staff-challenge.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE } from "~/platform/http/respond.server";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page?.challenge.title ?? "Challenge"} · Staff desk · Palio` },
];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const [at, challenge] = await Promise.all([now(), challengeForStaff(slug, viewer)]);
  if (challenge.publishedAt) {
    const [details, troubles] = await Promise.all([runningDetails(challenge.id), troublesOf(challenge, at)]);
    return data({ challenge, details: { ...details, troubles }, items: null, now: at }, { headers: PRIVATE });
  }
  const { draft } = await draftForViewer(slug, viewer);
  const items = checklist(draft, await namedDatasets(draft, viewer), at);
  return data({ challenge, details: null, items, now: at }, { headers: PRIVATE });
}

export default function StaffChallenge() {
  const { challenge, details, items, now: at } = useLoaderData<typeof loader>();
  return (
    <StaffPage challenge={challenge} now={at} lede={challenge.organisation.name}>
      {details ? (
        <RunningDesk challenge={challenge} details={details} now={at} />
      ) : (
        <DraftDesk slug={challenge.slug} items={items} mayEdit={challenge.mayEdit} />
      )}
    </StaffPage>
  );
}
