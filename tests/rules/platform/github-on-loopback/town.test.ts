import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
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

test("what is done on its page is posted at once to the site that is named", async () => {
  const came: unknown[] = [];
  const site = createServer((request, response) => {
    came.push(request.headers["x-github-event"]);
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const { port } = site.address() as AddressInfo;
  github.deliverTo(`http://127.0.0.1:${port}/webhooks/github`, "a-secret");
  await press({ repository: String(github.hub.at(ADDRESS).id), deed: "Push a commit" });
  expect(came).toEqual(["installation", "push"]);
  site.close();
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
