import { expect, test } from "vitest";
import { commitOf, repositoryAddress, repositoryUrl } from "~/teams/repository-address";

const GITHUB = "https://github.com";

test.each([
  "https://github.com/contrafforte/leaky-buckets",
  "https://github.com/contrafforte/leaky-buckets/",
  "http://github.com/contrafforte/leaky-buckets",
  "https://www.github.com/contrafforte/leaky-buckets",
  "HTTPS://GitHub.com/contrafforte/leaky-buckets",
  "github.com/contrafforte/leaky-buckets",
  "https://github.com/contrafforte/leaky-buckets.git",
  "git+https://github.com/contrafforte/leaky-buckets.git",
  "git@github.com:contrafforte/leaky-buckets.git",
  "GIT@GITHUB.COM:contrafforte/leaky-buckets.git",
  "ssh://git@github.com:22/contrafforte/leaky-buckets.git",
  "https://github.com/contrafforte/leaky-buckets/blob/main/README.md#L3",
  "https://github.com/contrafforte/leaky-buckets/releases/tag/v1.0",
  "ssh://git@github.com/contrafforte/leaky-buckets.git",
  "git://github.com/contrafforte/leaky-buckets.git",
  "https://github.com/contrafforte/leaky-buckets/tree/main/src",
  "https://github.com/contrafforte/leaky-buckets/pull/3?tab=readme#top",
  "contrafforte/leaky-buckets",
  "  https://github.com/contrafforte/leaky-buckets  ",
])("“%s” names the repository", (typed) => {
  expect(repositoryAddress(typed, GITHUB)).toEqual({
    ok: true,
    value: { owner: "contrafforte", name: "leaky-buckets", commit: null },
  });
});

test("an address that names a commit declares it", () => {
  expect(repositoryAddress("https://github.com/a/b/commit/8D41F0A0", GITHUB)).toMatchObject({
    value: { commit: "8d41f0a0" },
  });
  expect(repositoryAddress("https://github.com/a/b/tree/8d41f0a", GITHUB)).toMatchObject({
    value: { commit: "8d41f0a" },
  });
});

test.each([
  ["", "Paste the address"],
  ["   ", "Paste the address"],
  ["https://gitlab.com/a/b", "only repositories on github.com"],
  ["git@codeberg.org:a/b.git", "only repositories on github.com"],
  ["https://github.com.evil.example/a/b", "only repositories on github.com"],
  ["https://github.com@evil.example/a/b", "name or password"],
  ["https://gist.github.com/a/0123456789", "gist"],
  ["https://github.com", "not to a repository"],
  ["https://github.com/contrafforte", "not to a repository"],
  ["https://github.com/orgs/contrafforte", "not the address of a repository"],
  ["https://github.com/-a/b", "not the address of a repository"],
  ["https://github.com/a/..%2f..", "not the address of a repository"],
  ["https://github.com/a/%2e%2e", "not"],
  ["javascript:alert(1)", "not an address"],
  ["file:///etc/passwd", "not an address"],
  ["<script>alert(1)</script>", "not"],
  ["two words", "not one address"],
  ["x".repeat(600), "not one address"],
])("“%s” is refused with a sentence", (typed, sentence) => {
  const read = repositoryAddress(typed, GITHUB);
  expect(read.ok).toBe(false);
  expect(read.ok ? "" : read.refusal.message.toLowerCase()).toContain(sentence.toLowerCase());
});

test("letters' case is kept as it was typed: GitHub tells how it writes a name", () => {
  expect(repositoryAddress("https://GITHUB.com/ContraFForte/Leaky-Buckets.GIT", GITHUB)).toMatchObject({
    value: { owner: "ContraFForte", name: "Leaky-Buckets" },
  });
});

test("names with all the characters that GitHub takes are taken, and no others", () => {
  const name = (typed: string) => {
    const read = repositoryAddress(`https://github.com/a-b/${typed}`, GITHUB);
    return read.ok ? read.value.name : null;
  };
  expect(["_x.y-z", ".github", "a".repeat(100), "x.git.git"].map(name)).toEqual([
    ...["_x.y-z", ".github", "a".repeat(100), "x.git"],
  ]);
  expect(["a".repeat(101), "a%20b", "ä", "a%00b", "😀", "a+b", "..", "%2e%2e"].map(name)).toEqual(Array(8).fill(null));
});

const ENTERPRISE = "https://github.example.org";

test.each([
  "https://github.example.org/contrafforte/leaky-buckets",
  "github.example.org/contrafforte/leaky-buckets.git",
  "git@github.example.org:contrafforte/leaky-buckets.git",
  "ssh://git@github.example.org/contrafforte/leaky-buckets",
  "contrafforte/leaky-buckets",
])("on an Enterprise server “%s” names the repository", (typed) => {
  expect(repositoryAddress(typed, ENTERPRISE)).toMatchObject({
    value: { owner: "contrafforte", name: "leaky-buckets" },
  });
});

test("beside an Enterprise server github.com is another host, and the sentence names the right one", () => {
  const read = (typed: string) => {
    const result = repositoryAddress(typed, ENTERPRISE);
    return result.ok ? "" : result.refusal.message;
  };
  expect(read("https://github.com/a/b")).toContain("Only repositories on github.example.org can be linked");
  expect(read("git@github.com:a/b.git")).toContain("this address is on github.com");
  expect(read("https://gist.github.example.org/a/b")).toContain("gist");
  expect(read("https://github.example.org/a")).toContain("It looks like https://github.example.org/owner/name.");
  expect(read("https://github.example.org:8443/a/b")).toContain("Only repositories on");
  expect(repositoryUrl({ owner: "a", name: "b" }, ENTERPRISE)).toBe("https://github.example.org/a/b");
});

test("a host with its port is no scheme", () => {
  expect(repositoryAddress("127.0.0.1:3000/a/b", "http://127.0.0.1:3000").ok).toBe(true);
  expect(repositoryAddress("localhost:3000/a/b", "http://localhost:3000").ok).toBe(true);
});

test("a commit is 7 to 40 hexadecimal digits", () => {
  expect(commitOf(" 8D41F0A ")).toBe("8d41f0a");
  expect(commitOf("8d41f0")).toBeNull();
  expect(commitOf("main")).toBeNull();
  expect(commitOf("a".repeat(41))).toBeNull();
});
