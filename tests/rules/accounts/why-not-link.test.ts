import { expect, test } from "vitest";
import { whyNotLink } from "~/accounts/github/why-not-link";

const ada = { id: "ada", isDemonstration: false, githubId: null };

test("an account that nobody has is linked to a person who has none", () => {
  expect(whyNotLink(ada, { githubId: 1n, ownerId: null })).toBeNull();
});

test("a person may link their own account again", () => {
  expect(whyNotLink({ ...ada, githubId: 1n }, { githubId: 1n, ownerId: "ada" })).toBeNull();
});

test("an account that is another person's is not linked", () => {
  expect(whyNotLink(ada, { githubId: 1n, ownerId: "bo" })?.code).toBe("anothers");
});

test("a person who has an account links no second one", () => {
  expect(whyNotLink({ ...ada, githubId: 1n }, { githubId: 2n, ownerId: null })?.code).toBe("has-one");
});

test("a person of the demonstration takes no account", () => {
  expect(whyNotLink({ ...ada, isDemonstration: true }, { githubId: 1n, ownerId: null })?.code).toBe("demonstration");
});
