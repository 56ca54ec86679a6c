import type { TypedCodeRules } from "~/challenges/code-rules";

/** The challenges of the invented city of Ponterosso. All of it is made up. */
export type Seeded = {
  title: string;
  theme: string;
  /** What the staff chose of the banner; the address gives the rest. */
  arms: { division: string; colour: string };
  summary: string;
  brief: string;
  prizes: [title: string, amount: string][];
  criteria: [title: string, weight: number, description: string, levels: string[]][];
  datasets: string[];
  /** Where its rules ask something else of code than the form begins with. */
  code?: Partial<TypedCodeRules>;
  /** Days from today: opens, closes, judging ends, results due, decision due. */
  days: [number, number, number, number, number];
  path: string;
};

const RUN_BY_US: [string, number, string, string[]] = [
  "Can be run by us",
  25,
  "The office has two engineers and one server.",
  [
    "Needs a service that the city would have to rent for ever.",
    "Runs from a container after help from the authors.",
    "An engineer installs it in a day from the README alone.",
    "Installed in an hour, with its own health page and a manual in Italian.",
  ],
];
const EXPLAINS: [string, number, string, string[]] = [
  "Explains itself",
  20,
  "Somebody must act on it at three in the morning.",
  [
    "A number without a reason.",
    "Names the one thing that mattered most.",
    "Shows the place, the cause and the last time it happened.",
    "Somebody who never saw it before decides rightly in two minutes.",
  ],
];
const BETTER_DATA: [string, number, string, string[]] = [
  "Leaves the data better",
  15,
  "Errors found in the datasets and reported.",
  [
    "Works around errors silently.",
    "Lists errors in the README.",
    "Reports them with rows.",
    "Sends corrections that the steward has accepted.",
  ],
];

export const CHALLENGES: Record<"drains" | "buses" | "homes" | "schools" | "library" | "parking" | "sleep", Seeded> = {
  drains: {
    title: "Drains that warn before they flood",
    theme: "water",
    arms: { division: "per-fess", colour: "azure" },
    summary:
      "The river quarter floods four times a year, always from the drains and never from the river. The readings that could have warned us are public. Nobody has read them together.",
    brief: `When forty millimetres fall in an hour, the brick sewers under Le Fornaci fill before the pumps at Porta Molino are told to start. By the time a duty officer sees the level, water stands in the cellars of Via dei Cordai.

We have surveyed drains, level readings and rain from nine gauges. We want a program that says, an hour ahead, **which drains will overflow, how sure it is, and why**.

### What a good entry does

It reads the open data, gives each drain a probability for the next hour, and shows an operator the reason in one line. It runs on one machine without a contract with anyone.

### What we do not ask for

No new sensors, no hydraulic model of the whole city, no pitch. The jury reads code, replays storms and talks to the operators who tried it.`,
    prizes: [
      ["First", "10,000"],
      ["Second", "5,000"],
      ["Third, or best by students", "3,000"],
    ],
    criteria: [
      [
        "Warns in time",
        40,
        "Replayed on storms that nobody has seen.",
        [
          "Warns after the street is wet, or floods the operators with false alarms.",
          "Beats the fixed threshold used today on at least half of the storms.",
          "Sixty minutes’ warning on most storms, fewer than one false alarm in four.",
          "Sixty minutes on nine storms in ten, and says when it does not know.",
        ],
      ],
      RUN_BY_US,
      EXPLAINS,
      BETTER_DATA,
    ],
    datasets: ["drains", "rain"],
    code: { licence: "listed", licences: "EUPL-1.2, AGPL-3.0-or-later, MIT", cureDays: "5" },
    days: [-28, 18, 39, 46, 60],
    path: "A pilot at Porta Molino. If it holds for one winter, a contract without a new tender.",
  },
  buses: {
    title: "Buses that say when they will really come",
    theme: "mobility",
    arms: { division: "quarterly", colour: "gules" },
    summary:
      "Stops promise five minutes and mean fifteen. Vehicle positions are open; the city will run the best estimate on its stop displays.",
    brief: `The displays at our stops count down to the timetable, not to the bus. People stop believing them by the third morning.

Positions of every bus are published each half minute. We ask for an **arrival estimate that is honest about its error**, for every stop, from these positions alone.

### What a good entry does

It says "in 4 to 7 minutes" and is right nine times in ten. It notices a diversion within three buses. It says nothing when it knows nothing.

### What we do not ask for

An app. The displays are the app.`,
    prizes: [
      ["First", "8,000"],
      ["Second", "4,000"],
    ],
    criteria: [
      [
        "Right at the stop",
        55,
        "Compared with a month of arrivals kept aside.",
        [
          "Worse than the timetable.",
          "Better than the timetable on most lines.",
          "Inside its own interval eight times in ten.",
          "Inside its own interval nine times in ten, with intervals under five minutes.",
        ],
      ],
      RUN_BY_US,
      EXPLAINS,
    ],
    datasets: ["stops", "positions"],
    days: [-35, 4, 25, 32, 46],
    path: "The best estimate runs on 40 displays from January; on all 212 if complaints fall by a third.",
  },
  homes: {
    title: "Empty homes, counted fairly",
    theme: "housing",
    arms: { division: "chevron", colour: "tenne" },
    summary: "Tell an empty home from a quiet one using water, power and waste readings that name nobody.",
    brief: `The council argues about empty homes with numbers from 2011. The utilities publish readings by block, never by door, rounded so that nobody can be named.

We ask for a **count by block with its uncertainty**, and a method that a councillor can follow on paper.

### What a good entry does

It separates a second home from a vacant one where the data allow, says plainly where they do not, and would give the same count again next year.

### What we do not ask for

Lists of addresses. An entry that can point at a door is disqualified.`,
    prizes: [
      ["First", "12,000"],
      ["For a method explained on one page", "8,000"],
    ],
    criteria: [
      [
        "Counts fairly",
        50,
        "Compared with a census of three blocks.",
        [
          "Off by more than half.",
          "Off by a third, with no interval.",
          "Inside its own interval in two blocks.",
          "Inside its own interval in all three.",
        ],
      ],
      [
        "Protects people",
        30,
        "Nobody can be found from what it publishes.",
        [
          "Singles out homes.",
          "Blocks of fewer than ten homes are shown.",
          "Small blocks are joined.",
          "Small blocks are joined, and the rule is proved in the README.",
        ],
      ],
      EXPLAINS,
    ],
    datasets: ["blocks"],
    code: { earlierWork: "none", needsPubliccode: "on", contributorsAreMembers: "on", mostMegabytes: "50" },
    days: [21, 70, 91, 98, 112],
    path: "The count becomes the basis of the 2027 housing plan.",
  },
  schools: {
    title: "Cold schools, dear heating",
    theme: "energy",
    arms: { division: "plain", colour: "sable" },
    summary: "Find the ten schools where a small repair saves the most heat, from meter readings and floor plans.",
    brief: `Thirty-eight schools, one heating budget, and every January the same two classrooms at fourteen degrees.

Meter readings, opening hours and the age of each boiler are public. We ask **where the next €100,000 should go**, in order, with the saving to expect and how sure it is.

### What a good entry does

It tells a leaky building from a badly set thermostat. It survives a caretaker's question.`,
    prizes: [
      ["First", "6,000"],
      ["Second", "3,000"],
    ],
    criteria: [
      [
        "Finds the heat",
        55,
        "Compared with audits of six schools kept aside.",
        [
          "Ranks by size.",
          "Better than ranking by size.",
          "Four of the six in the right half.",
          "All six in the right half, with the cause.",
        ],
      ],
      RUN_BY_US,
      EXPLAINS,
    ],
    datasets: ["schools"],
    code: { licence: "listed", licences: "EUPL-1.2, AGPL-3.0-or-later, MIT", branchAtDeadline: "" },
    days: [-70, -9, 12, 19, 33],
    path: "The works department repairs in the order of the best entry this spring.",
  },
  library: {
    title: "A seat in the library, now",
    theme: "education",
    arms: { division: "pile", colour: "gules" },
    summary: "Say which of the seven reading rooms has a free seat in the next half hour, without watching anyone.",
    brief: `Students walk to three libraries to find one chair. Door counters publish totals each five minutes; no camera, no phone, no name.

We ask for **free seats by room for the next half hour**, honest about being wrong.`,
    prizes: [
      ["First", "4,000"],
      ["Second", "2,000"],
    ],
    criteria: [
      [
        "Right about seats",
        55,
        "A month of counts kept aside.",
        [
          "Worse than yesterday's same hour.",
          "Better than yesterday's same hour.",
          "Off by fewer than five seats on most days.",
          "Off by fewer than five seats in exam weeks too.",
        ],
      ],
      RUN_BY_US,
      EXPLAINS,
    ],
    datasets: ["seats"],
    days: [-140, -80, -55, -45, -6],
    path: "The winner runs on the libraries' page from the spring term.",
  },
  parking: {
    title: "An end to circling for parking",
    theme: "access",
    arms: { division: "per-saltire", colour: "azure" },
    summary: "A third of the traffic in Mercato Vecchio is looking for a space. Show where one will be free.",
    brief: `Drivers circle for nine minutes on a Saturday. The meters know which bays are paid and until when.

We ask for **the chance of a free bay by street, ten minutes ahead**, fit for the signs that already hang over the ring road.`,
    prizes: [
      ["First", "9,000"],
      ["Second", "4,500"],
    ],
    criteria: [
      [
        "Ends the circling",
        55,
        "Replayed on twelve Saturdays.",
        [
          "Sends everyone to one street.",
          "Shorter search on half of the Saturdays.",
          "Two minutes shorter on most.",
          "Four minutes shorter on most.",
        ],
      ],
      RUN_BY_US,
      EXPLAINS,
    ],
    datasets: ["bays"],
    days: [-260, -200, -175, -165, -130],
    path: "The winner drives six of the ring road's signs for three months.",
  },
  sleep: {
    title: "A street that can sleep",
    theme: "safety",
    arms: { division: "chevron", colour: "purpure" },
    summary: "Find what wakes Via dei Lanaioli at night, from noise readings that record no voices.",
    brief: "",
    prizes: [["First", ""]],
    criteria: [["Finds the cause", 50, "", ["", "", "", ""]]],
    datasets: [],
    days: [30, 75, 96, 103, 117],
    path: "",
  },
};
