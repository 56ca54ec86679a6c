import { slugOf } from "~/kernel/text";
import { db } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { saveDraft } from "~/submissions/drafts.server";
import { submitEntry } from "~/submissions/submit-entry.server";
import { setInvitation } from "~/teams/change-team.server";
import { joinByLink } from "~/teams/join-by-link.server";
import { linkRepository } from "~/teams/link-repository.server";
import { registerTeam } from "~/teams/register-team.server";
import { done } from "./calendar";
import { sealCodeOf } from "./code";
import type { Town } from "./people";
import { ENTRIES, OTHER_PEOPLE, TEAMS } from "./town";
import { doWork } from "./work";

export type Crew = { name: string; about: string; skills: readonly string[]; captain: string; others: string[] };

/** The crews of the city, the two that a visitor can enter first. */
export const CREWS: Crew[] = [
  {
    name: "Contrafforte",
    about: "Two evenings a week since 2024.",
    skills: ["forecasting"],
    captain: "Ada Bianchi",
    others: ["Diego Prieto"],
  },
  {
    name: "Kerbside",
    about: "We walk everything we measure.",
    skills: ["accessibility"],
    captain: "Lena Hoffmann",
    others: [],
  },
  ...TEAMS.map((team, index) => ({
    ...team,
    captain: OTHER_PEOPLE[index] ?? "",
    others: index % 2 === 0 ? [OTHER_PEOPLE[index + 6] ?? ""] : [],
  })),
].map((crew) => ({ ...crew, others: crew.others.filter((name) => name !== crew.captain) }));

/** Registers a team and has its members join by the captain's link. */
export async function form(slug: string, crew: Crew, town: Town): Promise<void> {
  const captain = town.person(crew.captain);
  const isLooking = crew.others.length === 0;
  done(
    await registerTeam(
      {
        slug,
        name: crew.name,
        about: crew.about,
        isLooking,
        skillsWanted: isLooking ? ["Python", "maps"] : [],
        rules: 1,
      },
      captain,
    ),
  );
  for (const name of crew.others) {
    const { token } = done(await setInvitation({ slug, link: "new" }, captain));
    done(await joinByLink({ token: token ?? "", rules: 1 }, town.person(name)));
  }
  done(await linkRepository({ slug, address: `ponterosso-palio/${slugOf(crew.name)}`, commit: "" }, captain));
  await knowRepository(slug, crew);
}

/**
 * What GitHub would have answered. The invented city's repositories are not on GitHub: never asked about by whoever linked
 * them, they are not asked about by the clock either.
 */
async function knowRepository(slug: string, crew: Crew): Promise<void> {
  const repository = await db.repository.findFirstOrThrow({
    where: { team: { challenge: { slug }, name: crew.name } },
    select: { id: true, linkedAt: true },
  });
  await db.repository.update({
    where: { id: repository.id },
    data: {
      state: "known",
      description: `${crew.name}: our answer to ${slug}`,
      licence: "MIT",
      languages: [
        { name: "Python", bytes: 48_210 },
        { name: "TypeScript", bytes: 12_904 },
      ],
      readme: `# ${crew.name}\n\nHow it is run stands below.\n`,
      kilobytes: 640,
      ...{ proof: "topic", provenAt: repository.linkedAt },
      defaultBranch: "main",
      headSha: sha256(`${slug} ${crew.name}`).slice(0, 40),
      refreshedAt: repository.linkedAt,
    },
  });
  await db.$executeRaw`SELECT graphile_worker.remove_job(${`repository:${repository.id}`})`;
}

/** Writes a team's entry and, where told, hands it in. Entries differ by the place of their team. */
export async function write({
  slug,
  crew,
  town,
  handsIn,
}: {
  slug: string;
  crew: Crew;
  town: Town;
  handsIn: boolean;
}): Promise<void> {
  const captain = town.person(crew.captain);
  await doWork({ slug, team: crew.name, people: [crew.captain, ...crew.others], place: CREWS.indexOf(crew) });
  const [title, pitch, description] = ENTRIES[CREWS.indexOf(crew) % ENTRIES.length] ?? ENTRIES[0] ?? ["", "", ""];
  const ties = await db.challengeDataset.findMany({
    where: { challenge: { slug } },
    orderBy: { position: "asc" },
    select: { datasetId: true },
  });
  const before = await db.submissionDraft.findFirst({
    where: { team: { challenge: { slug }, name: crew.name } },
    select: { revision: true },
  });
  const words = {
    title,
    pitch,
    description,
    demoUrl: "",
    videoUrl: "",
    datasets: ties.map(({ datasetId }) => ({
      datasetId,
      how: "Read as published; errors we found are in the README.",
    })),
  };
  const { revision } = done(await saveDraft({ slug, words, revision: before?.revision ?? 0 }, captain));
  if (!handsIn) return;
  done(await submitEntry({ slug, key: `seed-${slug}-${slugOf(crew.name)}-${revision}`, revision }, captain));
  await sealCodeOf(slug, crew.name);
}
