import type { Octokit } from "octokit";
import { z } from "zod";
import { asInstallation, installationOf } from "./app.server";
import { type Answer, asked, isLimit, isStatus, orNone } from "./client.server";

type Repository = { owner: string; name: string };
/** A text for a file of a repository; one that lies there is written over only where it is replaced. */
type Text = { path: string; text: string; message: string; isReplaced: boolean };

const There = z.object({ sha: z.string(), content: z.string() });

const addressOf = ({ owner, name }: Repository, path: string): string => `/repos/${owner}/${name}/contents/${path}`;

/** What lies on the default branch under a path; null where nothing does. Throws what Octokit throws. */
async function thereAt(octokit: Octokit, of: Repository, path: string): Promise<{ sha: string; text: string } | null> {
  const found = await orNone(octokit.request(`GET ${addressOf(of, path)}`));
  if (!found) return null;
  const { sha, content } = There.parse(found.data);
  return { sha, text: Buffer.from(content, "base64").toString("utf8") };
}

/** Asks through the GitHub App, where that is installed and may write. */
const asApp = <T>(of: Repository, work: (octokit: Octokit) => Promise<Answer<T>>): Promise<Answer<T>> =>
  asked<T>(async () => {
    const installation = await installationOf({ ...of, githubId: null });
    if (!installation) return { is: "gone", sentence: "The GitHub App is not installed on the repository." };
    if (!installation.mayWrite) return { is: "gone", sentence: "The GitHub App may not write contents there." };
    return work(await asInstallation(installation.id));
  });

/** The text of a file on the default branch of a repository; null where none lies there. */
export const textAt = (of: Repository, path: string): Promise<Answer<string | null>> =>
  asApp(of, async (octokit) => {
    const there = await thereAt(octokit, of, path);
    return { is: "known", value: there?.text ?? null };
  });

/**
 * Commits texts to the default branch of a repository, one commit each. What lies there as it should is left alone, so that
 * all of it may be asked again. https://docs.github.com/en/rest/repos/contents#create-or-update-file-contents
 */
export const putTexts = (of: Repository, texts: Text[]): Promise<Answer<null>> =>
  asApp(of, async (octokit) => {
    for (const { path, text, message, isReplaced } of texts) {
      const there = await thereAt(octokit, of, path);
      if (there && (!isReplaced || there.text === text)) continue;
      const content = Buffer.from(text).toString("base64");
      const sha = there ? { sha: there.sha } : {};
      try {
        await octokit.request(`PUT ${addressOf(of, path)}`, { message, content, ...sha, request: { retries: 0 } });
      } catch (error) {
        if (!isStatus(error, 403, 404, 409, 422) || isLimit(error)) throw error;
        return { is: "gone", sentence: `GitHub does not take the file ${path} (${error.status}).` };
      }
    }
    return { is: "known", value: null };
  });
