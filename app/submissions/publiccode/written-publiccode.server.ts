import type { Viewer } from "~/accounts/roles";
import { isoDay } from "~/kernel/time";
import { config } from "~/platform/config.server";
import { db } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { draftOf } from "~/submissions/draft/draft";
import { repositoryUrl } from "~/teams/repository-address";
import { type LeftToDo, leftToDo, type SoftwareFacts, writePubliccode } from "./write";

/**
 * A publiccode.yml from what a team has typed and GitHub told of its code, for a member; what it leaves to do is listed.
 * Members are named by the names that they show here, without their addresses. Null where no repository is linked.
 */
export async function writtenPubliccode(
  slug: string,
  viewer: Viewer,
): Promise<{ text: string; left: LeftToDo[] } | null> {
  const membership = await db.teamMember.findFirst({
    where: { personId: viewer.id, team: { challenge: { slug, publishedAt: { not: null } } } },
    select: {
      team: {
        select: {
          draft: { select: { content: true } },
          members: { orderBy: { joinedAt: "asc" }, select: { person: { select: { name: true } } } },
          repository: {
            select: {
              ...{ owner: true, name: true, licence: true },
              releases: { orderBy: { id: "desc" }, take: 1, select: { tag: true, publishedAt: true } },
            },
          },
        },
      },
    },
  });
  const { draft, members, repository } = found(membership).team;
  if (!repository) return null;
  const { releases, ...code } = repository;
  const { title, pitch, description, demoUrl, videoUrl } = draftOf(draft?.content);
  const facts: SoftwareFacts = {
    name: title.trim() || code.name,
    url: repositoryUrl(code, config().github.web),
    landingUrl: demoUrl,
    videoUrl,
    shortDescription: pitch,
    longDescription: description,
    licence: code.licence,
    softwareVersion: releases[0]?.tag ?? null,
    releaseDate: releases[0]?.publishedAt ? isoDay(releases[0].publishedAt) : null,
    developmentStatus: "development",
    contacts: members.map(({ person }) => ({ name: person.name })),
  };
  return { text: writePubliccode(facts), left: leftToDo(facts) };
}
