import type { Tx } from "~/platform/database.server";
import { detectedConflicts, type Engaged, type Made } from "../conflicts";

const REPOSITORY = { select: { owner: true, name: true } } as const;

/** A person as conflicts ask, as far as one row tells; teams are those of other challenges. */
const person = (challengeId: string) =>
  ({
    select: {
      id: true,
      affiliation: true,
      organisations: { select: { organisation: { select: { id: true, name: true } } } },
      github: { select: { githubId: true, login: true } },
      memberships: {
        where: { challengeId: { not: challengeId } },
        select: { team: { select: { id: true, name: true, repository: REPOSITORY } } },
      },
    },
  }) as const;

type Row = {
  id: string;
  affiliation: string;
  organisations: { organisation: { id: string; name: string } }[];
  github: { githubId: bigint; login: string } | null;
  memberships: { team: Engaged["teams"][number] }[];
};

type Work = { githubId: bigint; owner: string; name: string };

const engaged = ({ id, github, ...row }: Row, work: Map<bigint, Work[]>): Engaged => ({
  personId: id,
  affiliation: row.affiliation,
  organisations: row.organisations.map(({ organisation }) => organisation),
  login: github?.login ?? null,
  committed: (github && work.get(github.githubId)) ?? [],
  teams: row.memberships.map(({ team }) => team),
});

/** Who committed to which repository that this site knows, by GitHub's number of their account. */
async function workOf(people: Row[], on: Tx): Promise<Map<bigint, Work[]>> {
  const ids = people.flatMap(({ github }) => github?.githubId ?? []);
  if (ids.length === 0) return new Map();
  const rows = await on.$queryRaw<Work[]>`
    SELECT DISTINCT one.github_id AS "githubId", r.owner, r.name FROM (
      SELECT github_id, repository_id FROM repository_contributor WHERE github_id = ANY(${ids}::bigint[])
      UNION SELECT github_id, repository_id FROM repository_commit WHERE github_id = ANY(${ids}::bigint[])
    ) AS one JOIN repository r ON r.id = one.repository_id ORDER BY r.owner, r.name`;
  const work = new Map<bigint, Work[]>();
  for (const row of rows) work.set(row.githubId, [...(work.get(row.githubId) ?? []), row]);
  return work;
}

export type Detected = { jurorId: string; submissionId: string } & ReturnType<typeof detectedConflicts>[number];

/** Every conflict that the site sees between the jurors of a challenge and its entries. A fixed number of queries. */
export async function detectedIn(challengeId: string, on: Tx): Promise<Detected[]> {
  const jurors = await on.juror.findMany({
    where: { challengeId, leftAt: null },
    orderBy: { number: "asc" },
    select: { id: true, person: person(challengeId) },
  });
  const entries = await on.submission.findMany({
    where: { challengeId, withdrawnAt: null },
    orderBy: { number: "asc" },
    select: {
      id: true,
      team: { select: { members: { select: { person: person(challengeId) } }, repository: REPOSITORY } },
      versions: { orderBy: { number: "desc" }, take: 1, select: { seal: REPOSITORY } },
    },
  });
  const people = [
    ...jurors.map(({ person }) => person),
    ...entries.flatMap(({ team }) => team.members.map(({ person }) => person)),
  ];
  const work = await workOf(people, on);
  const panel = jurors.map(({ id, person }) => ({ jurorId: id, juror: engaged(person, work) }));
  return entries.flatMap(({ id: submissionId, team, versions }) => {
    const made: Made = {
      members: team.members.map(({ person }) => engaged(person, work)),
      repositories: [team.repository, versions[0]?.seal].flatMap((of) => of ?? []),
    };
    return panel.flatMap(({ jurorId, juror }) =>
      detectedConflicts(juror, made).map((conflict) => ({ jurorId, submissionId, ...conflict })),
    );
  });
}
