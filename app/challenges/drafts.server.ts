import { mayEdit, mayView, type Viewer } from "~/accounts/roles";
import { ok, type Result, refuse } from "~/kernel/result";
import { slugOf } from "~/kernel/text";
import { db, type Tx, transaction } from "~/platform/database.server";
import { forbidden, found } from "~/platform/http/respond.server";
import { type Arms, arms, COLOURS, DIVISIONS, isTheme, type Theme } from "~/ui/heraldry";
import { VIEWERS_CHANGE_NOTHING } from "./desk/words";
import { type Draft, draftFrom, EMPTY, type Section } from "./draft";
import type { NamedDataset } from "./drafting/ready-item";

/** A draft with each section's revision, as its own staff see it. */
export type StoredDraft = {
  challengeId: string;
  slug: string;
  organisationId: string;
  organisation: { name: string; timeZone: string };
  title: string;
  arms: Arms;
  draft: Draft;
  revisions: Record<string, number>;
  savedAt: Record<string, Date>;
};

/** A challenge that is still a draft, for someone who may edit it: 403 for viewers of its city, 404 for strangers. */
export async function draftForEditor(slug: string, viewer: Viewer, on: Tx = db): Promise<StoredDraft> {
  const stored = await draftForViewer(slug, viewer, on);
  return mayEdit(viewer, stored.organisationId) ? stored : forbidden(VIEWERS_CHANGE_NOTHING);
}

/** The same, for someone who may at least look at it; 404 for everyone else. */
export async function draftForViewer(slug: string, viewer: Viewer, on: Tx = db): Promise<StoredDraft> {
  const row = found(
    await on.challenge.findUnique({
      where: { slug },
      select: {
        id: true,
        slug: true,
        title: true,
        arms: true,
        organisationId: true,
        publishedAt: true,
        organisation: { select: { name: true, timeZone: true } },
        draftSections: { select: { section: true, content: true, revision: true, savedAt: true } },
      },
    }),
  );
  found(mayView(viewer, row.organisationId) && row.publishedAt === null ? row : null);
  const typed = Object.fromEntries(
    row.draftSections.map(({ section, content }) => [section, content]),
  ) as Partial<Draft>;
  const draft = draftFrom(typed, row.organisation.timeZone);
  return {
    challengeId: row.id,
    slug: row.slug,
    organisationId: row.organisationId,
    organisation: row.organisation,
    title: row.title,
    arms: row.arms as Arms,
    draft,
    revisions: Object.fromEntries(row.draftSections.map(({ section, revision }) => [section, revision])),
    savedAt: Object.fromEntries(row.draftSections.map(({ section, savedAt }) => [section, savedAt])),
  };
}

/** A signature stands under the words it was given for: another word takes it off. */
function unsignedIfChanged(pledge: Draft["pledge"], typed: Partial<Draft["pledge"]>): Draft["pledge"] {
  const isSame = Object.entries(typed).every(([field, value]) => pledge[field as keyof Draft["pledge"]] === value);
  return { ...pledge, ...typed, ...(isSame ? {} : { signedByName: "", signedById: "", signedAt: "" }) };
}

/** The datasets a draft names, as far as the checklist asks about them, for one who reads it. */
export async function namedDatasets(draft: Draft, viewer: Viewer, on: Tx = db): Promise<NamedDataset[]> {
  const ids = draft.data.datasets.map(({ datasetId }) => datasetId).filter((id) => /^[0-9a-f-]{36}$/.test(id));
  const rows = await on.dataset.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      slug: true,
      title: true,
      licenceOpen: true,
      licenceConfirmedAt: true,
      state: true,
      organisationId: true,
      organisation: { select: { name: true } },
      _count: { select: { distributions: { where: { snapshots: { some: {} } } } } },
    },
  });
  return rows.map(({ licenceConfirmedAt, state, organisationId, organisation, _count, ...row }) => ({
    ...row,
    licenceConfirmed: licenceConfirmedAt !== null,
    isPresent: state === "present",
    isHeld: _count.distributions > 0,
    organisation: organisation.name,
    mayEdit: mayEdit(viewer, organisationId),
  }));
}

const EDITORS_START = "Only owners and editors of an organisation start its challenges.";

/** For whom a person may start challenges; 403 where there is nobody. */
export async function organisationsToPostFor(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  if (viewer.isAdministrator)
    return db.organisation.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true }, take: 500 });
  const own = viewer.organisations.filter(({ id }) => mayEdit(viewer, id)).map(({ id, name }) => ({ id, name }));
  return own.length > 0 ? own : forbidden(EDITORS_START);
}

/** Starts a draft with a title; its address and its banner are chosen now and stay. */
export async function startChallenge(
  { title, theme, organisationId }: { title: string; theme: Theme; organisationId: string },
  viewer: Viewer,
): Promise<Result<{ slug: string }>> {
  if (!mayEdit(viewer, organisationId)) return refuse("not-yours", EDITORS_START);
  return transaction(async (tx) => {
    const organisation = found(
      await tx.organisation.findUnique({ where: { id: organisationId }, select: { timeZone: true } }),
    );
    const slug = await freeSlug(slugOf(title), tx);
    const { id } = await tx.challenge.create({
      data: {
        slug,
        title,
        theme,
        organisationId,
        createdById: viewer.id,
        timeZone: organisation.timeZone,
        arms: arms({ slug, theme }),
      },
    });
    await tx.challengeDraftSection.create({
      data: { challengeId: id, section: "basics", content: { ...EMPTY.basics, title, theme }, savedById: viewer.id },
    });
    return ok({ slug });
  });
}

async function freeSlug(stem: string, tx: Tx): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('challenge-slug'))`;
  const near = await tx.challenge.findMany({ where: { slug: { startsWith: stem } }, select: { slug: true } });
  const taken = new Set(near.map(({ slug }) => slug));
  let slug = stem;
  for (let n = 2; taken.has(slug); n++) slug = `${stem}-${n}`;
  return slug;
}

export type Saved = { revision: number; savedAt: Date };

/**
 * Saves one section as typed. `revision` is the one the writer began from (0 for none yet): where somebody else saved
 * meanwhile the save is refused with code "conflict" and nothing is overwritten.
 */
export async function saveSection<S extends Section>(
  { slug, section, content, revision }: { slug: string; section: S; content: Partial<Draft[S]>; revision: number },
  viewer: Viewer,
): Promise<Result<Saved>> {
  return transaction(async (tx) => {
    const { challengeId, draft } = await draftForEditor(slug, viewer, tx);
    const next = section === "pledge" ? unsignedIfChanged(draft.pledge, content) : { ...draft[section], ...content };
    const rows = await tx.$queryRaw<Saved[]>`
      INSERT INTO challenge_draft_section (challenge_id, section, content, revision, saved_by_id)
      SELECT ${challengeId}::uuid, ${section}, ${JSON.stringify(next)}::jsonb, 1, ${viewer.id}::uuid WHERE ${revision} = 0
        OR EXISTS (SELECT 1 FROM challenge_draft_section WHERE challenge_id = ${challengeId}::uuid AND section = ${section})
      ON CONFLICT (challenge_id, section) DO UPDATE
        SET content = excluded.content, revision = challenge_draft_section.revision + 1, saved_by_id = excluded.saved_by_id, saved_at = palio_now()
        WHERE challenge_draft_section.revision = ${revision}
      RETURNING revision, saved_at AS "savedAt"`;
    const saved = rows[0];
    if (!saved)
      return refuse(
        "conflict",
        "Somebody else saved this section since you opened it. Nothing was overwritten: look at both texts and decide.",
      );
    if (section === "basics") await showBasics({ challengeId, slug, basics: next as unknown as Draft["basics"] }, tx);
    if (section === "calendar" && isOtherDecisionDay(draft.calendar, next as Draft["calendar"]))
      await takeOffSignature({ challengeId, pledge: draft.pledge }, tx);
    return ok(saved);
  });
}

/** Title, theme and banner are shown in lists before publishing, so they follow the draft. */
async function showBasics(
  { challengeId, slug, basics }: { challengeId: string; slug: string; basics: Draft["basics"] },
  tx: Tx,
): Promise<void> {
  const theme = isTheme(basics.theme) ? basics.theme : "heritage";
  const division = DIVISIONS.find((known) => known === basics.division);
  const colour = COLOURS.find((known) => known === basics.colour);
  const chosen = { ...(division ? { division } : {}), ...(colour ? { colour } : {}) };
  await tx.challenge.update({
    where: { id: challengeId },
    data: {
      theme,
      arms: arms({ slug, theme, chosen }),
      ...(basics.title.trim() === "" ? {} : { title: basics.title.trim() }),
    },
  });
}

/** Whether the instant of the decision is another one; it moves with the zone too. */
const isOtherDecisionDay = (before: Draft["calendar"], after: Draft["calendar"]): boolean =>
  before.decisionDueAt !== after.decisionDueAt || before.timeZone !== after.timeZone;

/** The day of the decision is part of what was signed, though it is typed in the calendar. */
async function takeOffSignature(
  { challengeId, pledge }: { challengeId: string; pledge: Draft["pledge"] },
  tx: Tx,
): Promise<void> {
  if (pledge.signedAt === "") return;
  await tx.challengeDraftSection.update({
    where: { challengeId_section: { challengeId, section: "pledge" } },
    data: { content: { ...pledge, signedByName: "", signedById: "", signedAt: "" }, revision: { increment: 1 } },
  });
}
