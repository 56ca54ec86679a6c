import { Octokit } from "octokit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commitIdOf } from "../../../support/fakes/github/git";
import { type FakeGithub, startGithub } from "../../../support/fakes/github/server";

let github: FakeGithub;
let octokit: Octokit;
beforeAll(async () => {
  github = await startGithub();
  octokit = new Octokit({ baseUrl: github.url, retry: { enabled: false }, throttle: { enabled: false } });
});
afterAll(() => github.stop());

const of = (address: string) => {
  const [owner = "", repo = ""] = address.split("/");
  return { owner, repo };
};
const day = (number: number): Date => new Date(Date.UTC(2026, 2, number, 12));

test("a commit has the id that git itself gave to the first one it ever held, and to Pro Git's example", () => {
  const linus = {
    name: "Linus Torvalds",
    email: "torvalds@ppc970.osdl.org",
    at: new Date(1_112_911_993_000),
    zone: "-0700",
  };
  expect(
    commitIdOf({
      tree: "2b5bfdf7798569e0b59b16eb9602d5fa572d6038",
      parents: [],
      author: linus,
      committer: linus,
      message: 'Initial revision of "git", the information manager from hell',
    }),
  ).toBe("e83c5163316f89bfbde7d9ab23ca2e25604af290");
  const scott = { name: "Scott Chacon", email: "schacon@gmail.com", at: new Date(1_243_040_974_000), zone: "-0700" };
  const tree = "d8329fc1cc938780ffdd9f94e0d364e0ea74f579";
  expect(commitIdOf({ tree, parents: [], author: scott, committer: scott, message: "first commit\n" })).toBe(
    "fdf4fc3344e67ab068f836878b6c4951e3b15f3d",
  );
});

test("a commit that was forced away is still read by its id, but no branch leads to it", async () => {
  const { hub } = github;
  hub.repository("ada/forced", { files: { "README.md": "# One\n" } });
  const before = hub.push("ada/forced", { files: { "a.txt": "a\n" } });
  const after = hub.forcePush("ada/forced", { files: { "a.txt": "b\n" }, message: "Again" });
  const { data } = await octokit.rest.repos.getCommit({ ...of("ada/forced"), ref: before.slice(0, 7) });
  expect(data.sha).toBe(before);
  const compared = async (sha: string) =>
    (await octokit.rest.repos.compareCommitsWithBasehead({ ...of("ada/forced"), basehead: `main...${sha}` })).data;
  expect(await compared(before)).toMatchObject({ status: "diverged", ahead_by: 1, behind_by: 1 });
  expect(await compared(after)).toMatchObject({ status: "identical", ahead_by: 0, behind_by: 0 });
  const { data: moved } = await octokit.rest.repos.listActivities({ ...of("ada/forced"), activity_type: "force_push" });
  expect(moved).toMatchObject([{ before, after, ref: "refs/heads/main", actor: { login: "ada" } }]);
});

test("a fork's commit is read under its parent's address, and no branch of the parent leads to it", async () => {
  const { hub } = github;
  hub.repository("ada/forked", { files: { "README.md": "# One\n" } });
  hub.fork("ada/forked", "bruno");
  const sha = hub.push("bruno/forked", { files: { "b.txt": "b\n" } });
  const { data } = await octokit.rest.repos.getCommit({ ...of("ada/forked"), ref: sha });
  expect(data.files).toMatchObject([{ filename: "b.txt", status: "added", additions: 1, deletions: 0 }]);
  const { data: led } = await octokit.rest.repos.compareCommitsWithBasehead({
    ...of("ada/forked"),
    basehead: `main...${sha}`,
  });
  expect(led.status).toBe("ahead");
  expect((await octokit.rest.repos.listForks(of("ada/forked"))).data).toMatchObject([{ full_name: "bruno/forked" }]);
});

test("commits are listed newest first, between two instants by the committer's clock, and by author", async () => {
  const { hub } = github;
  hub.person({ login: "clara", name: "Clara Neri", emails: ["clara@example.org"] });
  hub.repository("ada/dated");
  for (const number of [1, 2, 3, 4])
    hub.push("ada/dated", { message: `Day ${number}`, committedAt: day(number), authoredAt: day(28) });
  const author = { name: "Clara", email: "clara@example.org" };
  hub.push("ada/dated", { message: "Day 5", committedAt: day(5), author });
  const listed = async (asked: object) => {
    const { data } = await octokit.rest.repos.listCommits({ ...of("ada/dated"), ...asked });
    return data.map(({ commit }) => commit.message);
  };
  expect(await listed({})).toEqual(["Day 5", "Day 4", "Day 3", "Day 2", "Day 1"]);
  expect(await listed({ since: day(2).toISOString(), until: day(3).toISOString() })).toEqual(["Day 3", "Day 2"]);
  expect(await listed({ author: "clara" })).toEqual(["Day 5"]);
  expect(await listed({ per_page: 2, page: 2 })).toEqual(["Day 3", "Day 2"]);
  const all = await octokit.paginate(octokit.rest.repos.listCommits, { ...of("ada/dated"), per_page: 2 });
  expect(all).toHaveLength(5);
  const { data: people } = await octokit.rest.repos.listContributors(of("ada/dated"));
  expect(people).toMatchObject([
    { login: "ada", contributions: 4 },
    { login: "clara", contributions: 1 },
  ]);
});
