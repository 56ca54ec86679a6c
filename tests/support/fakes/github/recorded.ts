import { readFileSync } from "node:fs";
import path from "node:path";
import type { Octokit } from "octokit";
import type { Instant } from "~/kernel/time";
import { type Account, fullName, type Repository, type World } from "./world";

type Rest = Octokit["rest"];
/**
 * What a method of Octokit answers. Its types are made from GitHub's OpenAPI description, so that the type checker
 * holds every answer of this fake against that.
 */
type Data<Method> = Method extends (...asked: never[]) => Promise<{ data: infer Answer }> ? Answer : never;
export type ReposAnswer<Name extends keyof Rest["repos"]> = Data<Rest["repos"][Name]>;
export type AppsAnswer<Name extends keyof Rest["apps"]> = Data<Rest["apps"][Name]>;
export type UsersAnswer<Name extends keyof Rest["users"]> = Data<Rest["users"][Name]>;
export type TreeAnswer = Data<Rest["git"]["getTree"]>;
export type ChecksAnswer = Data<Rest["checks"]["listForRef"]>;
export type LicenceAnswer = Data<Rest["licenses"]["getForRepo"]>;
export type LimitAnswer = Data<Rest["rateLimit"]["get"]>;

export type FullRepository = ReposAnswer<"get">;
export type SimpleUser = FullRepository["owner"];

const scenario = "node_modules/@octokit/fixtures/scenarios/api.github.com/get-repository/normalized-fixture.json";
const [{ response }] = JSON.parse(readFileSync(path.resolve(scenario), "utf8")) as [{ response: FullRepository }];
const REPOSITORY = JSON.stringify(response);
const OWNER = JSON.stringify(response.owner);

/** The answer that Octokit recorded for GET /repos/{owner}/{repo}, with this repository's addresses. */
export const recordedRepository = (world: World, repository: Repository): FullRepository =>
  JSON.parse(
    REPOSITORY.replaceAll(response.full_name, fullName(repository)).replaceAll("https://api.github.com", world.api),
  );

/** An account as it stands within other answers. */
export function userAnswer(world: World, { id, login, type }: Account): SimpleUser {
  const recorded: SimpleUser = JSON.parse(
    OWNER.replaceAll(response.owner.login, login).replaceAll("https://api.github.com", world.api),
  );
  return { ...recorded, id, node_id: nodeId("User", id), avatar_url: avatar(id), type };
}

const avatar = (id: number): string => `https://avatars.githubusercontent.com/u/${id}?v=4`;

/** GitHub's second kind of id, which nobody reads a meaning out of. */
export const nodeId = (kind: string, id: number | string): string => Buffer.from(`0:${kind}${id}`).toString("base64");

/** "2026-03-02T09:00:00Z": GitHub tells no fractions of a second. */
export const time = (at: Instant): string => `${at.toISOString().slice(0, 19)}Z`;
