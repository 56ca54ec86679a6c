import type { ChecksAnswer, ReposAnswer } from "./recorded";
import { nodeId, time, userAnswer } from "./recorded";
import { fullName, type Repository, type World } from "./world";

type CheckAnswer = ChecksAnswer["check_runs"][number];

export function checkAnswer(
  world: World,
  repository: Repository,
  { id, sha, name, conclusion, startedAt, completedAt }: Repository["checks"][number],
): CheckAnswer {
  const url = `${world.api}/repos/${fullName(repository)}/check-runs/${id}`;
  const web = `https://github.com/${fullName(repository)}/runs/${id}`;
  return {
    ...{ id, head_sha: sha, node_id: nodeId("CheckRun", id), external_id: "", url, html_url: web, details_url: web },
    ...{ name, status: conclusion === null ? "in_progress" : "completed", conclusion },
    started_at: time(startedAt),
    completed_at: completedAt && time(completedAt),
    output: { title: null, summary: null, text: null, annotations_count: 0, annotations_url: `${url}/annotations` },
    check_suite: { id },
    app: null,
    pull_requests: [],
  };
}

export function statusAnswer(
  world: World,
  repository: Repository,
  { id, sha, state, context, description, target, at, by }: Repository["statuses"][number],
): ReposAnswer<"createCommitStatus"> {
  const creator = userAnswer(world, by);
  return {
    url: `${world.api}/repos/${fullName(repository)}/statuses/${sha}`,
    avatar_url: creator.avatar_url,
    ...{ id, node_id: nodeId("Status", id), state, description, target_url: target, context },
    ...{ created_at: time(at), updated_at: time(at), creator },
  };
}
