import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { answerQuestion } from "~/challenges/questions/answer-question.server";
import { askQuestion } from "~/challenges/questions/ask-question.server";
import { exportOf } from "~/personal-data/export-data.server";
import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { publishedResults } from "../../support/jury-world";
import { withSealedCode } from "../../support/sealed-world";
import { sessionOf } from "../../support/site";
import { aCity, anOpenChallenge, aPerson, must } from "../../support/world";

type Zip = Record<string, Uint8Array>;

async function zipOf(personId: string): Promise<Zip> {
  const parts: Uint8Array[] = [];
  for await (const part of exportOf(personId)) parts.push(part);
  return unzipSync(Buffer.concat(parts));
}

// biome-ignore lint/suspicious/noExplicitAny: what it holds is what is tested
const read = (zip: Zip, name: string): any => JSON.parse(strFromU8(zip[name] ?? new Uint8Array()));

test("a team's member takes away the account, the entry with its files, and the record's lines; nothing of others", async () => {
  const { challenge, jurors } = await publishedResults();
  const submission = await db.submission.findFirstOrThrow({
    where: { challengeId: challenge.id, number: 1 },
    include: { team: { include: { members: { include: { person: true } } } }, versions: true },
  });
  const { person } = submission.team.members[0] ?? {};
  if (!person) throw new Error("no team");
  const { bytes } = await withSealedCode(submission.id);
  const token = await sessionOf(person);
  const zip = await zipOf(person.id);
  expect(Object.keys(zip).sort()).toEqual(
    [
      ...["README.txt", "entries.json", "jury.json", "letters.json", "person.json", "questions.json", "record.json"],
      ...["teams.json", `code/${sha256(bytes)}.tar.gz`],
    ].sort(),
  );
  expect(Buffer.from(zip[`code/${sha256(bytes)}.tar.gz`] ?? [])).toEqual(Buffer.from(bytes));
  expect(read(zip, "person.json")).toMatchObject({ email: person.email, name: person.name });
  const [entry] = read(zip, "entries.json");
  expect(entry).toMatchObject({ number: 1, versions: [{ title: "Entry number 1" }] });
  const lines: { hash: string; leaf: string }[] = read(zip, "record.json");
  for (const { hash, leaf } of lines) expect(sha256(leaf)).toBe(hash);
  expect(lines.map(({ leaf }) => JSON.parse(leaf).type)).toContain("submission.received");
  const all = Object.values(zip)
    .map((file) => strFromU8(file))
    .join("\n");
  for (const { email, name } of jurors as { email?: string; name: string }[])
    for (const canary of [email ?? name]) expect(all).not.toContain(canary);
  expect(all).not.toContain(decodeURIComponent(token));
}, 60_000);

test("a juror takes away every version of their sheets, and entries by their numbers alone", async () => {
  const { jurors } = await publishedResults({ entries: 2, jurors: 2 });
  const zip = await zipOf(jurors[0]?.id ?? "");
  const [seat] = read(zip, "jury.json");
  expect(seat.assignments).toHaveLength(2);
  expect(seat.assignments[0].sheets[0]).toMatchObject({ state: "handed_in", number: 1 });
  expect(strFromU8(zip["jury.json"] ?? new Uint8Array())).not.toMatch(/Entry number/);
});

test("what opens the commitment to an own question comes along", async () => {
  const city = await aCity();
  const { slug } = await anOpenChallenge(city);
  const asker = await aPerson();
  must(await askQuestion({ slug, body: "May we use a weather forecast?" }, asker));
  must(await answerQuestion({ slug, number: 1, answer: "Yes, any." }, city.editor));
  const [line] = read(await zipOf(asker.id), "record.json");
  expect(line.words).toEqual({ question: "May we use a weather forecast?", answer: "Yes, any." });
  expect(line.salt).toMatch(/^[0-9a-f]{64}$/);
});
