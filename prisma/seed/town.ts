import type { Seeded } from "./problems";
/** The invented city of Ponterosso: its people, its problems, and what teams made of them. All of it is made up. */
export const PEOPLE = [
  {
    name: "Chiara Valli",
    about: "City editor: writes and publishes challenges for the City of Ponterosso.",
    skills: [],
  },
  { name: "Marta Orsini", about: "Jury chair: invites jurors, assigns entries, closes judging.", skills: [] },
  {
    name: "Tommaso Greco",
    about: "Juror: a bus driver for eleven years, now in traffic control.",
    skills: ["operations"],
  },
  { name: "Ines Ferri", about: "Juror: teaches statistics at the technical institute.", skills: ["statistics"] },
  { name: "Ada Bianchi", about: "Programmer: captain of Contrafforte.", skills: ["Python", "forecasting"] },
  { name: "Kofi Mensah", about: "Programmer: looks for a team, likes maps.", skills: ["TypeScript", "maps"] },
  { name: "Lena Hoffmann", about: "Programmer: captain of Kerbside.", skills: ["Rust", "accessibility"] },
  { name: "Rosa Lentini", about: "Administrator: keeps this installation.", skills: [] },
] as const;

export const OTHER_JURORS = ["Paolo Conti", "Sofia Marin"] as const;

/** Captains of the other teams; each leads the team of the same place in TEAMS. */
export const OTHER_PEOPLE = [
  "Bruno Salis",
  "Mei Tanaka",
  "Elif Yilmaz",
  "Jonas Berg",
  "Priya Nair",
  "Luca Riva",
  "Hana Novak",
  "Diego Prieto",
  "Anna Kowal",
  "Samir Haddad",
  "Greta Lind",
  "Omar Said",
] as const;

export const TEAMS = [
  { name: "Anemone", about: "Two hydrologists and a phone.", skills: ["hydrology"] },
  { name: "Via Larga", about: "Neighbours from Le Fornaci.", skills: ["design", "Italian"] },
  { name: "Rete Fitta", about: "We met at the library.", skills: ["R", "statistics"] },
  { name: "Zero Decimali", about: "Plain numbers, plain words.", skills: [] },
  { name: "Ultimo Metro", about: "Commuters who got tired of waiting.", skills: ["Kotlin"] },
  { name: "Lampione", about: "Students of the technical institute.", skills: ["Go"] },
] as const;

export const RULES = `Entries are handed in on this site before the deadline, by the server's clock. A later version replaces an earlier one; the last one received counts.

Each entry is scored by jurors who do not know the others' scores, against the criteria published here. The criteria do not change.

A juror who has worked with a team, or for its employer, does not score it. Every team receives the scores and the reasons.

The rules change only as a new version, with its reason and everyone's renewed consent. Deadlines are only ever extended, and for everyone.`;

/** What teams hand in: title, pitch, description. */
export const ENTRIES: [string, string, string][] = [
  [
    "A bucket with a leak",
    "Each place is a bucket with a leak. Years of readings give every bucket its size; today's readings give the tap.",
    "We treat each place as a **bucket with a leak**. What remains is a small model per place that an engineer can read on one page.\n\n- Fitted in four minutes on a laptop\n- One container, no service to rent\n- Says *I do not know* where readings are missing\n\nWhere there is no sensor we borrow the leak of the nearest ones and widen the interval to say so.",
  ],
  [
    "Ask the neighbours",
    "The best forecast for one place is what its neighbours did an hour ago.",
    "A graph of neighbours, learned from the data, and nothing else. The README shows the three cases where it fails and why.\n\n| week | off by |\n|---|---|\n| quiet | 4% |\n| busy | 11% |",
  ],
  [
    "Paper first",
    "A method that fits on one sheet, and a program that follows the sheet.",
    "We wrote the method on paper first and gave it to two people who run the service today. The program follows the sheet line by line; each line of the output names the line of the sheet.",
  ],
  [
    "Three simple rules",
    "Three rules, weighed by how often each was right last month.",
    "Rule one looks at yesterday, rule two at the weather, rule three at the calendar. Their weights move slowly and are shown. We report 31 wrong rows in the data, with corrections.",
  ],
  [
    "Honest intervals",
    "An interval first, a number second.",
    "We calibrate intervals by conformal prediction and show how often they held, by hour and by district. There is a health page and a manual.",
  ],
  [
    "Listen at night",
    "Small signals are clearest when the city is quiet.",
    "We learn the baseline at night, when little happens, and look at the difference by day. It needs 200 MB of memory and no network.",
  ],
  [
    "Ask the people who know",
    "The caretaker, the driver and the librarian each know one rule. We wrote down forty.",
    "Forty rules from twelve conversations, each with the name of the office it came from, and a program that says which one fired. Where two rules disagree it says so and stays silent.",
  ],
  [
    "Small and boring",
    "A table of averages by hour and weekday, kept up to date, and nothing that can break at night.",
    "It is a table. It beats two cleverer things that we built first; both are in the repository with the comparison. It runs in 12 MB.",
  ],
];

export const FEEDBACK = [
  "The model is honest about what it does not know, and the one-page sheet is what an operator needs at night. It would score higher if the README named the versions it was tried with.",
  "It installs in under an hour and runs without the network. Explain the second figure: two of us read it in opposite ways.",
  "The idea is simple and well argued. The errors found in the data are useful to the steward; please send the corrections too.",
  "Works as described on the cases we tried. Add one example of a day on which it was wrong, and say what an operator should do then.",
] as const;

export const QUESTIONS: [question: string, answer: string | null][] = [
  [
    "May we use a weather forecast from outside the city?",
    "Yes, if its licence lets the city go on using it. Say which one in the README.",
  ],
  [
    "Some readings are exactly 0.00 for days. Are they broken or true?",
    "They are missing readings, written as zero by an old logger. Treat them as missing; the steward will mark them.",
  ],
  ["Can a team member live outside the country?", "Yes. The rules ask for age, not for a passport."],
  ["Will the city keep publishing these data after the prize?", null],
];

/** What the drains are scored by in their second round. */
export const ON_THE_NIGHT: Seeded["criteria"] = [
  [
    "Holds in the control room",
    100,
    "Run beside the operators for one night.",
    [
      "Stops, or is switched off.",
      "Runs, and the operators look elsewhere.",
      "The operators act on it once they have checked it.",
      "The operators act on it, and say what they would change.",
    ],
  ],
];
