import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import path from "node:path";
import { blobHash, treeIdOf } from "~/submissions/seal/git-tree";
import { archiveOf as packed } from "../../../prisma/seed/archive";

type Recorded = { path: string; response: { [key: string]: unknown } };
const recorded = JSON.parse(
  readFileSync(
    path.resolve("node_modules/@octokit/fixtures/scenarios/api.github.com/get-repository/normalized-fixture.json"),
    "utf8",
  ),
) as Recorded[];

type Fake = {
  repository: { [key: string]: unknown };
  /** Null: GitHub has no list of them. */
  languages: Record<string, number> | null;
  /** The newest commit first. Empty: the repository has none. */
  commits: string[];
  /** Commits that the repository's network holds and no branch leads to, as a fork's are. */
  strays: string[];
  /** What every commit holds. */
  files: Record<string, string>;
};

/** What the fake answers to everything while it is set: 404, 403 with a wait, 500, or words that are no JSON. */
export type Trouble = "none" | "gone" | "limited" | "down" | "babble" | "private";

export type FakeGithub = {
  url: string;
  repositories: Map<string, Fake>;
  trouble: Trouble;
  /** The paths that were asked for, in order. */
  asked: string[];
  add(fullName: string, changes?: Partial<Fake>): void;
  stop(): Promise<void>;
};

export const SHA = (digit: string): string => digit.repeat(40).slice(0, 40);

/** A server on loopback that answers GitHub's REST calls for repositories in the shape that octokit recorded. */
export async function startGithub(): Promise<FakeGithub> {
  const repositories = new Map<string, Fake>();
  const server: Server = createServer((request, response) => {
    const url = decodeURIComponent((request.url ?? "").split("?")[0] ?? "");
    fake.asked.push(url);
    if (url.startsWith("/codeload/")) {
      const [, , owner, name] = url.split("/");
      void archiveOf(fake.repositories.get(`${owner}/${name}`.toLowerCase())?.files ?? {}).then((bytes) =>
        response.writeHead(200, { "content-type": "application/x-gzip" }).end(bytes),
      );
      return;
    }
    const [status, body, headers] = answer(fake, url);
    response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const fake: FakeGithub = {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    repositories,
    trouble: "none",
    asked: [],
    add(fullName, changes = {}) {
      const [login = "", name = ""] = fullName.split("/");
      const of = recorded[0]?.response ?? {};
      repositories.set(fullName.toLowerCase(), {
        languages: { JavaScript: 1200, TypeScript: 48000 },
        commits: [SHA("a1"), SHA("b2")],
        strays: [],
        files: { "README.md": "# Buckets\n", "src/leak.py": "print('drip')\n" },
        ...changes,
        repository: {
          ...of,
          name,
          full_name: fullName,
          owner: { ...(of.owner as object), login },
          license: { key: "eupl-1.2", name: "European Union Public License 1.2", spdx_id: "EUPL-1.2", node_id: "" },
          description: "Buckets with a leak",
          default_branch: "main",
          ...changes.repository,
        },
      });
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

const treeOf = (files: Record<string, string>): string =>
  treeIdOf(
    Object.entries(files).map(([file, text]) => ({
      path: file,
      mode: "100644",
      blob: blobHash(Buffer.byteLength(text)).update(text).digest("hex"),
    })),
  );

/** An archive in the folder that the fake puts around each commit. */
export const archiveOf = (files: Record<string, string | Uint8Array>, more?: Parameters<typeof packed>[2]) =>
  packed("owner-name-a1a1a1a", files, more);

type Reply = [number, unknown, Record<string, string>?];
const NOT_FOUND: Reply = [
  404,
  { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" },
];

function answer(fake: FakeGithub, url: string): Reply {
  if (fake.trouble === "gone") return NOT_FOUND;
  if (fake.trouble === "down") return [503, { message: "Service unavailable" }];
  if (fake.trouble === "babble") return [200, "<html>not json</html>"];
  if (fake.trouble === "limited")
    return [
      403,
      { message: "You have exceeded a secondary rate limit." },
      { "retry-after": "60", "x-ratelimit-remaining": "0" },
    ];
  const [, , owner, name, what, ref] = url.split("/");
  const known = fake.repositories.get(`${owner}/${name}`.toLowerCase());
  if (!known) return NOT_FOUND;
  if (what === undefined) return [200, { ...known.repository, private: fake.trouble === "private" }];
  if (what === "languages") return known.languages ? [200, known.languages] : NOT_FOUND;
  if (what === "branches") return [200, [{ name: known.repository.default_branch }]];
  if (what === "tarball") return [302, "", { location: `${fake.url}/codeload/${owner}/${name}/${ref}` }];
  if (what === "compare") {
    const isLed = known.commits.some((commit) => ref?.endsWith(`...${commit}`));
    return [200, { status: isLed ? "behind" : "diverged" }];
  }
  if (what !== "commits" || ref === undefined) return NOT_FOUND;
  if (known.commits.length === 0) return [409, { message: "Git Repository is empty.", status: "409" }];
  const isBranch = ref === known.repository.default_branch;
  const sha = isBranch
    ? known.commits[0]
    : [...known.commits, ...known.strays].find((commit) => commit.startsWith(ref));
  return sha
    ? [200, { sha, files: [], commit: { tree: { sha: treeOf(known.files) } } }]
    : [422, { message: `No commit found for SHA: ${ref}`, status: "422" }];
}
