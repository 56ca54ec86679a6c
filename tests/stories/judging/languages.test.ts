import { expect, test } from "vitest";
import { panelOf } from "~/judging/plan/panel.server";
import { db, queriesSoFar } from "~/platform/database.server";
import { aJury } from "../../support/jury-world";

test("the language of entries is told, and their words are read for it, once a juror has said which they read", async () => {
  const { challenge, jurors } = await aJury({ entries: 2, jurors: 2 });
  const read = async () => {
    const before = queriesSoFar();
    const { panel, entries } = await panelOf({ id: challenge.id, reviewsPerEntry: 2, round: 1 }, db);
    return { panel, entries, queries: queriesSoFar() - before };
  };
  const silent = await read();
  expect(silent.panel.entries.map(({ language }) => language)).toEqual([null, null]);
  expect(Object.keys(silent.entries[0]?.versions[0] ?? {})).toEqual(["title", "datasets"]);
  await db.person.update({ where: { id: jurors[0]?.id ?? "" }, data: { languages: ["it"] } });
  const said = await read();
  expect(said.panel.entries.map(({ language }) => language)).toEqual(["en", "en"]);
  expect(said.panel.jurors.map(({ languages }) => languages)).toEqual([["it"], []]);
  expect(said.queries).toBeGreaterThan(silent.queries);
});
