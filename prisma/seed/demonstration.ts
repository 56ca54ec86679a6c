import { answerQuestion } from "~/challenges/questions/answer-question.server";
import { askQuestion } from "~/challenges/questions/ask-question.server";
import { db } from "~/platform/database.server";
import { seekTeam } from "~/teams/seek-team.server";
import { done, type Story, storyFrom } from "./calendar";
import { CREWS, form, write } from "./compete";
import { acknowledge, describeData, reportProblems } from "./data";
import { award, decide, pay, type Stated } from "./decide";
import { seedDraw } from "./draw";
import { openSeededFinal, unloading, voteInFinal } from "./final";
import { assign, close, gatherJury, JURORS, score } from "./judge";
import { settle, type Town } from "./people";
import { CHALLENGES, type Seeded } from "./problems";
import { QUESTIONS } from "./town";
import { publishData, publishWritten, writeChallenge } from "./write";

/** Seeds the demonstration city into a database without people. */
export async function seedDemonstration(): Promise<void> {
  const story = await storyFrom();
  let town: Town;
  let data = new Map<string, string>();
  story.on(-290, async () => {
    town = await settle();
    data = await publishData(town);
    await describeData(town, data);
  });
  let reported = 0;
  story.on(-9, async () => {
    reported = await reportProblems(town);
  });
  story.on(-6, () => acknowledge(town, reported));
  const writing = (problem: Seeded) => writeChallenge({ problem, town, data, story });
  const { parking } = CHALLENGES;
  for (const [name, problem] of Object.entries({ ...CHALLENGES, unloading: unloading(parking) })) {
    const announced = problem.days[0] > 0 ? -5 : problem.days[0] - 12;
    let slug = "";
    story.on(announced, async () => {
      slug = await writing(problem);
      if (name !== "sleep") await publishWritten(slug, town);
    });
    if (name === "sleep") continue;
    const of = () => ({ slug, town });
    compete(problem, story, of);
    judge(problem, story, of);
    if (name === "unloading") holdFinal(story, of);
    (DECISIONS[name] ?? []).forEach((stated, place) => {
      story.on(problem.days[3] + 12 + place * 6, () => decide(of(), place, stated));
    });
    if (name === "parking") story.on(problem.days[3] + 20, () => pay(of(), 3));
  }
  await story.tell();
  // The letters with these receipts would be as old as the acts: nobody waits for them.
  await db.receiptDue.deleteMany();
}

/** What the city decided, by the place of the award. The library's second and third wait, past their day. */
const DECISIONS: Record<string, Stated[]> = {
  library: [
    {
      kind: "pilot",
      reason: "Runs in two of the seven rooms until the summer; the librarians decide then with the students.",
      dueIn: 90,
    },
  ],
  parking: [
    {
      kind: "adopt",
      reason:
        "On the city’s own servers since March; circling in Mercato Vecchio fell from nine minutes to five. Money is voted until 2028.",
      dueIn: 60,
    },
    { kind: "procure", reason: "Bought as a service for the fair grounds, where there are no meters.", dueIn: 120 },
    {
      kind: "decline",
      reason: "Right in the replay, but it needs a camera at every corner. The council said no to cameras.",
      dueIn: 30,
    },
  ],
};

type Of = () => { slug: string; town: Town };

/** Teams form a few days after opening, ask, write, and hand in towards the end; one of the open ones only drafts. */
function compete({ days: [opens, closes] }: Seeded, story: Story, of: Of): void {
  const crews = closes <= 0 ? CREWS : CREWS.slice(0, opens < -30 ? 6 : 4);
  crews.forEach((crew, index) => {
    const formed = opens + 2 + index * 3;
    story.on(formed, () => form(of().slug, crew, of().town));
    story.on(formed + 5, () => write({ ...of(), crew, handsIn: index % 3 !== 1 }));
    story.on(closes - 1.5 + index / 10, () => write({ ...of(), crew, handsIn: true }));
  });
  if (closes > 0) {
    const seeking = {
      about: "Evenings and Sundays. I like small tools that people really use.",
      skills: ["TypeScript", "maps"],
    };
    story.on(
      opens + 4,
      async () => void done(await seekTeam({ slug: of().slug, ...seeking }, of().town.person("Kofi Mensah"))),
    );
  }
  QUESTIONS.filter(([, answer]) => answer !== null || closes > 0).forEach(([question, answer], index) => {
    const asker = index === 2 ? "Kofi Mensah" : "Ada Bianchi";
    let number = 0;
    story.on(opens + 3 + index * 2, async () => {
      const { slug, town } = of();
      number = done(await askQuestion({ slug, body: question }, town.person(asker))).number;
    });
    if (answer)
      story.on(
        opens + 3.6 + index * 2,
        async () =>
          void done(await answerQuestion({ slug: of().slug, number, answer }, of().town.person("Chiara Valli"))),
      );
  });
}

/** The jury is gathered before the end, scores over two weeks, and is closed where its time is over; else the first juror still has two sheets to do. */
function judge({ days: [, closes, judged, results] }: Seeded, story: Story, of: Of): void {
  story.on(closes - 8, () => gatherJury(of().slug, of().town));
  const draw = seedDraw();
  story.on(closes + 1, () => draw.announce(of()));
  story.on(closes + 1.4, () => draw.commit(of()));
  story.on(closes + 2.2, () => draw.open(of()));
  story.on(closes + 3, () => assign(of().slug, of().town, judged > 0 ? [1, 2] : []));
  JURORS.forEach((juror, index) => {
    const isOver = judged <= 0;
    story.on(closes + 4 + index, () => score({ ...of(), juror, leaves: !isOver && index === 0 ? 2 : 0 }));
  });
  story.on(judged - 1, () => close(of().slug, of().town));
  story.on(results - 1, () => award(of()));
}

/** Tomorrow evening is the final; the first two jurors have hardly begun to vote, and the others have. */
function holdFinal(story: Story, of: Of): void {
  story.on(-1.5, () => openSeededFinal(of(), story.local(1, 18)));
  JURORS.slice(1).forEach((juror, index) => {
    story.on(-1 + index / 10, () => voteInFinal(of(), juror, index === 0 ? 2 : 8));
  });
}
