import type { Viewer } from "~/accounts/roles";
import { slugOf } from "~/kernel/text";
import { db } from "~/platform/database.server";
import { OTHER_JURORS, OTHER_PEOPLE, PEOPLE } from "./town";

export type City = { id: string; slug: string; name: string };
export type Town = { city: City; person: (name: string) => Viewer; email: (name: string) => string };

/** Makes the organisation and everyone in it. The first eight people are the ones a visitor can enter as. */
export async function settle(): Promise<Town> {
  const city = await db.organisation.create({
    data: {
      slug: "ponterosso",
      name: "City of Ponterosso",
      about:
        "An invented city of 180,000 people, two rivers and one hill. Its offices post their problems here, with the data that belong to them, and answer for what they do with the results.",
      website: "https://ponterosso.example",
      contact: "palio@ponterosso.example",
      timeZone: "Europe/Rome",
    },
    select: { id: true, slug: true, name: true },
  });
  const names = [...PEOPLE, ...[...OTHER_JURORS, ...OTHER_PEOPLE].map((name) => ({ name, about: "", skills: [] }))];
  const viewers = new Map<string, Viewer>();
  for (const { name, about, skills } of names) {
    const person = await db.person.create({
      data: {
        name,
        about,
        skills: [...skills],
        email: `${slugOf(name)}@ponterosso.example`,
        handle: slugOf(name),
        isDemonstration: true,
        isAdministrator: name === "Rosa Lentini",
      },
    });
    viewers.set(name, {
      id: person.id,
      sessionId: "",
      name,
      handle: person.handle,
      isAdministrator: person.isAdministrator,
      organisations: [],
    });
  }
  const town = {
    city,
    person: (name: string): Viewer => {
      const viewer = viewers.get(name);
      if (!viewer) throw new Error(`nobody in Ponterosso is called ${name}`);
      return viewer;
    },
    email: (name: string) => `${slugOf(name)}@ponterosso.example`,
  };
  const editor = town.person("Chiara Valli");
  editor.organisations = [{ ...city, role: "owner" }];
  await db.organisationMember.create({ data: { organisationId: city.id, personId: editor.id, role: "owner" } });
  return town;
}
