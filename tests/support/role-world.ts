import { answerQuestion } from "~/challenges/questions/answer-question.server";
import { askQuestion } from "~/challenges/questions/ask-question.server";
import { nameChair } from "~/challenges/running/chairs.server";
import { addUploadedDataset } from "~/datasets/add-dataset.server";
import { bringInCatalogue } from "~/datasets/importing/import-catalogue.server";
import { startImport } from "~/datasets/importing/start-import.server";
import { inviteJurors } from "~/judging/jury/invite-jurors.server";
import { db } from "~/platform/database.server";
import { anAnnouncedDraw } from "./draws";
import type { Places } from "./every-route";
import { anOpenFinal } from "./final-world";
import { aFoundConflict, anAssignedJury, invitationOf } from "./jury-world";
import { aProblem } from "./problem-world";
import type { Role } from "./roles";
import { withSealedCode } from "./sealed-world";
import { aFirstRoundClosed } from "./second-world";
import { aMember, anEntry, aTeam } from "./team-world";
import { aCity, aColleague, anOpenChallenge, aPerson, aReadyDraft, must } from "./world";

type People = Record<Exclude<Role, "stranger">, { id: string }>;

/** A person for every role, and the places their routes lead to: an open challenge, one with the jury, and a draft. */
export async function aWorldOfRoles(): Promise<{ places: Places; people: People }> {
  // The final comes before, on an earlier day.
  const finals = await anOpenFinal();
  const between = await aFirstRoundClosed({ entries: 2 });
  // Judging comes first: it moves the clock to its day, and the open challenge is open on that day.
  const jury = await anAssignedJury();
  const { city, challenge: judged } = jury;
  await aFoundConflict(jury, 2, 2);
  const first = await db.submission.findFirstOrThrow({ where: { challengeId: judged.id, number: 1 } });
  await withSealedCode(first.id);
  const open = await anOpenChallenge(city);
  const team = await aTeam({ challenge: open, name: "Contrafforte" });
  const member = await aMember(team);
  const { receipt } = await anEntry({ challenge: open, team });
  const chair = await aPerson("Carla Chair");
  must(await nameChair({ slug: judged.slug, email: chair.email }, city.editor));
  const invited = await aPerson("Ines Invited");
  must(await inviteJurors({ slug: judged.slug, people: [{ name: "Ines", email: invited.email }] }, chair));
  must(await askQuestion({ slug: open.slug, body: "May we use a weather forecast?" }, chair));
  must(await answerQuestion({ slug: open.slug, number: 1, answer: "Yes, any that is open." }, city.editor));
  const upload = {
    organisationId: city.organisation.id,
    title: "Rain",
    description: "Rain by the hour.",
    keywords: [],
    fileName: "rain.csv",
    mediaType: "text/csv",
    bytes: Buffer.from("hour,mm,lat,lon\n1,2,45.4,11.2\n2,3,45.5,11.3\n"),
    licenceId: "CC0-1.0",
  };
  const { slug: dataset, datasetId } = must(await addUploadedDataset(upload, city.editor));
  const snapshot = await db.snapshot.findFirstOrThrow({ where: { distribution: { datasetId } } });
  const catalogue = { organisationId: city.organisation.id, fileName: "data.json", bytes: Buffer.from("[]") };
  const run = must(await startImport(catalogue, city.editor));
  await bringInCatalogue({ runId: run.id });
  const { sourceId } = await db.importRun.findUniqueOrThrow({ where: { id: run.id } });
  const entry = await db.recordEntry.findFirstOrThrow({ where: { challengeId: open.id } });
  for (const one of [finals, between])
    must(await nameChair({ slug: one.challenge.slug, email: chair.email }, one.chair));
  // One person sits on both juries.
  const seat = { challengeId: finals.challenge.id, number: 1 };
  await db.juror.updateMany({ where: seat, data: { personId: (jury.jurors[0] ?? chair).id } });
  const reporter = await aPerson("Petra Person");
  await aProblem(dataset, reporter);
  // Loaded late: the settings are read when the site's port is known.
  const { integrateOnce } = await import("~/record/integrator/integrator.server");
  const size = must(await integrateOnce());
  const places: Places = {
    open: open.slug,
    judged: judged.slug,
    twice: between.challenge.slug,
    final: finals.challenge.slug,
    draft: await aReadyDraft(city),
    team: team.slug,
    draw: await anAnnouncedDraw(open, "nonces"),
    beacon: await anAnnouncedDraw(between.challenge, "drand"),
    receipt: receipt.id,
    dataset,
    run: run.id,
    source: sourceId,
    snapshot: snapshot.id,
    organisation: city.organisation.slug,
    person: chair.handle,
    hash: entry.hash,
    tile: `0/000.p/${size}`,
    invitation: await invitationOf(invited.email),
  };
  const people: People = {
    person: reporter,
    captain: team.captain,
    member,
    juror: jury.jurors[0] ?? chair,
    chair,
    owner: await aColleague(city, "owner"),
    editor: await aColleague(city, "editor"),
    viewer: await aColleague(city, "viewer"),
    foreigner: (await aCity("Elsewhere")).editor,
    administrator: await aPerson("Rosa Administrator", { isAdministrator: true }),
  };
  return { places, people };
}
