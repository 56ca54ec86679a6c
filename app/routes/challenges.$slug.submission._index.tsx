import type { SubmissionResult } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark } from "~/challenges/challenge-reading";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { sinceText } from "~/kernel/time";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { type DraftWords, differences } from "~/submissions/draft/draft";
import { DraftForm } from "~/submissions/draft/draft.schema";
import { BothTexts } from "~/submissions/draft/draft-conflict";
import { DraftEditor } from "~/submissions/draft/draft-editor";
import { saveDraft } from "~/submissions/drafts.server";
import { CodeFacts, EntryChecklist, PictureFacts } from "~/submissions/entry-aside";
import { entryForMember } from "~/submissions/entry-desk.server";
import { ReceiptCertificate } from "~/submissions/receipt-reading";
import { requireMember } from "~/teams/own-team.server";
import { Workspace } from "~/teams/workspace";
import { ActButton } from "~/ui/button";
import { FieldGroup } from "~/ui/form";
import { Note } from "~/ui/layout";

export const handle = { hydrate: true };
export const meta: MetaFunction = () => [{ title: "Your entry · Palio" }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const { title, theme, arms, timeZone } = await challengeForVisitor(slug, at);
  const entry = await entryForMember({ slug, viewer }, at);
  const savedText = entry.saved && sinceText(entry.saved.at, at, timeZone);
  const storageKey = `entry:${entry.teamId}:${viewer.id}`;
  return { challenge: { slug, title, theme, arms }, zone: timeZone, entry, savedText, storageKey };
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, DraftForm);
  if (!form.ok) return data({ result: form.submission.reply() as SubmissionResult, conflict: null }, { status: 400 });
  const { revision, next, ...words } = form.value;
  const saved = await saveDraft({ slug, words, revision }, viewer);
  if (saved.ok)
    return next === "stay"
      ? redirectSaying(paths.submission(slug), "The draft is saved.")
      : redirect(paths.submissionAct(slug, next));
  const entry = await entryForMember({ slug, viewer }, await now());
  const result = form.submission.reply({ formErrors: [saved.refusal.message] }) as SubmissionResult;
  return data({ result, conflict: conflictWith(words, entry) }, { status: 409 });
}

/** Both texts, and the revision that a save now would be based on. */
function conflictWith(mine: DraftWords, { draft, saved, datasets }: Awaited<ReturnType<typeof entryForMember>>) {
  const at = (saved?.at ?? new Date(0)).toISOString();
  return { by: saved?.by ?? "Another member", at, fields: differences(mine, draft, datasets) };
}

export default function EditEntry() {
  const { challenge, zone, entry, savedText, storageKey } = useLoaderData<typeof loader>();
  const last = useActionData<typeof action>();
  const { slug } = challenge;
  const latest = entry.submission?.withdrawnAt === null ? entry.submission.latest : null;
  const version = (entry.submission?.latest?.number ?? 0) + 1;
  return (
    <Workspace
      challenge={challenge}
      title={`Write version ${version}`}
      here="entry"
      lede="Hand in as often as you like. The jury reads the last version that arrived before the deadline; every version keeps its receipt."
    >
      {entry.closed && (
        <Note tone="warn">{entry.closed.message} What you write here is kept, but cannot be handed in.</Note>
      )}
      <div className="form-grid">
        <div>
          <DraftEditor
            slug={slug}
            draft={entry.draft}
            revision={entry.revision}
            datasets={entry.datasets}
            lastResult={last?.result}
            savedText={savedText}
            storageKey={storageKey}
            conflict={last?.conflict ? <BothTexts conflict={last.conflict} zone={zone} /> : null}
          />
        </div>
        <aside aria-label="What belongs to the entry">
          <FieldGroup title="Before you can hand in">
            <EntryChecklist slug={slug} items={entry.checklist} />
          </FieldGroup>
          <FieldGroup title="Code">
            <CodeFacts
              slug={slug}
              repository={entry.repository}
              zone={zone}
              why={entry.closed?.code === "closed" ? entry.closed.message : null}
            />
          </FieldGroup>
          <FieldGroup title="Pictures">
            <PictureFacts slug={slug} images={entry.draft.images} />
          </FieldGroup>
          {latest && entry.submission && (
            <ReceiptCertificate
              receipt={{
                ...latest,
                version: latest.number,
                number: entry.submission.number,
                teamName: entry.team.name,
              }}
              zone={zone}
              mark={<ChallengeMark of={challenge} />}
              acts={
                <>
                  <a href={paths.receipt(latest.id)}>The receipt</a>
                  {latest.seal?.state === "failed" && (
                    <ActButton
                      small
                      action={paths.submissionAct(slug, "seal")}
                      disabledReason={latest.whyNotSealAgain?.message}
                    >
                      Ask for the code again
                    </ActButton>
                  )}
                </>
              }
            />
          )}
        </aside>
      </div>
    </Workspace>
  );
}
