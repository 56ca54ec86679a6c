import { afterAll, beforeAll, beforeEach } from "vitest";
import { type FakeGithub, startGithub } from "./fakes/github/server";
import type { TroubleKind } from "./fakes/github/troubles";
import type { Account } from "./fakes/github/world";

export type GithubSignIn = {
  /** Somebody new at GitHub with one primary address is signed in there in every browser, and says yes. */
  signInAs(login: string, email: string, isVerified?: boolean): Account;
  /** Whatever programs ask goes wrong from here on, while people still see GitHub's pages. */
  trouble(is: TroubleKind): void;
  /** The tokens of this login that GitHub takes. */
  tokensOf(login: string): string[];
  /** How many times a grant was given back. */
  givenBack(): number;
};

const APPLICATION = { clientId: "palio-test", clientSecret: "a-secret-of-the-tests" };

/**
 * The GitHub on loopback for the whole file, as people sign in by it; before each test nobody is signed in there, and who
 * is asked says no. Called before anything that reads the settings.
 */
export function withGithubSignIn(): GithubSignIn {
  let github: FakeGithub;
  let replaced = 0;
  beforeAll(async () => {
    github = await startGithub(APPLICATION);
    Object.assign(process.env, { GITHUB_URL: github.url, GITHUB_API_URL: github.url });
  });
  beforeEach(() => {
    github.denySignIn();
    github.calm();
    github.asked.length = 0;
  });
  afterAll(() => github?.stop());
  return {
    signInAs(login, email, isVerified = true) {
      const { hub } = github;
      replaced += 1;
      if (hub.accounts.some((one) => one.login === login)) hub.renamePerson(login, `${login}-${replaced}`);
      const stray = { email: `old-${email}`, primary: false, verified: true, visibility: null };
      const primary = { email, primary: true, verified: isVerified, visibility: null };
      const account = hub.person({ login, name: `${login} of GitHub`, emails: [stray, primary] });
      github.signIn(login);
      return account;
    },
    trouble: (is) => github.trouble(is, { on: /^\/(login\/oauth\/access_token|user|applications)/ }),
    tokensOf: (login) =>
      [...github.hub.tokens].flatMap(([text, of]) => (of.kind === "user" && of.person.login === login ? [text] : [])),
    givenBack: () =>
      github.asked.filter(
        ({ method, path, status }) => method === "DELETE" && path.endsWith("/grant") && status === 204,
      ).length,
  };
}
