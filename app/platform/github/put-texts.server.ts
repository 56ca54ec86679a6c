import { z } from "zod";
import { asInstallation, installationOf } from "./app.server";
import { type Answer, asked, isLimit, isStatus, orNone } from "./client.server";

/** A text for a file of a repository; one that lies there is written over only where it is replaced. */
type Text = { path: string; text: string; message: string; isReplaced: boolean };

const There = z.object({ sha: z.string(), content: z.string() });

/**
 * Commits texts to the default branch of a repository through the GitHub App, one commit each. What lies there as it should
 * is left alone, so that all of it may be asked again.
 * https://docs.github.com/en/rest/repos/contents#create-or-update-file-contents
 */
export function putTexts(of: { owner: string; name: string }, texts: Text[]): Promise<Answer<null>> {
  return asked<null>(async () => {
    const installation = await installationOf({ ...of, githubId: null });
    if (!installation) return { is: "gone", sentence: "The GitHub App is not installed on the repository." };
    if (!installation.mayWrite) return { is: "gone", sentence: "The GitHub App may not write contents there." };
    const octokit = await asInstallation(installation.id);
    for (const { path, text, message, isReplaced } of texts) {
      const at = `/repos/${of.owner}/${of.name}/contents/${path}`;
      const found = await orNone(octokit.request(`GET ${at}`));
      const there = found && There.parse(found.data);
      if (there && (!isReplaced || Buffer.from(there.content, "base64").toString("utf8") === text)) continue;
      const content = Buffer.from(text).toString("base64");
      const sha = there ? { sha: there.sha } : {};
      try {
        await octokit.request(`PUT ${at}`, { message, content, ...sha, request: { retries: 0 } });
      } catch (error) {
        if (!isStatus(error, 403, 404, 409, 422) || isLimit(error)) throw error;
        return { is: "gone", sentence: `GitHub does not take the file ${path} (${error.status}).` };
      }
    }
    return { is: "known", value: null };
  });
}
