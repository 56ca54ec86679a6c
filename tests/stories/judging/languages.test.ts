import { expect, test } from "vitest";
import { panelOf } from "~/judging/plan/panel.server";
import { db } from "~/platform/database.server";
import { aJury } from "../../support/jury-world";

test("the language of entries is told once a juror has said which they read", async () => {
  const { challenge, jurors } = await aJury({ entries: 2, jurors: 2 });
  const panel = async () => (await panelOf({ id: challenge.id, reviewsPerEntry: 2, round: 1 }, db)).panel;
  expect((await panel()).entries.map(({ language }) => language)).toEqual([null, null]);
  await db.person.update({ where: { id: jurors[0]?.id ?? "" }, data: { languages: ["it"] } });
  const said = await panel();
  expect(said.entries.map(({ language }) => language)).toEqual(["en", "en"]);
  expect(said.jurors.map(({ languages }) => languages)).toEqual([["it"], []]);
});
