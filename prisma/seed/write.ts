import { type Draft, EMPTY, type Section } from "~/challenges/draft";
import { draftForEditor, saveSection, startChallenge } from "~/challenges/drafts.server";
import { publishChallenge } from "~/challenges/publish-challenge.server";
import { signPledge } from "~/challenges/sign-pledge.server";
import { addUploadedDataset } from "~/datasets/add-dataset.server";
import { isTheme } from "~/ui/heraldry";
import { done, type Story } from "./calendar";
import { FILES } from "./files";
import type { Town } from "./people";
import type { Seeded } from "./problems";
import { ON_THE_NIGHT, RULES } from "./town";

const EDITOR = "Chiara Valli";

/** Adds the city's data; the answer maps a file's key to its dataset. */
export async function publishData(town: Town): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { key, text, ...file } of FILES) {
    const upload = {
      ...file,
      organisationId: town.city.id,
      bytes: Buffer.from(text),
      licenceId: "CC-BY-4.0",
    };
    ids.set(key, done(await addUploadedDataset(upload, town.person(EDITOR))).datasetId);
  }
  return ids;
}

type Writing = { problem: Seeded; town: Town; data: Map<string, string>; story: Story };

const rubricOf = (criteria: Seeded["criteria"]): Draft["criteria"]["criteria"] =>
  criteria.map(([title, weight, description, levels]) => ({
    ...{ title, weight: String(weight), description },
    levels: levels.map((sentence) => ({ sentence })),
  }));

/** Writes a challenge's draft, section by section, as an editor would. */
export async function writeChallenge({ problem, town, data, story }: Writing): Promise<string> {
  const editor = town.person(EDITOR);
  const theme = isTheme(problem.theme) ? problem.theme : "heritage";
  const { slug } = done(await startChallenge({ title: problem.title, theme, organisationId: town.city.id }, editor));
  const [opens, closes, judged, results, decided] = problem.days;
  const { local } = story;
  const written: { [S in Section]?: Partial<Draft[S]> } = {
    basics: {
      title: problem.title,
      summary: problem.summary,
      brief: problem.brief,
      theme,
      division: problem.arms.division,
      colour: problem.arms.colour,
      contact: "palio@ponterosso.example",
    },
    data: {
      datasets: problem.datasets.map((key, index) => ({
        datasetId: data.get(key) ?? "",
        role: index === 0 ? "required" : "suggested",
        note: "",
      })),
    },
    prizes: {
      prizes: problem.prizes.map(([title, amount]) => ({ title, kind: "money", amount, currency: "EUR", inKind: "" })),
    },
    rules: {
      text: problem.brief === "" ? "" : RULES,
      eligibility: "Anyone of age, alone or in a team, from anywhere.",
      rights: "team-keeps",
      code: { ...EMPTY.rules.code, ...problem.code },
      // The challenge that is with its jury is judged blind.
      blind: problem.title.startsWith("Cold schools") ? "on" : "",
      // Shared, not drawn: lots would have the ranking wait for a day that the story has no room for.
      ties: { ...EMPTY.rules.ties, priority: "1", last: "shared" },
      minTeam: "1",
      maxTeam: "5",
    },
    criteria: {
      reviewsPerEntry: "3",
      criteria: rubricOf(problem.criteria),
      second: {
        ...{ reviewsPerEntry: "4", rule: "top", value: "3" },
        criteria: problem.title.startsWith("Drains") ? rubricOf(ON_THE_NIGHT) : [],
      },
    },
    calendar: {
      timeZone: "Europe/Rome",
      opensAt: local(opens, 9),
      closesAt: local(closes, 18),
      judgingEndsAt: local(judged, 18),
      resultsDueAt: local(results, 12),
      decisionDueAt: local(decided, 12),
    },
  };
  if (problem.path !== "") {
    written.pledge = {
      ownerName: "Livia Fontana",
      ownerRole: "Director of Services",
      upkeep: "The datasets named here are kept up until the day below; readings are never older than a month.",
      upkeepUntil: local(decided + 300, 12).slice(0, 10),
      decision: "Adopt, pilot, procure or decline, with reasons, for each awarded entry.",
      money: "Prizes and a pilot are in this year's budget, resolution 214.",
      path: problem.path,
    };
  }
  const { revisions } = await draftForEditor(slug, editor);
  for (const section of Object.keys(written) as Section[]) {
    done(
      await saveSection(
        { slug, section, content: written[section] as Partial<Draft[Section]>, revision: revisions[section] ?? 0 },
        editor,
      ),
    );
  }
  return slug;
}

/** Signs and publishes a written draft, and names its chair. */
export async function publishWritten(slug: string, town: Town): Promise<void> {
  done(await signPledge({ slug, signedByName: "Livia Fontana" }, town.person(EDITOR)));
  done(await publishChallenge(slug, town.person(EDITOR)));
}
