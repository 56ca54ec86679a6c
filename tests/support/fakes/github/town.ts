import { slugOf } from "~/kernel/text";
import { HOUR } from "~/kernel/time";
import { OTHER_PEOPLE, PEOPLE, TEAMS } from "../../../../prisma/seed/town";
import type { Hub } from "./hub";
import { type FakeGithub, startGithub } from "./server";
import { START } from "./world";

/** The organisation under which the demonstration's teams link their repositories. */
const ORGANISATION = "ponterosso-palio";

/** Where the demonstration's checkpoints are kept. */
export const RECORD_REPOSITORY = `${ORGANISATION}/record`;

/** Somebody whom the demonstration does not know: whoever tries the whole way, from the first sign-in, goes as her. */
const NEWCOMER = { login: "nadia-conti", name: "Nadia Conti", emails: ["nadia@conti.example"] };

/** The GitHub of the demonstration's people: the same commits at each start, and from then on the machine's clock. */
export async function startTownGithub(): Promise<FakeGithub> {
  const github = await startGithub();
  settle(github.hub);
  github.hub.repository(RECORD_REPOSITORY, { description: "The checkpoints of Ponterosso’s record" });
  github.hub.installApp(ORGANISATION).mayWrite = true;
  github.hub.setClock(() => new Date());
  return github;
}

function settle(hub: Hub): void {
  const programmers = PEOPLE.filter(({ about }) => about.startsWith("Programmer")).map(({ name }) => name);
  for (const name of [...programmers, ...OTHER_PEOPLE])
    hub.person({ login: slugOf(name), name, emails: [`${slugOf(name)}@ponterosso.example`] });
  hub.person(NEWCOMER);
  const own = `${NEWCOMER.login}/rain-on-a-map`;
  hub.repository(own, { description: "Rain, drawn street by street", licence: "EUPL-1.2", topics: ["civic-tech"] });
  hub.push(own, {
    by: NEWCOMER.login,
    message: "A start",
    files: { "README.md": "# Rain on a map\n", LICENSE: "EUPL\n" },
  });
  hub.organisation({ login: ORGANISATION, name: "Palio in Ponterosso", owners: ["ada-bianchi"] });
  const teams = [
    { name: "Contrafforte", captain: "Ada Bianchi" },
    { name: "Kerbside", captain: "Lena Hoffmann" },
    ...TEAMS.map(({ name }, place) => ({ name, captain: OTHER_PEOPLE[place] ?? "Ada Bianchi" })),
  ];
  for (const { name, captain } of teams) {
    const address = `${ORGANISATION}/${slugOf(name)}`;
    const by = slugOf(captain);
    hub.repository(address, { description: `What ${name} builds`, licence: "MIT", topics: ["civic-tech"] });
    hub.collaborator(address, by, "admin");
    const at = (hours: number) => ({ by, authoredAt: new Date(START.getTime() + hours * HOUR) });
    const readme = `# ${name}\n\nRun it with \`python main.py readings.csv\`.\n`;
    hub.push(address, { ...at(0), message: "A start", files: { "README.md": readme, LICENSE: "MIT License\n" } });
    hub.push(address, { ...at(3), message: "Read the file", files: { "main.py": "import csv\nimport sys\n" } });
    hub.push(address, {
      ...at(26),
      message: "Count what is in it",
      files: { "main.py": "import csv\nimport sys\n\nprint(sum(1 for _ in csv.reader(open(sys.argv[1]))))\n" },
    });
  }
}
