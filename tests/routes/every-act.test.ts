import "../support/loopback";
import { afterAll, beforeAll, expect, test } from "vitest";
import { finalOrderOf } from "~/judging/round/final-order";
import { drawnOrder } from "~/judging/round/run-sheet";
import { canonicalJson, type Json } from "~/kernel/canonical";
import { dayText, instantText } from "~/kernel/time";
import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { ACTS, type Act } from "~/record/entry";
import { swhid } from "~/submissions/seal/seal";
import { type Client, mainText, textOf } from "../support/client";
import * as driven from "../support/driven-challenge";
import { FEEDBACK } from "../support/jury-world";
import { actsOf, type Facts, factsOf, MAIN_JOB, openedLine, typedIn } from "../support/record-reading";
import { startSite } from "../support/site";
import { WORDS } from "../support/team-world";
import { github, withGithub } from "../support/with-github";

// The city and its teams draw by numbers of their own.
process.env.DRAND_URL = "none";
withGithub();

let stop: (() => Promise<void>) | undefined;
beforeAll(async () => {
  stop = await startSite();
});
afterAll(() => stop?.());

const ZONE = "Europe/Rome";

type Line = { act: Act; hash: string; facts: Facts };
type Whole = driven.World & { members: driven.Member[]; seats: driven.Seat[]; lines: Line[] };
type Read = Line & { words: Facts | null };
/** A page on which somebody reads what a line says, and what must stand there. */
type Shown = { by: Client; at: string; says: string[] };
type Elsewhere = Exclude<Act, (typeof MAIN_JOB)[number]>;

const sumOf = (value: unknown): string => sha256(canonicalJson(value as Json));

type Told = (line: Read, whole: Whole) => Shown[] | Promise<Shown[]>;
/** Where each act is read, by whom, and what must stand there of the facts in its line. */
const SHOWN: Record<Elsewhere, Told> & Partial<Record<Act, Told>> = {
  "rules.changed": ({ facts }, { stranger, here }) => [
    { by: stranger, at: `${here}/rules/${facts.version}`, says: [facts.rules] },
    { by: stranger, at: `${here}/rules/${facts.version - 1}`, says: [facts.previous] },
  ],
  "calendar.changed": ({ facts }, { stranger, here }) => {
    const instants: string[] = facts.changes.flatMap(({ before, after }: Facts) => [before, after]);
    expect(instants).toHaveLength(8);
    return [{ by: stranger, at: `${here}/news`, says: instants.map((at) => instantText(new Date(at), ZONE)) }];
  },
  correction: ({ facts }, { stranger, here }) => {
    expect(facts.question).toBe(1);
    return [{ by: stranger, at: `${here}/questions`, says: [] }];
  },
  "submission.sealed": async ({ hash, facts, words }, { members, stranger, here }) => {
    const { client, id: receipt, isWithdrawn } = await receiptOf(facts, members);
    const said = `${facts.files} files`;
    if (isWithdrawn) {
      expect(await openedLine(stranger, hash)).toBeNull();
      return [{ by: client, at: `/receipts/${receipt}`, says: [said, swhid(words?.commit)] }];
    }
    const { id } = github.hub.at(driven.REPOSITORY);
    const commit = github.hub.head(driven.REPOSITORY);
    expect(words).toMatchObject({ repository: String(id), commit });
    expect(sha256(await stranger.bytes(`${here}/entries/1/archive`))).toBe(facts.archive);
    return [
      { by: stranger, at: `${here}/entries/1`, says: [swhid(commit), said] },
      { by: stranger, at: `${here}/entries/1/code`, says: [facts.archive] },
    ];
  },
  "submission.refused_late": async ({ facts, words }, { members, here }) => {
    const { client, team } = members[3] as driven.Member;
    expect(facts.team).toBe(team.id);
    const draft = textOf((await client.html(`${here}/submission`)).replace(/ value="([^"]*)"/g, ">$1<"));
    const { title, pitch, description, demoUrl } = { ...WORDS, title: driven.titleOf(4) };
    for (const one of [title, pitch, description.trim(), demoUrl]) expect(draft).toContain(one);
    const said = { title, pitch, description: description.trim(), demoUrl };
    const none = { videoUrl: null, repositoryUrl: null, commitSha: null, images: [], datasets: [] };
    expect(words).toEqual({ content: sumOf({ ...said, ...none }) });
    return [];
  },
  "submission.received": async ({ facts, words }, { members }) => {
    const { client, id } = await receiptOf(facts, members);
    return [{ by: client, at: `/receipts/${id}`, says: [words?.content, `version ${facts.version}`] }];
  },
  "submission.withdrawn": async ({ facts }, { members }) => {
    const { client, id } = await receiptOf(facts, members);
    return [{ by: client, at: `/receipts/${id}`, says: ["The entry is withdrawn.", facts.submission] }];
  },
  "jury.pool": ({ facts, words }, { seats }) => {
    expect(words).toEqual({ person: seats[facts.number - 1]?.juror.id });
    return [];
  },
  "score.revealed": async ({ facts }, { members, stranger, here, lines }) => {
    const { sheet, scores, feedback, nonce, seal, submission } = facts;
    expect(sumOf({ sheet, scores, feedback, nonce })).toBe(seal);
    expect(lines.filter(({ act, facts }) => act === "score.sealed" && facts.seal === seal)).toHaveLength(1);
    const { client, number } = await receiptOf({ submission }, members);
    const at = `${here}/entries/${number}`;
    expect(await read(stranger, at)).not.toContain(squeezed(FEEDBACK));
    const salts = [...textOf(await client.html(at)).matchAll(/printf %s ([0-9a-f]{64});/g)].map(([, salt]) => salt);
    expect(salts.map((salt) => sha256(salt + FEEDBACK))).toContain(feedback);
    return [{ by: client, at, says: [FEEDBACK] }];
  },
  "draw.committed": ({ facts }, { stranger, here }) => [
    { by: stranger, at: `${here}/draws`, says: [`Entry ${facts.entry}`, facts.nonce_hash.slice(0, 16)] },
  ],
  "draw.revealed": ({ facts: { draw, entry, nonce } }, { stranger, here, lines }) => {
    const opens = `palio-draw:${draw}:${entry}:${nonce}`;
    const committed = lines.find(({ act, facts }) => act === "draw.committed" && facts.entry === entry);
    expect(sha256(opens)).toBe(committed?.facts.nonce_hash);
    return [{ by: stranger, at: `${here}/draws`, says: [opens] }];
  },
  "jury.recused": ({ facts }, { city, stranger, here, lines }) => {
    const seat = lines.find(({ act, facts: { juror } }) => act === "jury.pool" && juror === facts.juror)?.facts;
    expect([seat?.number, facts.cause, facts.entries, facts.withdrawn]).toEqual([2, "conflict", [1], [1]]);
    const told = ["Juror 2, entry 1", driven.SAID.conflict, "A sheet was handed in; it is withdrawn"];
    return [
      { by: city, at: `${here}/jury/conflicts`, says: told },
      { by: stranger, at: `${here}/results`, says: ["Not revealed: juror 2’s for entry 1 (the juror stood back)."] },
    ];
  },
  "round.opened": async ({ facts }, { city, stranger, here }) => {
    const inOrder = drawnOrder(facts.entries, facts.seed).map((entry) => `${entry}. Buckets`);
    const sheet = await read(city, `${here}/run-sheet`);
    const places = inOrder.map((words) => sheet.indexOf(squeezed(words)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    const told = `The best ${facts.value} and their equals went on to a final, and ${facts.jurors.length} juror compared`;
    return [
      { by: city, at: `${here}/run-sheet`, says: inOrder },
      { by: stranger, at: `${here}/results`, says: [told] },
    ];
  },
  "round.closed": async ({ facts, words }, { stranger, here, lines }) => {
    const file = await stranger.html(`${here}/results/votes.csv`);
    const votes = [...file.matchAll(/^(\d+)\. [^,]+,(\d+)\. [^,]+,Juror (\d+),(1?)\r?$/gm)].map(
      ([, winner, loser, juror, tie]) => ({
        ...{ juror: Number(juror), winner: Number(winner), loser: Number(loser), tie: tie === "1" },
      }),
    );
    expect(votes).toHaveLength(facts.votes);
    const { entries, seed } = lines.find(({ act }) => act === "round.opened")?.facts ?? {};
    const counted = votes.map(({ tie, ...vote }) => ({ ...vote, isTie: tie }));
    expect(words).toEqual({ votes: sumOf(votes), result: sumOf(finalOrderOf(entries, counted, seed)) });
    return [{ by: stranger, at: `${here}/results`, says: [`From ${facts.votes} vote between two entries`] }];
  },
  "payment.stated": ({ facts }, { stranger, here }) => [
    { by: stranger, at: `${here}/results`, says: [`Paid on ${dayText(new Date(facts.on), "UTC")}, the city says.`] },
  ],
  redaction: async ({ hash, facts }, { stranger, lines }) => {
    const asked = lines.filter(({ act }) => act === "question.answered").map((line) => line.hash);
    expect(facts.lines).toEqual(asked);
    expect(await stranger.html(`/record/${asked[0]}`)).toContain(`<a href="/record/${hash}">The line that says so</a>`);
    return [{ by: stranger, at: `/record/${asked[0]}`, says: ["What this line is about was erased on request"] }];
  },
};

/** The receipt of an entry that a line names, and who was given it. */
async function receiptOf({ submission: id }: Facts, members: driven.Member[]) {
  const { teamId, number, versions, withdrawnAt } = await db.submission.findUniqueOrThrow({
    where: { id },
    include: { versions: true },
  });
  const client = members.find(({ team }) => team.id === teamId)?.client as Client;
  return { client, number, id: versions[0]?.id, isWithdrawn: withdrawnAt !== null };
}

/** Who reads the words behind a line, where not everybody does. */
async function readerOf({ act, facts }: Line, { members, seats, stranger }: Whole): Promise<Client> {
  if (act === "submission.refused_late") return members[3]?.client as Client;
  if (act === "submission.received" || act === "submission.sealed") {
    const { client, isWithdrawn } = await receiptOf(facts, members);
    return act === "submission.received" || isWithdrawn ? client : stranger;
  }
  return act === "jury.pool" ? (seats[facts.number - 1]?.client as Client) : stranger;
}

/** A page as its reader reads it, without spaces, so that hashes stand as they are. */
const read = async (reader: Client, path: string): Promise<string> => squeezed(mainText(await reader.html(path)));
const squeezed = (text: string): string => text.replace(/\s+/g, "");

async function linesOf({ stranger, challenge }: driven.World): Promise<Line[]> {
  const acts = await actsOf(stranger, challenge.slug);
  const facts = await Promise.all(acts.map(({ hash }) => factsOf(stranger, hash)));
  return acts.map((line, index) => ({ ...line, facts: facts[index] ?? {} }));
}

/** The acts, but for these, of which somebody reads the words behind the line. */
async function openedTo(reader: Client, lines: Line[], known: readonly Act[] = []): Promise<Act[]> {
  const opened = new Set<Act>();
  for (const { act, hash, facts } of lines) {
    if (facts.commitment === undefined || known.includes(act)) continue;
    if (await openedLine(reader, hash)) opened.add(act);
  }
  return [...opened].sort();
}

const IN_PUBLIC: Act[] = [
  ...(["calendar.changed", "challenge.published", "correction", "pledge.signed"] as const),
  ...(["question.answered", "rules.changed"] as const),
];

test("every act that the main job does not meet is a line, opened to whoever may read it by what their page says", async () => {
  const world = await driven.anOpenWorld();
  const { stranger } = world;
  await driven.theCityChangesItsMind(world);
  const seats = await driven.aJurySits(world);
  const members = await driven.teamsHandIn(world);
  await driven.entriesGoToJurors(world, members.slice(0, 2));
  await driven.jurorsScore(world, seats);

  // Nobody learns from the record who made a blind entry, nor what was found between whom, but each what is their own.
  const before = await linesOf(world);
  expect(JSON.stringify(before)).not.toContain(github.hub.head(driven.REPOSITORY));
  expect(await openedTo(stranger, before)).toEqual(IN_PUBLIC);
  const own = async ({ client }: { client: Client }) => openedTo(client, before, IN_PUBLIC);
  expect(await Promise.all(members.map(own))).toEqual([
    ["submission.received", "submission.sealed"],
    ["submission.received"],
    ["submission.received", "submission.sealed"],
    ["submission.refused_late"],
  ]);
  expect(await Promise.all(seats.map(own))).toEqual([["jury.pool"], ["jury.pool"]]);

  // Once judging is closed the makers are named; how it came out is not, until results are.
  await driven.judgingCloses(world);
  await driven.aFinalIsHeld(world, seats[0] as driven.Seat);
  expect(await openedTo(stranger, await linesOf(world), IN_PUBLIC)).toEqual(["submission.sealed"]);
  await driven.resultsArePublished(world);
  const out = ["award.decided", "draw.announced", "round.closed", "submission.sealed"];
  expect(await openedTo(stranger, await linesOf(world), IN_PUBLIC)).toEqual(out);
  await driven.theQuestionIsErased(world);

  const lines = await linesOf(world);
  const whole: Whole = { ...world, members, seats, lines };
  const erased = IN_PUBLIC.filter((act) => act !== "question.answered");
  expect(await openedTo(stranger, lines)).toEqual([...erased, ...out].sort());
  for (const line of lines) {
    const { act, hash, facts } = line;
    const words = facts.commitment === undefined ? null : await openedLine(await readerOf(line, whole), hash);
    if (facts.commitment !== undefined && act !== "question.answered") expect(words, act).not.toBeNull();
    let said = "";
    for (const { by, at, says } of (await SHOWN[act]?.({ ...line, words }, whole)) ?? []) {
      const text = await read(by, at);
      said += text;
      for (const one of says) expect(text, `${act} at ${at}: “${one}”`).toContain(squeezed(one));
    }
    if (SHOWN[act]) for (const typed of typedIn(words)) expect(said, `${act}: “${typed}”`).toContain(squeezed(typed));
  }
  const met = new Set<Act>([...MAIN_JOB, ...lines.map(({ act }) => act)]);
  expect(ACTS.filter((act) => !met.has(act))).toEqual([]);
}, 120_000);
