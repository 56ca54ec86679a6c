import { expect, test } from "vitest";
import { recordPage } from "~/record/record.server";
import { aboutActs } from "~/submissions/about-acts.server";
import { judgedBlind } from "../../support/blind-world";
import { byHand } from "../../support/by-hand";
import { anEntry, aTeam } from "../../support/team-world";
import { aCity, anOpenChallenge } from "../../support/world";

async function aReceipt(isBlind: boolean) {
  const city = await aCity();
  const challenge = await anOpenChallenge(city);
  if (isBlind) await judgedBlind(challenge, city.editor);
  for (const name of ["First", "Second"]) await anEntry({ challenge, team: await aTeam({ challenge, name }) });
  const told = async () => {
    const { entries } = await recordPage({ challengeId: challenge.id, type: "submission.received" });
    return (await aboutActs(entries)).map(({ about }) => about);
  };
  return { challenge, told };
}

test("a line says which entry it is about, the newest first", async () => {
  const { told } = await aReceipt(false);
  expect(await told()).toEqual(["Entry 2, version 1", "Entry 1, version 1"]);
});

test("under blind rules it does not, until judging is closed", async () => {
  const { challenge, told } = await aReceipt(true);
  expect(await told()).toEqual(["Version 1", "Version 1"]);
  await byHand(`UPDATE challenge SET judging_closed_at = palio_now() WHERE id = '${challenge.id}'`);
  expect(await told()).toEqual(["Entry 2, version 1", "Entry 1, version 1"]);
});
