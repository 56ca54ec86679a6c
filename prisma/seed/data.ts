import { DescribeForm } from "~/datasets/describing/describe.schema";
import { describeDataset } from "~/datasets/describing/describe-dataset.server";
import { answerProblem } from "~/datasets/issues/answer-problem.server";
import { reportProblem } from "~/datasets/issues/report-problem.server";
import { db } from "~/platform/database.server";
import { done } from "./calendar";
import { FILES } from "./files";
import type { Town } from "./people";

type Said = {
  themes: string[];
  contactName: string;
  frequency?: string;
  temporalStart?: string;
  temporalEnd?: string;
  /** What its columns mean. */
  notes?: Record<string, string>;
};

const MOBILITY = "Office of Mobility";
const WATER = "Office of Waters and Sewers";

/** What the offices say of their data; of some of it less than one would wish. */
const SAID: Record<string, Said> = {
  drains: {
    themes: ["Environment", "Regions and cities"],
    contactName: WATER,
    frequency: "monthly",
    temporalStart: "2010",
    notes: {
      drain_id: "The number on the lid.",
      street: "The street that it lies in.",
      district: "The district, as the council draws it.",
      lon: "Degrees east, WGS 84.",
      lat: "Degrees north, WGS 84.",
      depth_m: "From the street to the bottom, in metres; empty where it was not reached.",
      pipe_mm: "Inner diameter of the pipe that leaves it, in millimetres.",
      surveyed: "The day of the last survey.",
    },
  },
  rain: {
    themes: ["Environment"],
    contactName: WATER,
    frequency: "hourly",
    notes: {
      gauge: "G1 Fornaci, G4 Porta Molino, G9 on the hill.",
      hour: "Beginning of the two hours, local time.",
      mm: "Rain in millimetres.",
    },
  },
  stops: { themes: ["Transport"], contactName: MOBILITY, frequency: "quarterly" },
  positions: { themes: ["Transport"], contactName: MOBILITY, temporalStart: "2026-10-05", temporalEnd: "2026-10-05" },
  blocks: {
    themes: ["Population and society", "Regions and cities"],
    contactName: "Office of Housing",
    frequency: "yearly",
  },
  schools: {
    themes: ["Energy", "Education, culture and sport"],
    contactName: "Office of School Buildings",
    temporalStart: "2025",
  },
  seats: { themes: ["Education, culture and sport"], contactName: "City Library" },
  bays: { themes: ["Transport"], contactName: MOBILITY, temporalStart: "2026-02-14", temporalEnd: "2026-02-14" },
};

/** Describes the city's data as its editor would; `data` maps a file's key to its dataset. */
export async function describeData(town: Town, data: Map<string, string>): Promise<void> {
  for (const { key, description, keywords } of FILES) {
    const { slug, distributions } = await db.dataset.findUniqueOrThrow({
      where: { id: data.get(key) ?? "" },
      select: { slug: true, distributions: { select: { id: true } } },
    });
    const { notes = {}, ...said } = SAID[key] ?? { themes: [], contactName: "" };
    const form = DescribeForm.parse({
      ...{ description, keywords: keywords.join(", "), spatial: "Ponterosso", accessRights: "public", ...said },
      distributionId: distributions[0]?.id,
      notes: Object.entries(notes).map(([name, text]) => ({ name, description: text })),
    });
    done(await describeDataset({ slug, ...form }, town.person("Chiara Valli")));
  }
}

const REPORTED = "storm-drains-and-manholes";

/** Two people find something wrong; the answer is the number of the first report. */
export async function reportProblems(town: Town): Promise<number> {
  const report = (more: Pick<Parameters<typeof reportProblem>[0], "kind" | "title" | "text" | "place">, by: string) =>
    reportProblem({ slug: REPORTED, ...more }, town.person(by)).then(done);
  const { number } = await report(
    {
      kind: "missing_data",
      title: "Twelve drains have no depth",
      text: "All twelve lie in two streets. Were they not opened, or are they dry?",
      place: { snapshot: null, column: "depth_m", row: null },
    },
    "Ada Bianchi",
  );
  await report(
    {
      kind: "wrong_values",
      title: "Row 7 lies in the river",
      text: "On the map it stands 40 metres off the bank. I think two digits of its longitude are swapped.",
      place: { snapshot: null, column: null, row: 7 },
    },
    "Kofi Mensah",
  );
  return number;
}

/** The office says what becomes of a report. */
export async function acknowledge(town: Town, number: number): Promise<void> {
  done(
    await answerProblem(
      {
        ...{ slug: REPORTED, number, becomes: "acknowledged", fixedIn: null },
        text: "They were under parked cars in both surveys. The crew goes back at night; the next copy will have them.",
      },
      town.person("Chiara Valli"),
    ),
  );
}
