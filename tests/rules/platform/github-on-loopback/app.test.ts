import { createHmac, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { App, Octokit, type RequestError } from "octokit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { letterOf } from "../../../support/fakes/github/deliveries";
import { type FakeGithub, startGithub } from "../../../support/fakes/github/server";

const pair = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
const key = pair();
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

let github: FakeGithub;
const appWith = (privateKey: string): App =>
  new App({
    ...{ appId: github.settings.appId, privateKey, log: SILENT },
    Octokit: Octokit.defaults({
      baseUrl: github.url,
      retry: { enabled: false },
      throttle: { enabled: false },
      log: SILENT,
    }),
  });
beforeAll(async () => {
  github = await startGithub({ publicKey: key.publicKey });
  github.hub.person({ login: "ada" });
});
afterAll(() => github.stop());

test("the App proves itself with its key, and with no other", async () => {
  const { octokit } = appWith(key.privateKey);
  expect((await octokit.rest.apps.getAuthenticated()).data).toMatchObject({ id: 1000, name: "Palio" });
  await expect(appWith(pair().privateKey).octokit.rest.apps.getAuthenticated()).rejects.toMatchObject({ status: 401 });
});

test("an installation sees its own private repository, posts a status there, and sees no other", async () => {
  const { hub } = github;
  hub.repository("ada/installed", { isPrivate: true, files: { "README.md": "# One\n" } });
  hub.repository("ada/other", { isPrivate: true });
  const { id } = hub.installApp("ada/installed");
  const of = { owner: "ada", repo: "installed" };
  const app = appWith(key.privateKey);
  expect((await app.octokit.rest.apps.getRepoInstallation(of)).data.id).toBe(id);
  const octokit = await app.getInstallationOctokit(id);
  const { data } = await octokit.rest.apps.listReposAccessibleToInstallation();
  expect(data.repositories.map(({ full_name }) => full_name)).toEqual(["ada/installed"]);
  const sha = hub.head("ada/installed");
  const { status } = await octokit.rest.repos.createCommitStatus({ ...of, sha, state: "success", context: "palio" });
  expect(status).toBe(201);
  expect(hub.at("ada/installed").statuses).toMatchObject([{ sha, state: "success", context: "palio" }]);
  expect(await octokit.rest.repos.get({ ...of, repo: "other" }).catch((error: RequestError) => error.status)).toBe(404);
  const { data: may } = await octokit.rest.repos.getCollaboratorPermissionLevel({ ...of, username: "ada" });
  expect(may.permission).toBe("admin");
  hub.uninstallApp("ada");
  expect([...hub.tokens.values()].filter(({ kind }) => kind === "installation")).toEqual([]);
  await expect(app.octokit.rest.apps.getRepoInstallation(of)).rejects.toMatchObject({ status: 404 });
});

test("what happens is written down as signed webhooks, which can be posted, lost and sent again", async () => {
  const { hub } = github;
  hub.repository("ada/told", { files: { "README.md": "# One\n" } });
  hub.repository("ada/untold", { files: { "README.md": "# One\n" } });
  hub.installApp("ada/told");
  hub.deliveries.length = 0;
  const sha = hub.push("ada/told", { files: { "a.txt": "a\n" }, message: "Two" });
  hub.push("ada/untold");
  hub.forcePush("ada/told", { files: { "a.txt": "b\n" }, message: "Two again" });
  hub.check("ada/told");
  hub.release("ada/told", { tag: "v1" });
  hub.makePrivate("ada/told");
  hub.rename("ada/told", "renamed");
  hub.transfer("ada/renamed", "bruno");
  expect(hub.deliveries.map(({ event, action }) => [event, action])).toEqual([
    ["push", null],
    ["push", null],
    ["check_run", "completed"],
    ["release", "published"],
    ["repository", "privatized"],
    ["repository", "renamed"],
    ["repository", "transferred"],
  ]);
  expect(hub.deliveries[0]?.payload).toMatchObject({
    ...{ after: sha, ref: "refs/heads/main", forced: false, created: false, sender: { login: "ada" } },
    commits: [{ id: sha, message: "Two", added: ["a.txt"] }],
    repository: { full_name: "ada/told" },
  });
  expect(hub.deliveries[1]?.payload).toMatchObject({ before: sha, forced: true });
  expect(hub.deliveries[5]?.payload).toMatchObject({ changes: { repository: { name: { from: "told" } } } });

  const received: { id: unknown; signature: unknown; body: string }[] = [];
  const site = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += part;
    const { "x-github-delivery": id, "x-hub-signature-256": signature } = request.headers;
    received.push({ id, signature, body });
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  const address = site.address();
  const to = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/hooks`;
  const lost = hub.deliveries.pop();
  expect(await github.deliver(to, "the secret")).toEqual(Array(6).fill(202));
  for (const { signature, body } of received)
    expect(signature).toBe(`sha256=${createHmac("sha256", "the secret").update(body).digest("hex")}`);
  const { octokit } = appWith(key.privateKey);
  const { data } = await octokit.rest.apps.listWebhookDeliveries();
  expect(data.map(({ event }) => event)).toHaveLength(6);
  await octokit.rest.apps.redeliverWebhookDelivery({ delivery_id: data[0]?.id ?? 0 });
  expect(await github.deliver(to, "the secret")).toEqual([202]);
  expect(received.at(-1)?.id).toBe(data[0]?.guid);
  expect(lost && letterOf(lost, "s").headers["x-github-event"]).toBe("repository");
  await new Promise((resolve) => site.close(resolve));
});
