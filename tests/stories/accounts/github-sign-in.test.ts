import { expect, test } from "vitest";
import { githubOf, githubTokenOf } from "~/accounts/github/github-accounts.server";
import { linkGithub, unlinkGithub } from "~/accounts/github/link-github.server";
import { signInByGithub } from "~/accounts/github/sign-in-by-github.server";
import { db } from "~/platform/database.server";
import type { GithubPerson } from "~/platform/github/oauth.server";
import { aPerson, must } from "../../support/world";

let last = 0n;
/** Somebody at GitHub whom nobody here knows. */
const aGithubPerson = (changes: Partial<GithubPerson> = {}): GithubPerson => {
  last += 1n;
  const login = `coder-${last}`;
  return { githubId: last, login, name: "Cora Coder", email: `${login}@example.org`, token: `gho_${last}`, ...changes };
};
const codeOf = async (signedIn: ReturnType<typeof signInByGithub> | ReturnType<typeof linkGithub>) => {
  const result = await signedIn;
  return result.ok ? "done" : result.refusal.code;
};
const lettersTo = (to: string) => db.mail.count({ where: { to, subject: { contains: "signs in as you" } } });

test("a newcomer whom GitHub vouches for becomes a person with that address, who has yet to say their name", async () => {
  const github = aGithubPerson();
  const { personId, isNew } = must(await signInByGithub(github));
  expect(isNew).toBe(true);
  const person = await db.person.findUniqueOrThrow({ where: { id: personId } });
  expect(person).toMatchObject({ email: github.email, name: "New here" });
  expect(await githubOf(personId)).toMatchObject({ login: github.login });
});

test("whoever signed in by GitHub before is the same person, whatever their address has become", async () => {
  const github = aGithubPerson();
  const first = must(await signInByGithub(github));
  for (const email of ["moved@example.org", null])
    expect(must(await signInByGithub({ ...github, email })).personId).toBe(first.personId);
});

test("a changed login is noted, and a login that another number took over is another person", async () => {
  const github = aGithubPerson({ login: "fountain" });
  const { personId } = must(await signInByGithub(github));
  must(await signInByGithub({ ...github, login: "well" }));
  expect(await githubOf(personId)).toMatchObject({ login: "well" });
  const heir = must(await signInByGithub(aGithubPerson({ login: "fountain" })));
  expect(heir.personId).not.toBe(personId);
});

test("a person who signs in by mail is found by the address that GitHub verified, and is told by mail", async () => {
  const person = await aPerson();
  const github = aGithubPerson({ email: person.email });
  expect(must(await signInByGithub(github))).toEqual({ personId: person.id, isNew: false });
  expect(await lettersTo(person.email)).toBe(1);
  must(await signInByGithub(github));
  expect(await lettersTo(person.email)).toBe(1);
});

test("without a verified address nobody is found and nobody is made", async () => {
  const before = await db.person.count();
  expect(await codeOf(signInByGithub(aGithubPerson({ email: null })))).toBe("no-address");
  expect(await db.person.count()).toBe(before);
});

test("a person of the demonstration is never taken over, by their address or by linking", async () => {
  const person = await aPerson();
  await db.person.update({ where: { id: person.id }, data: { isDemonstration: true } });
  expect(await codeOf(signInByGithub(aGithubPerson({ email: person.email })))).toBe("demonstration");
  expect(await codeOf(linkGithub(aGithubPerson(), person.id))).toBe("demonstration");
  expect(await githubOf(person.id)).toBeNull();
});

test("an address that moved to another account of GitHub does not bring its person along", async () => {
  const person = await aPerson();
  must(await signInByGithub(aGithubPerson({ email: person.email })));
  expect(await codeOf(signInByGithub(aGithubPerson({ email: person.email })))).toBe("has-one");
});

test("a signed-in person links an account of any address, and signs in by it from then on", async () => {
  const person = await aPerson();
  const github = aGithubPerson({ email: null });
  must(await linkGithub(github, person.id));
  expect(must(await signInByGithub(github)).personId).toBe(person.id);
  expect(await lettersTo(person.email)).toBe(1);
});

test("an account that is linked to one person is not linked to another", async () => {
  const github = aGithubPerson();
  must(await signInByGithub(github));
  const other = await aPerson();
  expect(await codeOf(linkGithub(github, other.id))).toBe("anothers");
  expect(await githubOf(other.id)).toBeNull();
});

test("a person who unlinks is not found by that account any more, and may link it again", async () => {
  const person = await aPerson();
  const github = aGithubPerson({ email: "elsewhere@example.org" });
  must(await linkGithub(github, person.id));
  await unlinkGithub(person.id);
  expect(await githubOf(person.id)).toBeNull();
  must(await linkGithub(github, person.id));
  expect(must(await signInByGithub(github)).personId).toBe(person.id);
});

test("two answers of GitHub's at one moment make one person", async () => {
  const github = aGithubPerson();
  const codes = await Promise.all([1, 2, 3].map(() => codeOf(signInByGithub(github))));
  expect(codes).toContain("done");
  expect(codes.filter((code) => !["done", "try-again"].includes(code))).toEqual([]);
  expect(await db.person.count({ where: { email: github.email ?? "" } })).toBe(1);
});

test("a token is stored so that only this site reads it, and only in its own row", async () => {
  const [github, other] = [aGithubPerson(), aGithubPerson()];
  const { personId } = must(await signInByGithub(github));
  const { personId: otherId } = must(await signInByGithub(other));
  const row = await db.githubAccount.findUniqueOrThrow({ where: { personId } });
  expect(row.tokenSealed).not.toContain(github.token);
  expect(await githubTokenOf(personId)).toEqual({
    ...{ githubId: github.githubId, login: github.login },
    token: github.token,
  });
  await db.githubAccount.update({ where: { personId: otherId }, data: { tokenSealed: row.tokenSealed } });
  expect((await githubTokenOf(otherId))?.token).toBeNull();
  expect(await githubTokenOf((await aPerson()).id)).toBeNull();
});
