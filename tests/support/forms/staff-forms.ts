import type { World } from "../form-world";
import { choice, type Form, id, LONG, number, text, tick, typed, words } from "./fields";
import { sectionForms } from "./section-forms";

export const staffForms = (at: World): Form[] => {
  const here = `/staff/challenges/${at.open}`;
  const open = `/challenges/${at.open}`;
  const act = (name: string, form: string, fields: Form["fields"], ...shownAt: string[]): Form => ({
    route: `staff.challenges.$slug.${name}`,
    by: "editor",
    path: `${here}/${name.replace("._index", "").replace(".", "/")}`,
    form,
    fields,
    shownAt,
  });
  return [
    {
      route: "staff.challenges.new",
      by: "editor",
      path: "/staff/challenges/new",
      form: "new-challenge",
      fields: {
        title: words("Drains"),
        theme: choice("water"),
        organisation: id(at.ids.organisation, at.ids.foreignOrganisation),
      },
      shownAt: ["/staff"],
    },
    {
      route: "staff.challenges.$slug.sign",
      by: "editor",
      path: `/staff/challenges/${at.signing}/sign`,
      form: "sign",
      fields: { signedByName: words("Livia Fontana"), revision: number(String(at.revisions.pledge ?? 0), "", "777") },
      shownAt: [`/staff/challenges/${at.signing}/sign`, `/staff/challenges/${at.signing}/preview`],
    },
    ...sectionForms(at),
    {
      // One juror for a thousand entries is refused, so that the draft stays one.
      route: "staff.challenges.$slug.publish",
      by: "editor",
      path: `/staff/challenges/${at.draft}/publish`,
      form: "publish",
      fields: {
        entries: { legal: "1000", wrong: ["none", "-1", "1.5", "99999999999"], kind: "choice" },
        jurors: { legal: "1", wrong: ["none", "-1", "1.5", "99999999999"], kind: "choice" },
      },
      isRefused: true,
    },
    act(
      "questions",
      "answer-1",
      { number: number("1", "", "77"), answer: words("An answer") },
      `${open}/questions`,
      `${here}/questions`,
    ),
    {
      route: "staff.challenges.$slug.correct.$number",
      by: "editor",
      path: `${here}/correct/2`,
      form: "correct",
      fields: { answer: words("A better answer"), reason: words("It was wrong") },
      shownAt: [`${open}/questions`, `${open}/news`, `${here}/questions`],
    },
    act(
      "announce",
      "announce",
      { key: { ...id(at.ids.key), wrong: ["", "no-id"] }, title: words("News"), body: words("The news") },
      `${open}/news`,
      open,
      `${here}/announce`,
    ),
    act(
      "rules",
      "amend",
      {
        from: number(at.rules, "", "7"),
        text: { ...text("The rules & “so on”. ".repeat(10)), wrong: ["", "short", LONG] },
        eligibility: words("Anyone"),
        rights: choice("team-keeps"),
        "code.licence": choice("listed"),
        "code.licences": typed("EUPL-1.2, MIT", "EUPL", "MIT, none"),
        "code.earlierWork": choice("none"),
        ...Object.fromEntries(
          ["needsReadme", "needsPubliccode", "contributorsAreMembers", "branchAtDeadline"].map((name) => [
            `code.${name}`,
            { ...tick, wrong: ["perhaps"] },
          ]),
        ),
        // An entry is in: the box stays as it was.
        blind: { legal: "", wrong: ["perhaps"], kind: "choice" },
        "code.mostMegabytes": typed("50", "0", "101", "1.5", "-1", "many"),
        "code.cureDays": typed("3", "31", "-1", "1.5", "some"),
        "ties.priority": { legal: "", wrong: [LONG, "0", "13", "-1", "1.5", "first"], kind: "choice" },
        "ties.direct": { ...tick, wrong: ["perhaps"] },
        "ties.last": choice("shared"),
        reason: words("A reason"),
        act: { legal: "publish", wrong: ["nothing"], kind: "hidden" },
      },
      `${open}/rules`,
      `${open}/rules/2`,
      open,
    ),
    act(
      "extend",
      "extend",
      {
        ...Object.fromEntries(
          Object.entries(at.extended).map(([name, legal]) => [
            name,
            { legal, wrong: ["no day", "2026-99-99T99:99", LONG], kind: "choice" } as const,
          ]),
        ),
        reason: words("A reason"),
        act: { legal: "move", wrong: ["nothing"], kind: "hidden" },
      },
      `${open}/news`,
      `${here}/extend`,
    ),
    act("chairs._index", "chairs", { email: typed(at.colleague, "a@", "nobody@example.org") }),
    { ...act("chairs.remove", "", { person: id(at.ids.chair, at.ids.stranger) }), form: null },
    {
      route: "staff.challenges.$slug.decisions",
      by: "administrator",
      path: `/staff/challenges/${at.decided}/decisions`,
      form: "decision",
      fields: {
        entry: choice("1", "77", "-1", "99999999999"),
        kind: choice("adopt"),
        reason: words("A reason"),
        ownerName: words("Livia"),
        dueOn: choice("2031-01-15", "2031-02-31", "1999-01-01"),
      },
      shownAt: [`/challenges/${at.decided}/decisions`, `/challenges/${at.decided}`, "/results"],
    },
    {
      route: "staff.challenges.$slug.payments",
      by: "administrator",
      path: `/staff/challenges/${at.decided}/payments`,
      form: "payment",
      fields: {
        award: choice(at.ids.award, at.ids.foreignAward),
        paidOn: choice(at.today, "2031-02-31", "1999-01-01", "2199-01-01"),
      },
      shownAt: [`/challenges/${at.decided}/results`],
    },
  ];
};
