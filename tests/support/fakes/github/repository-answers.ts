import { headFiles, languagesOf, licenceOf, sizeOf } from "./insides";
import { type FullRepository, nodeId, type ReposAnswer, recordedRepository, time, userAnswer } from "./recorded";
import { fullName, type Permission, type Repository, type World } from "./world";

type Permissions = NonNullable<FullRepository["permissions"]>;

const permissions = (permission: Permission): Permissions => ({
  admin: permission === "admin",
  maintain: permission === "admin",
  push: permission === "admin" || permission === "write",
  triage: permission === "admin" || permission === "write",
  pull: permission !== "none",
});

/** A repository as GitHub shows it to someone with this permission; null is a stranger, whom it tells of none. */
export function repositoryAnswer(world: World, repository: Repository, may: Permission | null): FullRepository {
  const { owner, parent } = repository;
  const forks = world.repositories.filter((one) => one.parent === repository && !one.isRemoved).length;
  const { organization: _, permissions: __, ...recorded } = recordedRepository(world, repository);
  const answer: FullRepository = {
    ...recorded,
    id: repository.id,
    node_id: nodeId("Repository", repository.id),
    name: repository.name,
    full_name: fullName(repository),
    owner: userAnswer(world, owner),
    private: repository.isPrivate,
    visibility: repository.isPrivate ? "private" : "public",
    description: repository.description,
    homepage: repository.homepage,
    fork: parent !== null,
    archived: repository.isArchived,
    created_at: time(repository.createdAt),
    updated_at: time(repository.updatedAt),
    pushed_at: time(repository.pushedAt),
    size: repository.size || sizeOf(headFiles(repository)),
    language: Object.keys(languagesOf(repository))[0] ?? null,
    license: licenceOf(world, repository),
    topics: repository.topics,
    default_branch: repository.defaultBranch,
    ...{ forks, forks_count: forks, network_count: forks },
    ...{ stargazers_count: 0, watchers: 0, watchers_count: 0, subscribers_count: 0 },
    ...{ open_issues: 0, open_issues_count: 0 },
  };
  if (owner.type === "Organization") answer.organization = userAnswer(world, owner);
  if (may) answer.permissions = permissions(may);
  if (!parent) return answer;
  return { ...answer, parent: smaller(world, parent), source: smaller(world, rootOf(parent)) };
}

type Smaller = NonNullable<FullRepository["parent"]>;

/** A repository within a list or another's answer: without what only its own answer tells. */
export function smaller(world: World, repository: Repository): Smaller {
  const {
    parent: _,
    source: __,
    organization: ___,
    temp_clone_token: ____,
    ...rest
  } = repositoryAnswer(world, repository, null);
  return { ...rest, has_downloads: rest.has_downloads ?? true };
}

const rootOf = (repository: Repository): Repository => (repository.parent ? rootOf(repository.parent) : repository);

export function activityAnswer(
  world: World,
  { id, type, before, after, branch, at, actor }: Repository["activity"][number],
): ReposAnswer<"listActivities">[number] {
  const NONE = "0".repeat(40);
  return {
    id,
    node_id: nodeId("Push", id),
    before: before ?? NONE,
    after: after ?? NONE,
    ref: `refs/heads/${branch}`,
    timestamp: time(at),
    activity_type: type,
    actor: userAnswer(world, actor),
  };
}

export const releaseAnswer = (
  world: World,
  repository: Repository,
  { id, tag, name, body, isPrerelease, by, at }: Repository["releases"][number],
): ReposAnswer<"listReleases">[number] => {
  const api = `${world.api}/repos/${fullName(repository)}`;
  const web = `https://github.com/${fullName(repository)}`;
  return {
    url: `${api}/releases/${id}`,
    html_url: `${web}/releases/tag/${tag}`,
    assets_url: `${api}/releases/${id}/assets`,
    upload_url: `${api}/releases/${id}/assets{?name,label}`,
    tarball_url: `${api}/tarball/${tag}`,
    zipball_url: `${api}/zipball/${tag}`,
    id,
    node_id: nodeId("Release", id),
    tag_name: tag,
    target_commitish: repository.defaultBranch,
    name,
    body,
    draft: false,
    prerelease: isPrerelease,
    created_at: time(at),
    published_at: time(at),
    author: userAnswer(world, by),
    assets: [],
  };
};
