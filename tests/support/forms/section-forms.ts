import type { World } from "../form-world";
import { type Field, type Form, number, optional } from "./fields";

const sectionsOf = (at: World): Record<string, Record<string, Field>> => ({
  basics: {
    title: optional(),
    summary: optional(),
    brief: optional(),
    theme: { ...optional("water"), kind: "choice" },
    contact: optional(),
  },
  data: { "datasets[0].note": optional() },
  prizes: { "prizes[0].title": optional(), "prizes[0].amount": optional("10"), "prizes[0].inKind": optional() },
  rules: { text: optional(), eligibility: optional(), minTeam: optional("1"), maxTeam: optional("3") },
  criteria: {
    "criteria[0].title": optional(),
    "criteria[0].description": optional(),
    "criteria[0].levels[0].sentence": optional(),
  },
  // Another day of the decision takes the signature off, and moves the pledge on: so it comes before.
  pledge: { ownerName: optional(), upkeep: optional(), decision: optional(), money: optional(), path: optional() },
  calendar: {
    opensAt: { ...optional(at.later), kind: "choice" },
    closesAt: { ...optional(at.laterStill), kind: "choice" },
  },
});

export const sectionForms = (at: World): Form[] =>
  Object.entries(sectionsOf(at)).flatMap(([section, fields]): Form[] => {
    const path = `/staff/challenges/${at.draft}/write/${section}`;
    const now = number(String(at.revisions[section] ?? 0), "", "777");
    return [
      {
        route: "staff.challenges.$slug.write.$section.autosave",
        by: "editor",
        path: `${path}/autosave`,
        form: null,
        fields: { ...fields, revision: { ...now, legal: "777" } },
        isRefused: true,
      },
      {
        route: "staff.challenges.$slug.write.$section._index",
        by: "editor",
        path,
        form: `section-${section}`,
        fields: { ...fields, revision: now },
        shownAt: [path, `/staff/challenges/${at.draft}/preview`, `/staff/challenges/${at.draft}`],
      },
    ];
  });
