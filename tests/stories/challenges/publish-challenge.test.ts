import { expect, test } from "vitest";
import type { Viewer } from "~/accounts/roles";
import { checklist } from "~/challenges/drafting/ready";
import { draftForEditor, namedDatasets, saveSection } from "~/challenges/drafts.server";
import { phaseAt } from "~/challenges/phase";
import { publishChallenge } from "~/challenges/publish-challenge.server";
import { db, now } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { anUploadedDataset } from "../../support/data-world";
import { aCity, aColleague, aDataset, aPublishedChallenge, aReadyDraft, must } from "../../support/world";

test("publishing freezes rules version 1, the pledge and the rubric, and records each act", async () => {
  const challenge = await aPublishedChallenge(await aCity());
  expect(phaseAt(challenge, await now())).toBe("announced");
  const rules = await db.rulesVersion.findMany({ where: { challengeId: challenge.id } });
  expect(rules.map(({ number }) => number)).toEqual([1]);
  const entries = await db.recordEntry.findMany({ where: { challengeId: challenge.id }, orderBy: { id: "asc" } });
  expect(entries.map(({ type }) => type)).toEqual(["challenge.published", "rules.published", "pledge.signed"]);
  for (const { leaf, hash } of entries) {
    expect(sha256(leaf)).toBe(hash);
    expect(leaf).not.toMatch(/Livia|Fontana|drains@/);
  }
});

test("a draft with an unfinished checklist is refused with the first thing to do", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city, {}, { rules: { text: "" } });
  const answer = await publishChallenge(slug, city.editor);
  expect(answer).toMatchObject({ ok: false, refusal: { code: "not-ready", message: "Rules: Write the rules." } });
});

test("a calendar that the expected jury cannot keep is refused with the numbers, and published once it can", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city);
  expect(await publishChallenge(slug, city.editor, { entries: 5_000, jurors: 2 })).toMatchObject({
    refusal: {
      code: "impossible",
      message: expect.stringContaining("5,000 entries with 2 reviews each are 10,000 reviews"),
    },
  });
  expect(await publishChallenge(slug, city.editor, { entries: 10, jurors: 4 })).toMatchObject({ ok: true });
});

const required = (datasetId: string) => ({ data: { datasets: [{ datasetId, role: "required", note: "" }] } });

test("a dataset that every entry must use is published with its copy pinned, and not at all without one", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city, {}, required((await aDataset(city)).id));
  expect(await publishChallenge(slug, city.editor)).toMatchObject({
    ok: false,
    refusal: { message: expect.stringContaining("Fetch a copy of “Storm drains”") },
  });
  const { id } = await aPublishedChallenge(city, {}, required((await anUploadedDataset(city)).datasetId));
  expect(await db.pinnedSnapshot.count({ where: { challengeId: id } })).toBe(1);
});

test("who may not confirm the licence of another organisation's dataset is told whom to ask", async () => {
  const [city, other] = [await aCity(), await aCity("Altrove")];
  const { datasetId } = await anUploadedDataset(other);
  await db.dataset.update({ where: { id: datasetId }, data: { licenceOpen: null, licenceConfirmedAt: null } });
  const { draft } = await draftForEditor(await aReadyDraft(city, {}, required(datasetId)), city.editor);
  const open = async (viewer: Viewer) =>
    checklist(draft, await namedDatasets(draft, viewer), await now()).filter(({ todo }) => todo !== null);
  expect(await open(city.editor)).toMatchObject([
    { todo: "Its licence is unclear. Ask Altrove to confirm it, or leave it out.", href: null },
  ]);
  expect(await open(other.editor)).toMatchObject([{ href: expect.stringMatching(/^\/staff\/datasets\/.*licence$/) }]);
});

test("changing a word of the signed pledge takes the signature off", async () => {
  const city = await aCity();
  const slug = await aReadyDraft(city);
  const { revisions } = await draftForEditor(slug, city.editor);
  must(
    await saveSection(
      { slug, section: "pledge", content: { money: "Perhaps there is money." }, revision: revisions.pledge ?? 0 },
      city.editor,
    ),
  );
  const answer = await publishChallenge(slug, city.editor);
  expect(answer).toMatchObject({ ok: false, refusal: { message: "The pledge is signed: Sign it by name." } });
});

test("a second editor who saves over the first is told of the conflict and overwrites nothing", async () => {
  const city = await aCity();
  const second = await aColleague(city, "editor");
  const slug = await aReadyDraft(city);
  const revision = (await draftForEditor(slug, second)).revisions.basics ?? 0;
  must(
    await saveSection(
      { slug, section: "basics", content: { summary: "The first one's words." }, revision },
      city.editor,
    ),
  );
  const late = await saveSection(
    { slug, section: "basics", content: { summary: "The second one's words." }, revision },
    second,
  );
  expect(late).toMatchObject({ ok: false, refusal: { code: "conflict" } });
  expect((await draftForEditor(slug, second)).draft.basics.summary).toBe("The first one's words.");
});

test("the database itself refuses to change published rules, prizes, criteria and the opening", async () => {
  const { id } = await aPublishedChallenge(await aCity());
  await expect(
    db.$executeRaw`UPDATE rules_version SET text = 'other' WHERE challenge_id = ${id}::uuid`,
  ).rejects.toThrow("append-only");
  await expect(db.$executeRaw`DELETE FROM rules_version WHERE challenge_id = ${id}::uuid`).rejects.toThrow(
    "append-only",
  );
  await expect(
    db.$executeRaw`UPDATE prize SET amount_minor = 1 WHERE challenge_id = ${id}::uuid AND amount_minor IS NOT NULL`,
  ).rejects.toThrow("frozen");
  await expect(db.$executeRaw`UPDATE criterion SET weight = 1 WHERE challenge_id = ${id}::uuid`).rejects.toThrow(
    "frozen",
  );
  await expect(
    db.$executeRaw`UPDATE challenge SET opens_at = opens_at + interval '1 day' WHERE id = ${id}::uuid`,
  ).rejects.toThrow("stand");
  await expect(
    db.$executeRaw`UPDATE challenge SET closes_at = closes_at - interval '1 day' WHERE id = ${id}::uuid`,
  ).rejects.toThrow("never shortened");
});

test("the database lets nothing frozen be moved out of a published challenge, nor into one, nor a table be emptied", async () => {
  const city = await aCity();
  const published = await aPublishedChallenge(city);
  const draft = await db.challenge.findUniqueOrThrow({ where: { slug: await aReadyDraft(city) } });
  const loose = await db.criterion.create({
    data: {
      challengeId: draft.id,
      position: 0,
      title: "Loose",
      weight: 1,
      levels: { create: { value: 1, sentence: "Some." } },
    },
  });
  const own = await db.criterion.findFirstOrThrow({ where: { challengeId: published.id } });
  const move = (table: "prize" | "criterion", [from, to]: [string, string]) =>
    db.$executeRawUnsafe(`UPDATE ${table} SET challenge_id = '${to}' WHERE challenge_id = '${from}'`);
  await expect(move("prize", [published.id, draft.id])).rejects.toThrow("frozen");
  await expect(move("criterion", [published.id, draft.id])).rejects.toThrow("frozen");
  await expect(move("criterion", [draft.id, published.id])).rejects.toThrow("frozen");
  for (const [from, to] of [
    [own.id, loose.id],
    [loose.id, own.id],
  ])
    await expect(
      db.$executeRaw`UPDATE level SET criterion_id = ${to}::uuid, value = 9 WHERE criterion_id = ${from}::uuid`,
    ).rejects.toThrow("frozen");
  for (const table of ["prize", "criterion", "level", "challenge_dataset", "award"])
    await expect(db.$executeRawUnsafe(`TRUNCATE ${table} CASCADE`)).rejects.toThrow("append-only");
  await db.criterion.update({ where: { id: loose.id }, data: { weight: 2 } });
});
