import { randomUUID } from "node:crypto";
import type { Viewer } from "~/accounts/roles";
import { type Draft, EMPTY, type Section } from "~/challenges/draft";
import { draftForEditor, saveSection, startChallenge } from "~/challenges/drafts.server";
import { publishChallenge } from "~/challenges/publish-challenge.server";
import { signPledge } from "~/challenges/sign-pledge.server";
import type { Result } from "~/kernel/result";
import { slugOf } from "~/kernel/text";
import { DAY, HOUR, toLocalInput } from "~/kernel/time";
import { db, now } from "~/platform/database.server";

/** The value of a result that must be fine. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}: ${result.refusal.message}`);
  return result.value;
}

const unique = () => randomUUID().slice(0, 8);

/** A signed-in person with nothing but a name. */
export async function aPerson(
  name = "Ada Prova",
  more: { affiliation?: string; isAdministrator?: boolean } = {},
): Promise<Viewer & { email: string }> {
  const handle = `${slugOf(name)}-${unique()}`;
  const email = `${handle}@example.org`;
  const person = await db.person.create({ data: { name, handle, email, ...more } });
  return {
    id: person.id,
    sessionId: randomUUID(),
    name,
    handle,
    email,
    isAdministrator: person.isAdministrator,
    organisations: [],
  };
}

export type City = { organisation: { id: string; slug: string; name: string }; editor: Viewer };

/** An organisation with an editor. */
export async function aCity(name = "Prova"): Promise<City> {
  const organisation = await db.organisation.create({
    data: { name, slug: `${slugOf(name)}-${unique()}`, timeZone: "Europe/Rome" },
  });
  const editor = await aColleague({ organisation }, "editor");
  return { organisation, editor };
}

/** Somebody who works for the city in a role. */
export async function aColleague(
  { organisation }: Pick<City, "organisation">,
  role: "owner" | "editor" | "viewer",
): Promise<Viewer> {
  const person = await aPerson(`Edda ${role}`);
  await db.organisationMember.create({ data: { organisationId: organisation.id, personId: person.id, role } });
  return {
    ...person,
    organisations: [{ id: organisation.id, slug: organisation.slug, name: organisation.name, role }],
  };
}

/** A dataset of the city with a clear licence and one small CSV distribution that has no stored copy. */
export async function aDataset({ organisation }: Pick<City, "organisation">, title = "Storm drains") {
  return db.dataset.create({
    data: {
      organisationId: organisation.id,
      title,
      slug: `${slugOf(title)}-${unique()}`,
      licenceRaw: "CC-BY-4.0",
      licenceId: "CC-BY-4.0",
      licenceOpen: true,
      distributions: { create: { position: 0, title: "CSV", format: "CSV", url: "https://example.org/drains.csv" } },
    },
  });
}

type Dates = { opensIn?: number; lasts?: number };

/** A draft that lacks nothing: every section written, a dataset without a copy suggested, the pledge signed. Opens in an hour and lasts a month unless told. */
export async function aReadyDraft(
  city: City,
  { opensIn = HOUR, lasts = 30 * DAY }: Dates = {},
  changes: { [S in Section]?: Partial<Draft[S]> } = {},
): Promise<string> {
  const { slug } = must(
    await startChallenge(
      { title: "Drains that warn", theme: "water", organisationId: city.organisation.id },
      city.editor,
    ),
  );
  const dataset = await aDataset(city);
  const start = (await now()).getTime();
  const local = (milliseconds: number) => toLocalInput(new Date(start + opensIn + milliseconds), "Europe/Rome");
  const written: Omit<Draft, "pledge"> & { pledge: Omit<Draft["pledge"], "signedByName" | "signedById" | "signedAt"> } =
    {
      basics: {
        title: "Drains that warn",
        theme: "water",
        contact: "drains@example.org",
        summary: "Say an hour ahead which drains will overflow, from eleven years of readings.",
        brief: "When forty millimetres fall in an hour the sewers fill. ".repeat(6),
      },
      data: { datasets: [{ datasetId: dataset.id, role: "suggested", note: "" }] },
      prizes: {
        prizes: [
          { title: "First", kind: "money", amount: "10,000", currency: "EUR", inKind: "" },
          { title: "Second", kind: "kind", amount: "", currency: "EUR", inKind: "A year of hosting" },
        ],
      },
      rules: {
        text: "Entries are judged on the sealed storms. ".repeat(4),
        eligibility: "Anyone of age, anywhere.",
        rights: "team-keeps",
        code: EMPTY.rules.code,
        ties: EMPTY.rules.ties,
        minTeam: "1",
        maxTeam: "3",
      },
      criteria: {
        reviewsPerEntry: "2",
        criteria: [
          {
            title: "Warns in time",
            description: "Replayed.",
            weight: "60",
            levels: ["Too late.", "Beats the threshold.", "An hour ahead.", "An hour, nine in ten."].map(
              (sentence) => ({ sentence }),
            ),
          },
          {
            title: "Explains itself",
            description: "",
            weight: "40",
            levels: ["A number.", "A sensor.", "A cause.", "A decision."].map((sentence) => ({ sentence })),
          },
        ],
        second: EMPTY.criteria.second,
      },
      calendar: {
        timeZone: "Europe/Rome",
        opensAt: local(0),
        closesAt: local(lasts),
        judgingEndsAt: local(lasts + 14 * DAY),
        resultsDueAt: local(lasts + 20 * DAY),
        decisionDueAt: local(lasts + 40 * DAY),
      },
      pledge: {
        ownerName: "Livia Fontana",
        ownerRole: "Director of Water",
        upkeep: "All datasets are kept up.",
        upkeepUntil: "2030-12-31",
        decision: "Adopt, pilot, procure or decline.",
        money: "Resolution 214, in the budget.",
        path: "A pilot at Porta Molino.",
      },
    };
  const { revisions } = await draftForEditor(slug, city.editor);
  for (const section of Object.keys(written) as Section[]) {
    must(
      await saveSection(
        {
          slug,
          section,
          content: { ...written[section], ...changes[section] } as Partial<Draft[Section]>,
          revision: revisions[section] ?? 0,
        },
        city.editor,
      ),
    );
  }
  must(await signPledge({ slug, signedByName: "Livia Fontana" }, city.editor));
  return slug;
}

/** A published challenge, announced and opening in an hour unless told. */
export async function aPublishedChallenge(
  city: City,
  dates: Dates = {},
  changes: { [S in Section]?: Partial<Draft[S]> } = {},
) {
  const slug = await aReadyDraft(city, dates, changes);
  must(await publishChallenge(slug, city.editor));
  return db.challenge.findUniqueOrThrow({ where: { slug } });
}

/** A challenge that takes entries now: opened a minute ago (the calendar is written in whole minutes). */
export const anOpenChallenge = (city: City, lasts = 30 * DAY, changes: { [S in Section]?: Partial<Draft[S]> } = {}) =>
  aPublishedChallenge(city, { opensIn: -60_000, lasts }, changes);
