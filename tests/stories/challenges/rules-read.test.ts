import { expect, test } from "vitest";
import { CODE_RULES } from "~/challenges/code-rules";
import { overviewForVisitor } from "~/challenges/public-challenge.server";
import { newsForVisitor, rulesForVisitor } from "~/challenges/reading/parts.server";
import { rulesDiff } from "~/challenges/rules-text";
import { amendRules } from "~/challenges/running/amend-rules.server";
import { extendCalendar } from "~/challenges/running/extend-calendar.server";
import { TIE_RULES } from "~/challenges/tie-rules";
import { DAY, toLocalInput } from "~/kernel/time";
import { now } from "~/platform/database.server";
import { aCity, anOpenChallenge, must } from "../../support/world";

const NEW = `${"Entries are judged on the sealed storms. ".repeat(4)}Late entries are refused by one second.`;

test("every version of the rules stays readable, and a newer one shows what changed and why", async () => {
  const city = await aCity();
  const { slug } = await anOpenChallenge(city);
  const rules = {
    text: NEW,
    eligibility: "Anyone of age, anywhere.",
    rights: "team-keeps" as const,
    code: CODE_RULES,
    ties: TIE_RULES,
  };
  must(await amendRules({ slug, from: 1, reason: "The deadline was unclear.", ...rules }, city.editor));
  const newest = await rulesForVisitor({ slug }, await now());
  expect(newest.versions.map(({ number }) => number)).toEqual([2, 1]);
  expect(newest.version).toMatchObject({ number: 2, reason: "The deadline was unclear." });
  if (!newest.version || !newest.previous) throw new Error("there are two versions");
  const added = rulesDiff(newest.previous, newest.version).filter(({ kind }) => kind === "added");
  expect(added.map(({ text }) => text.trim())).toEqual(["Late entries are refused by one second."]);
  const first = await rulesForVisitor({ slug, number: 1 }, await now());
  expect(first).toMatchObject({ version: { number: 1, reason: "" }, previous: null });
  expect((await rulesForVisitor({ slug, number: 3 }, await now())).version).toBeNull();
});

test("a date that moved is told under the news with both dates and the reason, and the overview points there", async () => {
  const city = await aCity();
  const { slug, closesAt, timeZone } = await anOpenChallenge(city);
  expect((await overviewForVisitor(slug, await now())).hasMoved).toBe(false);
  const later = toLocalInput(new Date((closesAt?.getTime() ?? 0) + DAY), timeZone);
  must(await extendCalendar({ slug, reason: "Gauge 9 was down.", closesAt: later }, city.editor));
  const { news, moved } = await newsForVisitor({ slug }, await now());
  expect(moved).toMatchObject([{ field: "closes_at", reason: "Gauge 9 was down.", before: closesAt }]);
  expect(news.map(({ kind }) => kind)).toEqual(["calendar"]);
  const overview = await overviewForVisitor(slug, await now());
  expect(overview.hasMoved).toBe(true);
  expect(overview.newest?.title).toContain("More time");
});
