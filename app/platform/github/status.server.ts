import { asInstallation, installationOf } from "./app.server";
import { type Answer, asked } from "./client.server";

type Mark = { owner: string; name: string; githubId: bigint; sha: string; target: string };

/**
 * Marks a commit on GitHub as received by this site, where the App may. Asked once: what fails is not tried again here.
 * https://docs.github.com/en/rest/commits/statuses#create-a-commit-status
 */
export function postStatus({ sha, target, ...of }: Mark): Promise<Answer<null>> {
  return asked<null>(async () => {
    const installation = await installationOf(of);
    if (!installation) return { is: "gone", sentence: "The GitHub App is not installed on the repository." };
    if (!installation.mayMark) return { is: "gone", sentence: "The GitHub App may not mark commits there." };
    const octokit = await asInstallation(installation.id);
    await octokit.request(`POST /repositories/${of.githubId}/statuses/${sha}`, {
      ...{ state: "success", context: "palio", description: "Received by Palio", target_url: target },
      request: { retries: 0 },
    });
    return { is: "known", value: null };
  });
}
