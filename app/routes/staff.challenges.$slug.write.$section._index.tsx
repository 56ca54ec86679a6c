import type { SubmissionResult } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { draftFace, StaffPage } from "~/challenges/desk/staff-frame";
import { isSection, SECTION_WORDS, SECTIONS } from "~/challenges/draft";
import { placeAfter, sectionContent, sectionForm } from "~/challenges/draft.schema";
import { datasetChoice } from "~/challenges/drafting/choose-datasets.server";
import { checklist } from "~/challenges/drafting/ready";
import { timeZoneGroups } from "~/challenges/drafting/time-zones";
import { draftForEditor, namedDatasets, saveSection } from "~/challenges/drafts.server";
import { clashWith } from "~/challenges/writing/clash";
import { WritingPage } from "~/challenges/writing/writing-page";
import { sinceText } from "~/kernel/time";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { found, PRIVATE } from "~/platform/http/respond.server";
import { markdownHtml } from "~/platform/markdown.server";

export const handle = { hydrate: true };
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page ? `${SECTION_WORDS[page.section]} · ${page.face.title} · Palio` : "Palio" },
];

export async function loader({ request, params: { slug = "", section = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const here = found(isSection(section) ? section : null);
  const { searchParams } = new URL(request.url);
  const [at, stored] = await Promise.all([now(), draftForEditor(slug, viewer)]);
  const { draft, revisions, savedAt, organisationId, title, arms } = stored;
  const saved = savedAt[here];
  const asked = { q: searchParams.get("q") ?? "", after: searchParams.get("after") ?? "" };
  const choice =
    here === "data"
      ? await datasetChoice({ organisationId, draft, path: paths.draftSection(slug, here) }, asked)
      : null;
  const written = here === "basics" ? draft.basics.brief : here === "rules" ? draft.rules.text : null;
  const page = {
    section: here,
    draft,
    revision: revisions[here] ?? 0,
    savedText: saved ? sinceText(saved, at, draft.calendar.timeZone || "UTC") : null,
    personId: viewer.id,
    face: draftFace({ slug, title, theme: draft.basics.theme, arms }),
    items: checklist(draft, await namedDatasets(draft, viewer), at),
    choice,
    zones: here === "calendar" ? timeZoneGroups(draft.calendar.timeZone) : [],
    preview: searchParams.has("preview") && written !== null ? markdownHtml(written) : null,
    now: at,
  };
  return data(page, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "", section = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await draftForEditor(slug, viewer);
  const here = found(isSection(section) ? section : null);
  const { search } = new URL(request.url);
  const form = await readForm(request, sectionForm(here));
  const typed = sectionContent(here, form.submission.payload);
  if (!typed) return data({ result: form.submission.reply() as SubmissionResult, clash: null }, { status: 400 });
  const { content, revision, over } = typed;
  const saved = await saveSection({ slug, section: here, content, revision: over ?? revision }, viewer);
  if (saved.ok) return redirect(placeAfter({ slug, section: here, go: typed.go, search }, form.submission));
  const { draft, revisions } = await draftForEditor(slug, viewer);
  const result = form.submission.reply({ formErrors: [saved.refusal.message] }) as SubmissionResult;
  const clash = clashWith({ theirs: draft[here], mine: content, revision: revisions[here] ?? 0 });
  return data({ result, clash }, { status: 409 });
}

export default function WriteSection() {
  const page = useLoaderData<typeof loader>();
  const last = useActionData<typeof action>();
  return (
    <StaffPage challenge={page.face} now={page.now} title={SECTION_WORDS[page.section]}>
      <WritingPage {...page} steps={SECTIONS} lastResult={last?.result} clash={last?.clash} />
    </StaffPage>
  );
}
