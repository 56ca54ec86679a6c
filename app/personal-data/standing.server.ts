import type { Tx } from "~/platform/database.server";
import type { Standing } from "./erasing";

const CHALLENGE = { select: { title: true, closesAt: true, resultsPublishedAt: true } } as const;

/** What still rests on a person, for `whyNotErase`. */
export async function standingOf(personId: string, tx: Tx): Promise<Standing> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: {
      isAdministrator: true,
      organisations: {
        where: { role: "owner" },
        select: {
          organisation: { select: { name: true, members: { where: { role: "owner" }, select: { personId: true } } } },
        },
      },
      chairOf: { where: { challenge: { publishedAt: { not: null } } }, select: { challenge: CHALLENGE } },
      jurorOf: { where: { leftAt: null }, select: { challenge: CHALLENGE } },
      memberships: {
        where: { team: { dissolvedAt: null } },
        select: {
          isCaptain: true,
          team: {
            select: {
              name: true,
              challenge: CHALLENGE,
              submission: { select: { withdrawnAt: true } },
              _count: { select: { members: true } },
            },
          },
        },
      },
    },
  });
  return {
    isAdministrator: person.isAdministrator,
    soleOwnerOf: person.organisations
      .filter(({ organisation }) => organisation.members.length === 1)
      .map(({ organisation }) => organisation.name),
    chairOf: person.chairOf.map(({ challenge }) => challenge),
    jurorOf: person.jurorOf.map(({ challenge }) => challenge),
    teams: person.memberships.map(({ isCaptain, team: { name, challenge, submission, _count } }) => ({
      ...{ name, challenge, isCaptain, members: _count.members },
      hasEntry: submission !== null && submission.withdrawnAt === null,
    })),
  };
}
