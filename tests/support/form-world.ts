import { randomUUID } from "node:crypto";
import { draftForEditor } from "~/challenges/drafts.server";
import { answerQuestion } from "~/challenges/questions/answer-question.server";
import { askQuestion } from "~/challenges/questions/ask-question.server";
import { nameChair } from "~/challenges/running/chairs.server";
import { addUploadedDataset } from "~/datasets/add-dataset.server";
import { startImport } from "~/datasets/importing/start-import.server";
import { answerProblem } from "~/datasets/issues/answer-problem.server";
import { inviteJurors } from "~/judging/jury/invite-jurors.server";
import { rubricOf } from "~/judging/sheets.server";
import { DAY, toLocalInput } from "~/kernel/time";
import { db, now } from "~/platform/database.server";
import { setInvitation } from "~/teams/change-team.server";
import { askToJoin } from "~/teams/members/ask-to-join.server";
import { anAnnouncedDraw } from "./draws";
import { anOpenFinal, standingVotesOf, votes } from "./final-world";
import {
  aClosedJury,
  aFoundConflict,
  anAssignedJury,
  aPlan,
  invitationOf,
  prizesOf,
  publishedResults,
} from "./jury-world";
import { aProblem } from "./problem-world";
import { aFirstRoundClosed } from "./second-world";
import { sessionOf } from "./site";
import { aDraft, aMember, anEntry, aTeam, newestRulesOf } from "./team-world";
import { aCity, aColleague, anOpenChallenge, aPerson, aReadyDraft, must } from "./world";

const dataset = (organisationId: string) => ({
  organisationId,
  title: "Rain",
  description: "Rain by the hour.",
  keywords: [],
  fileName: "rain.csv",
  mediaType: "text/csv",
  bytes: Buffer.from("hour,mm\n1,2\n"),
  licenceId: "CC0-1.0",
});

const localAfter = (date: Date | null, days: number) =>
  toLocalInput(new Date((date?.getTime() ?? 0) + days * DAY), "Europe/Rome");

/** A site on which every form can be sent by somebody: the people, by cookie, and what their forms name. */
export async function aWorldOfForms() {
  // Each of these moves the clock on; what is open is open on the last day.
  const decided = await publishedResults();
  const closed = await aClosedJury();
  const finals = await anOpenFinal();
  // Its results are due late, so that a second round may still be opened on the last day.
  const late = { resultsDueAt: "2032-01-01T10:00", decisionDueAt: "2032-02-01T10:00" };
  const between = await aFirstRoundClosed({ entries: 2, reviews: 1, calendar: late });
  const voter = finals.jurors[0] ?? finals.chair;
  await votes(finals, voter);
  const jury = await anAssignedJury();
  const { city, challenge: judged } = jury;
  await aFoundConflict(jury, 2, 2);
  const plan = must(await aPlan(jury)).id;
  const open = await anOpenChallenge(city);
  const team = await aTeam({ challenge: open, members: 2, isLooking: true });
  const other = await aTeam({ challenge: open, name: "Others", isLooking: true });
  const { number: entry } = await anEntry({ challenge: open, team });
  const revision = await aDraft(team);
  const fork = { owner: "contrafforte", name: "buckets", forkOf: "mercato/buckets" };
  await db.repository.create({ data: { ...fork, teamId: team.id, state: "known", linkedById: team.captain.id } });
  const rules = await newestRulesOf(open);
  const [asking, elsewhere] = [await aPerson("Asks"), await aPerson("Asks Elsewhere")];
  for (const [who, of] of [
    [asking, team],
    [elsewhere, other],
  ] as const)
    must(await askToJoin({ slug: open.slug, team: of.slug, message: "", rules }, who));
  const requestOf = async (teamId: string) => (await db.joinRequest.findFirstOrThrow({ where: { teamId } })).id;
  const chair = await aPerson("Carla Chair");
  for (const { slug } of [judged, open]) must(await nameChair({ slug, email: chair.email }, city.editor));
  const invited = await aPerson("Ines Invited");
  must(await inviteJurors({ slug: judged.slug, people: [{ name: "Ines", email: invited.email }] }, chair));
  must(await askQuestion({ slug: open.slug, body: "May we use a weather forecast from outside?" }, asking));
  must(await askQuestion({ slug: open.slug, body: "May we use a second weather forecast?" }, asking));
  must(await answerQuestion({ slug: open.slug, number: 2, answer: "Yes, any that is open." }, city.editor));
  const own = must(await addUploadedDataset(dataset(city.organisation.id), city.editor));
  const foreign = await aCity("Elsewhere");
  const foreignData = must(await addUploadedDataset(dataset(foreign.organisation.id), foreign.editor));
  // The second one is closed, so that it can be reopened.
  for (const title of ["Heights are in feet", "Streets are missing"]) await aProblem(own.slug, asking, { title });
  const closing = { slug: own.slug, number: 2, becomes: "wont_fix" as const, fixedIn: null, text: "By law." };
  must(await answerProblem(closing, city.editor));
  const fileOf = async (datasetId: string) => (await db.distribution.findFirstOrThrow({ where: { datasetId } })).id;
  const catalogue = { organisationId: city.organisation.id, address: "https://data.invalid/data.json" };
  const { id: runId } = must(await startImport(catalogue, city.editor));
  const { sourceId } = await db.importRun.findUniqueOrThrow({ where: { id: runId } });
  const draft = await aReadyDraft(city);
  const signing = await aReadyDraft(city);
  const { revisions } = await draftForEditor(draft, city.editor);
  const tied = await db.challengeDataset.findFirstOrThrow({ where: { challengeId: open.id } });
  const [prize] = await prizesOf(closed);
  const [foreignPrize] = await prizesOf(decided);
  const [criterion] = await rubricOf(judged.id, 1);
  const [foreignCriterion] = await rubricOf(open.id, 1);
  const [award, foreignAward] = await Promise.all(
    [decided, closed].map(({ challenge: { id: challengeId } }) => db.award.findFirst({ where: { challengeId } })),
  );
  const firstJuror = jury.jurors[0] ?? chair;
  const jurorOf = async (challengeId: string) => (await db.juror.findFirstOrThrow({ where: { challengeId } })).id;
  const people = {
    captain: team.captain,
    juror: firstJuror,
    voter,
    chair,
    editor: await aColleague(city, "editor"),
    administrator: await aPerson("Rosa Administrator", { isAdministrator: true }),
    person: await aPerson("Petra Person"),
    entrant: await aPerson("Enzo Entrant"),
    joiner: await aPerson("Jo Joiner"),
    asker: await aPerson("Asta Asker"),
    seeker: await aPerson("Sam Seeker"),
  };
  const { token } = must(await setInvitation({ slug: open.slug, link: "new" }, other.captain));
  const cookies: Record<string, string> = {};
  for (const [who, person] of Object.entries(people)) cookies[who] = `palio_session=${await sessionOf(person)}`;
  const sessionNamed = async (person: { id: string }) => {
    await sessionOf(person);
    return (await db.session.findFirstOrThrow({ where: { personId: person.id }, orderBy: { createdAt: "desc" } })).id;
  };
  return {
    cookies,
    open: open.slug,
    judged: judged.slug,
    closed: closed.challenge.slug,
    twice: between.challenge.slug,
    final: finals.challenge.slug,
    decided: decided.challenge.slug,
    draft,
    signing,
    team: team.slug,
    draw: await anAnnouncedDraw(open, "nonces"),
    beacon: await anAnnouncedDraw(between.challenge, "drand"),
    other: other.slug,
    token: token ?? "",
    receipt: "",
    dataset: own.slug,
    run: "",
    source: sourceId,
    snapshot: "",
    organisation: city.organisation.slug,
    person: chair.handle,
    hash: "",
    tile: "",
    invitation: await invitationOf(invited.email),
    rules: String(rules),
    entry: String(entry),
    revision: String(revision),
    revisions,
    extended: {
      closesAt: localAfter(open.closesAt, 2),
      judgingEndsAt: localAfter(open.judgingEndsAt, 2),
      resultsDueAt: localAfter(open.resultsDueAt, 2),
      decisionDueAt: localAfter(open.decisionDueAt, 2),
    },
    later: localAfter(open.closesAt, 2),
    laterStill: localAfter(open.decisionDueAt, 2),
    today: localAfter(await now(), 0).slice(0, 10),
    colleague: asking.email,
    ids: {
      plan,
      vote: (await standingVotesOf(finals))[0]?.id ?? "",
      organisation: city.organisation.id,
      foreignOrganisation: foreign.organisation.id,
      file: await fileOf(own.datasetId),
      foreignFile: await fileOf(foreignData.datasetId),
      tied: tied.datasetId,
      prize: prize?.id ?? "",
      foreignPrize: foreignPrize?.id ?? "",
      award: award?.id ?? "",
      foreignAward: foreignAward?.id ?? randomUUID(),
      criterion: criterion?.id ?? "",
      foreignCriterion: foreignCriterion?.id ?? "",
      request: await requestOf(team.id),
      foreignRequest: await requestOf(other.id),
      member: (await aMember(team)).id,
      second: team.members[1]?.id ?? "",
      stranger: other.captain.id,
      juror: await jurorOf(judged.id),
      foreignJuror: await jurorOf(decided.challenge.id),
      chair: chair.id,
      session: await sessionNamed(people.person),
      foreignSession: await sessionNamed(people.captain),
      key: randomUUID(),
    },
  };
}

export type World = Awaited<ReturnType<typeof aWorldOfForms>>;
