import { App, Octokit } from "octokit";
import { z } from "zod";
import { config } from "../config.server";
import { github, orNone, patient } from "./client.server";

/** Where the GitHub App is installed: on whose account, and whether it may mark commits or write files there. */
export type Installation = { id: bigint; accountId: bigint; mayMark: boolean; mayWrite: boolean };

const Told = z.object({
  id: z.int(),
  account: z.object({ id: z.int() }),
  permissions: z.object({ statuses: z.string().optional(), contents: z.string().optional() }),
  suspended_at: z.string().nullish(),
});

/** The page of GitHub on which the App is installed; null where this site has none. */
export const installDoor = (): string | null => config().github.installable?.door ?? null;

let current: App | undefined;
/** One for the whole process, because it keeps the tokens of installations for the hour that they last. */
function app(): App | null {
  const known = config().github.installable;
  if (!known) return null;
  current ??= new App({ appId: known.id, privateKey: known.key, Octokit: Octokit.defaults(patient()) });
  return current;
}

type Of = { owner: string; name: string; githubId: bigint | null };

/** Whether the App is installed on a repository; null where it is not, or this site has none. Throws what Octokit throws. */
export async function installationOf({ owner, name, githubId }: Of): Promise<Installation | null> {
  const signed = await app()?.octokit.auth({ type: "app" });
  if (!signed) return null;
  const { token } = z.object({ token: z.string() }).parse(signed);
  const path = githubId === null ? `/repos/${owner}/${name}` : `/repositories/${githubId}`;
  const answer = await orNone(github(token).request(`GET ${path}/installation`));
  if (!answer) return null;
  const { id, account, permissions, suspended_at: suspendedAt } = Told.parse(answer.data);
  if (suspendedAt) return null;
  const [mayMark, mayWrite] = [permissions.statuses === "write", permissions.contents === "write"];
  return { id: BigInt(id), accountId: BigInt(account.id), mayMark, mayWrite };
}

/** Octokit for what an installation reaches. */
export async function asInstallation(id: bigint): Promise<Octokit> {
  const known = app();
  if (!known) throw new Error("this site has no GitHub App");
  return known.getInstallationOctokit(Number(id));
}

/** Octokit through an installation, or with this site's own eyes where there is none. */
export const through = async (installationId: bigint | null): Promise<Octokit> =>
  installationId === null ? github() : asInstallation(installationId);
