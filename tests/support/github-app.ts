import { generateKeyPairSync } from "node:crypto";
import { type FakeGithub, startGithub } from "./fakes/github/server";

/** A GitHub on loopback that knows this site's App. Called before anything that reads the settings. */
export async function startGithubWithApp(): Promise<FakeGithub> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const github = await startGithub({ publicKey });
  Object.assign(process.env, {
    GITHUB_API_URL: github.url,
    GITHUB_APP_ID: String(github.settings.appId),
    GITHUB_APP_KEY: privateKey.replaceAll("\n", "\\n"),
    GITHUB_APP_SLUG: "palio",
  });
  return github;
}
