import type { World } from "../form-world";
import { type Field, type Form, number, optional } from "./fields";

const chosen = (legal: string): Field => ({ ...optional(legal), kind: "choice" });

const sectionsOf = (at: World): Record<string, Record<string, Field>> => ({
  basics: {
    title: optional(),
    summary: optional(),
    brief: optional(),
    theme: chosen("water"),
    contact: optional(),
    division: chosen("chevron"),
    colour: chosen("gules"),
  },
  data: {
    "datasets[0].datasetId": { ...chosen(at.ids.tied), kind: "hidden" },
    "datasets[0].role": chosen("context"),
    "datasets[0].note": optional(),
  },
  prizes: {
    "prizes[0].title": optional(),
    "prizes[0].kind": chosen("money"),
    "prizes[0].amount": optional("10"),
    "prizes[0].currency": chosen("EUR"),
    "prizes[0].inKind": optional(),
  },
  rules: {
    text: optional(),
    eligibility: optional(),
    rights: chosen("team-keeps"),
    "code.licence": chosen("listed"),
    "code.licences": optional("EUPL-1.2, MIT"),
    "code.needsReadme": chosen("on"),
    "code.earlierWork": chosen("none"),
    "code.needsPubliccode": chosen("on"),
    "code.contributorsAreMembers": chosen("on"),
    "code.mostMegabytes": optional("50"),
    "code.cureDays": optional("3"),
    "code.branchAtDeadline": chosen("on"),
    blind: chosen("on"),
    "ties.priority": optional("1"),
    "ties.direct": chosen("on"),
    "ties.last": chosen("draw"),
    minTeam: optional("1"),
    maxTeam: optional("3"),
  },
  criteria: {
    reviewsPerEntry: optional("3"),
    "criteria[0].title": optional(),
    "criteria[0].description": optional(),
    "criteria[0].weight": optional("30"),
    "criteria[0].levels[0].sentence": optional(),
    "second.reviewsPerEntry": optional("3"),
    "second.rule": chosen("top"),
    "second.value": optional("5"),
    "second.criteria[0].title": optional(),
    "second.criteria[0].description": optional(),
    "second.criteria[0].weight": optional("10"),
    "second.criteria[0].levels[0].sentence": optional(),
  },
  // Another day of the decision takes the signature off, and moves the pledge on: so it comes before.
  pledge: {
    ownerName: optional(),
    ownerRole: optional(),
    upkeep: optional(),
    upkeepUntil: chosen("2031-12-31"),
    decision: optional(),
    money: optional(),
    path: optional(),
  },
  calendar: {
    timeZone: chosen("Europe/Rome"),
    opensAt: chosen(at.later),
    closesAt: chosen(at.laterStill),
    judgingEndsAt: chosen(at.laterStill),
    resultsDueAt: chosen(at.laterStill),
    decisionDueAt: chosen(at.laterStill),
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
        fields: { ...fields, revision: now, go: { legal: "stay", wrong: ["no-such-choice"], kind: "hidden" } },
        shownAt: [path, `/staff/challenges/${at.draft}/preview`, `/staff/challenges/${at.draft}`],
      },
    ];
  });
