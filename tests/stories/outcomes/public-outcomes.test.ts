import { expect, test } from "vitest";
import { DAY } from "~/kernel/time";
import { outcomesTally, resultsForVisitor } from "~/outcomes/public-outcomes.server";
import { db, now } from "~/platform/database.server";
import { manyChallenges } from "../../support/many";
import { aCity, anOpenChallenge } from "../../support/world";

test("awarded entries are counted by the city's last word on them, and undecided ones only once they are overdue", async () => {
  const city = await aCity();
  await manyChallenges(await anOpenChallenge(city), 8, "past");
  const at = await now();
  // Challenges 1, 3, 5 and 7 have a winner; 1 and 5 are in pilot.
  expect(await outcomesTally(at)).toEqual({ awarded: 4, adopt: 0, pilot: 2, procure: 0, decline: 0, overdue: 0 });
  // Reports are due in 30 days, decisions in 40.
  expect((await outcomesTally(new Date(at.getTime() + 35 * DAY))).overdue).toBe(2);
  const late = new Date(at.getTime() + 41 * DAY);
  expect((await outcomesTally(late)).overdue).toBe(4);
  const piloted = await db.decision.findFirstOrThrow();
  await db.decision.create({
    data: {
      submissionId: piloted.submissionId,
      kind: "adopt",
      reason: "It held for one winter.",
      ownerName: "Livia Fontana",
      dueOn: late,
      decidedById: city.editor.id,
    },
  });
  expect(await outcomesTally(at)).toMatchObject({ adopt: 1, pilot: 1 });
});

test("results are listed only from the moment they are published, and met once each page by page", async () => {
  const city = await aCity();
  await manyChallenges(await anOpenChallenge(city), 50, "listed");
  const at = await now();
  expect((await resultsForVisitor({}, new Date(at.getTime() - 2 * DAY))).challenges).toEqual([]);
  const met: string[] = [];
  let after: string | undefined;
  do {
    const page = await resultsForVisitor({ after }, at);
    met.push(...page.challenges.map(({ slug }) => slug));
    after = page.next ?? undefined;
  } while (after);
  const listed = met.filter((slug) => slug.startsWith("listed-"));
  expect(listed).toHaveLength(25);
  expect(new Set(met).size).toBe(met.length);
});
