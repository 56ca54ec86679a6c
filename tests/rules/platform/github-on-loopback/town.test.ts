import { afterAll, beforeAll, expect, test } from "vitest";
import type { FakeGithub } from "../../../support/fakes/github/server";
import { startTownGithub } from "../../../support/fakes/github/town";

let github: FakeGithub;
beforeAll(async () => {
  github = await startTownGithub();
});
afterAll(() => github.stop());

const ADDRESS = "ponterosso-palio/contrafforte";
const press = (said: Record<string, string>) =>
  fetch(`${github.url}/do`, { method: "POST", body: new URLSearchParams(said) });
const repository = () => fetch(`${github.url}/repos/${ADDRESS}`);

test("the teams of the demonstration have repositories, with the same commits at each start", async () => {
  const again = await startTownGithub();
  expect(github.hub.head(ADDRESS)).toMatch(/^[0-9a-f]{40}$/);
  expect(again.hub.head(ADDRESS)).toBe(github.hub.head(ADDRESS));
  await again.stop();
});

test("on its page a developer pushes, makes private, and has everything fail and work again", async () => {
  const id = String(github.hub.at(ADDRESS).id);
  const before = github.hub.head(ADDRESS);
  expect(await (await press({ repository: id, deed: "Push a commit" })).text()).toContain(ADDRESS);
  expect(github.hub.head(ADDRESS)).not.toBe(before);
  await press({ trouble: "down" });
  expect((await repository()).status).toBe(503);
  await press({ trouble: "none" });
  expect((await repository()).status).toBe(200);
  await press({ repository: id, deed: "Make private" });
  expect((await repository()).status).toBe(404);
});
