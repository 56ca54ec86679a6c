import { beforeAll, expect, test } from "vitest";
import { auditChallenge } from "~/audit/audit.server";
import { closeFinal } from "~/judging/round/close-final.server";
import { finalForJuror } from "~/judging/round/final-desk.server";
import { canonicalJson, type Json } from "~/kernel/canonical";
import { decideAwards } from "~/outcomes/decide-awards.server";
import { publishResults } from "~/outcomes/publish-results.server";
import { votesForVisitor } from "~/outcomes/results.server";
import { db, now } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { openedCommitment } from "~/record/record.server";
import { byHand, put, type Row } from "../../support/by-hand";
import { anOpenFinal, saysOfFinalists, standingVotesOf, votes } from "../../support/final-world";
import { type JuryWorld, prizesOf } from "../../support/jury-world";
import { must } from "../../support/world";

let world: JuryWorld;

/** A final of three entries, closed; one of its two jurors voted on every pair, and the other on none. */
beforeAll(async () => {
  world = await anOpenFinal({ entries: 3 });
  const [voter] = world.jurors;
  if (!voter) throw new Error("no jury");
  await saysOfFinalists(world, voter);
  while ((await finalForJuror(world.challenge.slug, voter)).pair) await votes(world, voter);
  must(await closeFinal(world.challenge.slug, world.chair));
});

const differences = async () => (await auditChallenge(world.challenge.id)).differences;

/** One of the votes that count, as its row is. */
async function aVote(): Promise<Row & { id: string }> {
  const [vote] = await standingVotesOf(world);
  const [found] = await db.$queryRaw<{ row: Row & { id: string } }[]>`
    SELECT to_jsonb(v) AS row FROM vote v WHERE id = ${vote?.id}::uuid`;
  if (!found) throw new Error("no vote");
  return found.row;
}

async function putBack(vote: Row & { id: string }): Promise<void> {
  await byHand(`DELETE FROM vote WHERE id = '${vote.id}'`);
  await byHand(put("vote", vote));
}

const closing = () =>
  db.recordEntry.findFirstOrThrow({ where: { challengeId: world.challenge.id, type: "round.closed" } });

test.each([
  ["winner_id = loser_id, loser_id = winner_id", "words"],
  ["is_tie = NOT is_tie", "words"],
  [
    "juror_id = (SELECT o.juror_id FROM round_juror o WHERE o.round_id = vote.round_id AND o.juror_id <> vote.juror_id)",
    "words",
  ],
  ["cast_at = cast_at + interval '1 day'", "words"],
  ["withdrawn_at = palio_now()", "votes, words"],
])(
  "a vote that is edited by hand is found by its final, which then does not say what the record says: %s",
  async (change, parts) => {
    const vote = await aVote();
    await byHand(`UPDATE vote SET ${change} WHERE id = '${vote.id}'`);
    const found = await differences();
    await putBack(vote);
    expect(found).toMatchObject([{ row: `round ${vote.round_id}`, what: expect.stringContaining(`: ${parts}.`) }]);
    expect(await differences()).toEqual([]);
  },
);

test("a vote in the place of another is found, though there are as many as before", async () => {
  const vote = await aVote();
  const id = "00000000-0000-7000-8000-000000000000";
  await byHand(`DELETE FROM vote WHERE id = '${vote.id}'`);
  await byHand(put("vote", { ...vote, id, winner_id: vote.loser_id, loser_id: vote.winner_id }));
  const found = await differences();
  await byHand(`DELETE FROM vote WHERE id = '${id}'`);
  await putBack(vote);
  expect(found).toMatchObject([{ row: `round ${vote.round_id}`, what: expect.stringContaining("words") }]);
});

test("an order that is edited by hand is found", async () => {
  const { challengeId } = await closing();
  const { id, result } = await db.round.findFirstOrThrow({ where: { challengeId: challengeId ?? "" } });
  await byHand(`UPDATE round SET result = jsonb_set(result, '{votes}', '99') WHERE id = '${id}'`);
  const found = await differences();
  await byHand(`UPDATE round SET result = '${JSON.stringify(result).replaceAll("'", "''")}' WHERE id = '${id}'`);
  expect(found).toMatchObject([{ row: `round ${id}`, what: expect.stringContaining(": words.") }]);
  expect(await differences()).toEqual([]);
});

test("of a final whose line commits to no votes, their number is held against the record and nothing else", async () => {
  const { id, leaf } = await closing();
  const content = await db.$queryRaw<
    { row: Row }[]
  >`SELECT to_jsonb(c) AS row FROM record_content c WHERE entry_id = ${id}`;
  const leafIs = (text: string) => byHand(`UPDATE record_entry SET leaf = '${text}' WHERE id = ${id}`);
  const { commitment: _, ...old } = JSON.parse(leaf);
  const { result } = await db.round.findFirstOrThrow({ where: { challengeId: world.challenge.id } });
  await leafIs(canonicalJson({ ...old, result: sha256(canonicalJson(result as Json)) }));
  await byHand(`DELETE FROM record_content WHERE entry_id = ${id}`);
  const vote = await aVote();
  const whole = await differences();
  await byHand(`UPDATE vote SET is_tie = NOT is_tie WHERE id = '${vote.id}'`);
  const edited = await differences();
  await byHand(`UPDATE vote SET withdrawn_at = palio_now() WHERE id = '${vote.id}'`);
  const taken = await differences();
  await putBack(vote);
  await leafIs(leaf);
  for (const { row } of content) await byHand(put("record_content", row));
  expect([whole, edited]).toEqual([[], []]);
  expect(taken).toMatchObject([{ what: expect.stringContaining(": votes.") }]);
});

test("the votes are committed to behind a salt, which is opened with the results for anyone to hold the file against", async () => {
  const { slug } = world.challenge;
  const line = await closing();
  expect(line.leaf).toMatch(/"commitment":"[0-9a-f]{64}"/);
  expect(await openedCommitment(line)).toBeNull();
  const [prize] = await prizesOf(world);
  const awards = [{ prizeId: prize?.id ?? "", entry: 1, reason: "It works." }];
  must(await decideAwards({ slug, awards, mentions: [] }, world.chair));
  must(await publishResults(slug, world.chair));
  const opened = JSON.parse((await openedCommitment(line))?.words ?? "");
  const file = await votesForVisitor(slug, await now());
  const listed = file.votes.map(({ juror, winner, loser, isTie }) => ({ juror, winner, loser, tie: isTie }));
  const { result } = await db.round.findFirstOrThrow({ where: { challengeId: world.challenge.id } });
  expect(opened).toEqual({ votes: sha256(canonicalJson(listed)), result: sha256(canonicalJson(result as Json)) });
});
