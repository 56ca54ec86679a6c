import { readFileSync } from "node:fs";
import { Octokit, RequestError } from "octokit";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type FakeGithub, startGithub } from "../../../support/fakes/github/server";

let github: FakeGithub;
let octokit: Octokit;
beforeAll(async () => {
  github = await startGithub();
  octokit = by();
});
afterEach(() => github.calm());
afterAll(() => github.stop());

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const NEVER_AGAIN = { retry: { enabled: false }, throttle: { enabled: false }, log: SILENT };
const by = (token?: string): Octokit => new Octokit({ baseUrl: github.url, auth: token, ...NEVER_AGAIN });
const statusOf = (asking: Promise<unknown>): Promise<number> =>
  asking.then(
    () => 200,
    (error: unknown) => (error instanceof RequestError ? error.status : 0),
  );
const repo = (address: string, client = octokit) => {
  const [owner = "", name = ""] = address.split("/");
  return client.rest.repos.get({ owner, repo: name });
};

test("a repository is told with the very fields that Octokit recorded", async () => {
  const file = "node_modules/@octokit/fixtures/scenarios/api.github.com/get-repository/normalized-fixture.json";
  const [{ response }] = JSON.parse(readFileSync(file, "utf8"));
  const { hub } = github;
  hub.person({ login: "ada" });
  hub.organisation({ login: "guild", owners: ["ada"] });
  hub.repository("guild/recorded", { files: { "README.md": "# One\n" } });
  const { data } = await repo("guild/recorded", by(hub.token("ada")));
  expect(Object.keys(data).sort()).toEqual(Object.keys(response).sort());
  expect(Object.keys(data.owner).sort()).toEqual(Object.keys(response.owner).sort());
  expect(data.permissions).toEqual({ admin: true, maintain: true, push: true, triage: true, pull: true });
});

test("a renamed and a given-away repository is found under its number, until another takes its old name", async () => {
  const { hub } = github;
  const { id } = hub.repository("ada/old", { files: { "README.md": "# One\n" } });
  hub.rename("ada/old", "new");
  const answer = await fetch(`${github.url}/repos/ada/old/commits?per_page=1`, { redirect: "manual" });
  expect(answer.status).toBe(301);
  expect(answer.headers.get("location")).toBe(`${github.url}/repositories/${id}/commits?per_page=1`);
  expect((await repo("ada/old")).data).toMatchObject({ id, full_name: "ada/new" });
  hub.transfer("ada/new", "bruno");
  expect((await repo("ada/old")).data).toMatchObject({ id, full_name: "bruno/new" });
  hub.repository("ada/old");
  expect((await repo("ada/old")).data.id).not.toBe(id);
  hub.remove("bruno/new");
  expect(await statusOf(repo("bruno/new"))).toBe(404);
  expect((await fetch(`${github.url}/repositories/${id}`)).status).toBe(404);
});

test("a private repository is there for those who have a part in it, and 404 for everyone else", async () => {
  const { hub } = github;
  hub.repository("ada/secret", { files: { "README.md": "# One\n" } });
  hub.makePrivate("ada/secret");
  expect(await statusOf(repo("ada/secret"))).toBe(404);
  expect(await statusOf(repo("ada/secret", by(hub.token("clara", ["repo"]))))).toBe(404);
  expect(await statusOf(repo("ada/secret", by(hub.token("ada", ["read:user"]))))).toBe(404);
  hub.collaborator("ada/secret", "clara", "write");
  const { data } = await repo("ada/secret", by(hub.token("clara", ["repo"])));
  expect(data).toMatchObject({ private: true, permissions: { admin: false, push: true, pull: true } });
  expect(await statusOf(repo("ada/secret", by("gho_unknown")))).toBe(401);
  hub.block("ada/secret");
  expect(await statusOf(repo("ada/secret", by(hub.token("ada", ["repo"]))))).toBe(451);
});

test("what did not change is answered in no words, and costs nothing", async () => {
  const { hub } = github;
  hub.repository("ada/same", { files: { "README.md": "# One\n" } });
  const first = await repo("ada/same");
  const asking = { owner: "ada", repo: "same", headers: { "if-none-match": first.headers.etag } };
  const left = async () => (await octokit.rest.rateLimit.get()).data.rate.remaining;
  const before = await left();
  expect(await statusOf(octokit.request("GET /repos/{owner}/{repo}", asking))).toBe(304);
  expect(await left()).toBe(before);
  expect(github.asked.at(-2)).toMatchObject({ path: "/repos/ada/same", isConditional: true, status: 304 });
  hub.makePublic("ada/same");
  hub.archive("ada/same");
  expect((await octokit.request("GET /repos/{owner}/{repo}", asking)).data.archived).toBe(true);
  expect(await left()).toBe(before - 1);
});

test("files, folders and the README are shown as they lie at a commit", async () => {
  const { hub } = github;
  const of = { owner: "ada", repo: "files" };
  hub.repository("ada/files", {
    licence: "MIT",
    files: { "README.md": "# One\n", LICENSE: "MIT\n", "src/a.py": "1\n" },
  });
  const first = hub.head("ada/files");
  hub.push("ada/files", { files: { "src/a.py": null, "src/deep/b.py": "2\n" } });
  const { data: readme } = await octokit.rest.repos.getReadme(of);
  expect(Buffer.from(readme.content, "base64").toString()).toBe("# One\n");
  expect((await octokit.rest.repos.getReadme({ ...of, mediaType: { format: "html" } })).data).toContain("<h1>One</h1>");
  expect((await octokit.rest.repos.getContent({ ...of, path: "src" })).data).toMatchObject([
    { name: "deep", type: "dir" },
  ]);
  expect((await octokit.rest.repos.getContent({ ...of, path: "src/a.py", ref: first })).data).toMatchObject({
    size: 2,
  });
  expect(await statusOf(octokit.rest.repos.getContent({ ...of, path: "src/a.py" }))).toBe(404);
  expect((await octokit.rest.licenses.getForRepo(of)).data.license?.spdx_id).toBe("MIT");
  expect((await octokit.rest.repos.listLanguages(of)).data).toEqual({ Python: 2 });
  const { data: tree } = await octokit.rest.git.getTree({ ...of, tree_sha: "main", recursive: "1" });
  expect(tree.tree.map(({ path }) => path)).toEqual(["LICENSE", "README.md", "src", "src/deep", "src/deep/b.py"]);
});

test("the archive of a private repository is fetched by the token in its address alone", async () => {
  const { hub } = github;
  hub.repository("ada/packed", { files: { "README.md": "# One\n" } });
  hub.makePrivate("ada/packed");
  const answer = await by(hub.token("ada", ["repo"])).request("GET /repos/{owner}/{repo}/tarball/{ref}", {
    ...{ owner: "ada", repo: "packed", ref: "main" },
    request: { redirect: "manual" },
  });
  const location = String(answer.headers.location);
  const archive = await fetch(location);
  expect(archive.headers.get("content-disposition")).toContain(`ada-packed-${hub.head("ada/packed").slice(0, 7)}`);
  expect((await fetch(location.replace(/\?.*/, ""))).status).toBe(404);
});

test("activity is read page by page with a cursor, and an empty repository has none of it", async () => {
  const { hub } = github;
  const of = { owner: "ada", repo: "active" };
  hub.repository("ada/active");
  expect(await statusOf(octokit.rest.repos.listCommits(of))).toBe(409);
  const pushed = [1, 2, 3, 4, 5].map(() => hub.push("ada/active"));
  const all = await octokit.paginate("GET /repos/{owner}/{repo}/activity", { ...of, per_page: 2 });
  expect(all.map(({ after }) => after)).toEqual(pushed.reverse());
  expect(all.at(-1)?.activity_type).toBe("branch_creation");
});

test.each([
  ["gone", 404],
  ["down", 503],
  ["bad-gateway", 502],
  ["limited", 403],
  ["spent", 403],
] as const)(
  "GitHub in trouble (%s) answers %i, on the paths and as often as it was told to",
  async (trouble, status) => {
    const { hub } = github;
    const name = `troubled-${trouble}`;
    hub.repository(`ada/${name}`);
    github.trouble(trouble, { on: new RegExp(name), times: 1 });
    expect((await repo("ada/files")).status).toBe(200);
    expect(await statusOf(repo(`ada/${name}`))).toBe(status);
    expect(await statusOf(repo(`ada/${name}`))).toBe(200);
  },
);

test("an answer that breaks off ends in an error, and a slow one comes late", async () => {
  const { hub } = github;
  hub.repository("ada/halved");
  const address = `${github.url}/repos/ada/halved`;
  github.trouble("cut", { times: 1 });
  await expect(fetch(address).then((answer) => answer.text())).rejects.toThrow();
  // Octokit makes an empty answer of it, with the status that came before the end.
  github.trouble("cut", { times: 1 });
  expect(await repo("ada/halved")).toMatchObject({ status: 200, data: "" });
  github.trouble("slow", { times: 1, ms: 200 });
  await expect(fetch(address, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
  expect((await fetch(address)).status).toBe(200);
});

test("who has used up the hour is told when it ends", async () => {
  const { hub } = github;
  hub.repository("ada/counted");
  const client = by(hub.token("dora"));
  github.limits.token = 1;
  expect(await statusOf(repo("ada/counted", client))).toBe(200);
  const refused = await repo("ada/counted", client).catch((error: RequestError) => error.response?.headers);
  expect(refused).toMatchObject({
    "x-ratelimit-remaining": "0",
    "x-ratelimit-reset": expect.stringMatching(/^\d{10}$/),
  });
  github.limits.token = 5000;
});
