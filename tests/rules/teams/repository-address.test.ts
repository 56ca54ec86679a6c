import { expect, test } from "vitest";
import { commitOf, repositoryAddress } from "~/teams/repository-address";

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
  "ssh://git@github.com/contrafforte/leaky-buckets.git",
  "git://github.com/contrafforte/leaky-buckets.git",
  "https://github.com/contrafforte/leaky-buckets/tree/main/src",
  "https://github.com/contrafforte/leaky-buckets/pull/3?tab=readme#top",
  "contrafforte/leaky-buckets",
  "  https://github.com/contrafforte/leaky-buckets  ",
])("“%s” names the repository", (typed) => {
  expect(repositoryAddress(typed)).toEqual({
    ok: true,
    value: { owner: "contrafforte", name: "leaky-buckets", commit: null },
  });
});

test("an address that names a commit declares it", () => {
  expect(repositoryAddress("https://github.com/a/b/commit/8D41F0A0")).toMatchObject({ value: { commit: "8d41f0a0" } });
  expect(repositoryAddress("https://github.com/a/b/tree/8d41f0a")).toMatchObject({ value: { commit: "8d41f0a" } });
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
  const read = repositoryAddress(typed);
  expect(read.ok).toBe(false);
  expect(read.ok ? "" : read.refusal.message.toLowerCase()).toContain(sentence.toLowerCase());
});

test("a commit is 7 to 40 hexadecimal digits", () => {
  expect(commitOf(" 8D41F0A ")).toBe("8d41f0a");
  expect(commitOf("8d41f0")).toBeNull();
  expect(commitOf("main")).toBeNull();
  expect(commitOf("a".repeat(41))).toBeNull();
});
