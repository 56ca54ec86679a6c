import type { World } from "../form-world";
import { choice, type Field, type Form, id, LONG, optional, text, words } from "./fields";

export const dataForms = (at: World): Form[] => {
  const organisationId = id(at.ids.organisation, at.ids.foreignOrganisation);
  const address: Field = {
    ...optional("https://data.invalid/rain.csv"),
    kind: "choice",
    wrong: [LONG, "no address", "javascript:alert(1)", "file:///etc/passwd"],
  };
  const problems = `/datasets/${at.dataset}/problems`;
  return [
    {
      route: "staff.datasets.add",
      by: "editor",
      path: "/staff/datasets/add",
      form: "dataset",
      isMultipart: true,
      fields: {
        organisationId,
        address,
        title: words("Rain"),
        description: optional(),
        keywords: optional(),
        licenceId: { legal: "CC0-1.0", wrong: ["no-such-licence"], kind: "choice" },
      },
      shownAt: ["/datasets", "/staff/datasets"],
    },
    {
      route: "staff.datasets.import._index",
      by: "editor",
      path: "/staff/datasets/import",
      form: "import",
      isMultipart: true,
      fields: { organisationId, address },
    },
    {
      route: "staff.datasets.sources.$id.schedule",
      by: "editor",
      path: `/staff/datasets/sources/${at.source}/schedule`,
      form: null,
      fields: { every: choice("day") },
    },
    {
      route: "staff.datasets.$slug.licence",
      by: "editor",
      path: `/staff/datasets/${at.dataset}/licence`,
      form: "licence",
      fields: { licenceId: choice("CC0-1.0"), reason: words("The resolution") },
      shownAt: [`/datasets/${at.dataset}`, `/staff/datasets/${at.dataset}/licence`],
    },
    {
      route: "datasets_.$slug.problems.new",
      by: "person",
      path: `${problems}/new`,
      form: "report",
      fields: { kind: choice("unclear"), title: text("Heights & “feet”"), text: words("What I saw") },
      shownAt: [problems, `${problems}/3`],
    },
    {
      route: "datasets_.$slug.problems.$number._index",
      by: "person",
      path: `${problems}/1`,
      form: "remark",
      fields: { text: text("I see it too & “often”.") },
      shownAt: [`${problems}/1`],
    },
    {
      route: "datasets_.$slug.problems.$number.answer",
      by: "editor",
      path: `${problems}/1/answer`,
      form: "answer",
      fields: {
        becomes: choice("wont_fix", "open"),
        fixedIn: { legal: "", wrong: ["no-id"], kind: "hidden" },
        text: text("So it is & stays."),
      },
      shownAt: [`${problems}/1`, `${problems}/1/answer`],
    },
    {
      route: "datasets_.$slug.problems.$number.reopen",
      by: "editor",
      path: `${problems}/2/reopen`,
      form: "reopen",
      fields: { text: text("Row 3 & others still are.") },
      shownAt: [`${problems}/2`],
    },
    {
      route: "staff.datasets.$slug.describe",
      by: "editor",
      path: `/staff/datasets/${at.dataset}/describe`,
      form: "describe",
      fields: {
        description: optional("What a row is & how it was “collected”."),
        keywords: optional("rain, <b>hours</b>"),
        themes: { legal: "Environment", wrong: ["no-such-choice"], kind: "choice" },
        contactName: optional("The office of drains & rain"),
        contactEmail: { legal: "rain@example.org", wrong: [LONG, "no address"], kind: "choice" },
        frequency: { legal: "monthly", wrong: ["no-such-choice"], kind: "choice" },
        temporalStart: { legal: "2024-05", wrong: [LONG, "last spring", "2024-13"], kind: "choice" },
        temporalEnd: { legal: "2024-06-30", wrong: [LONG, "2023"], kind: "choice" },
        spatial: optional("Milan & around"),
        accessRights: { legal: "public", wrong: ["no-such-choice"], kind: "choice" },
        stewardId: { legal: "", wrong: ["no-id", at.ids.stranger], kind: "choice" },
        distributionId: { ...id(at.ids.file, at.ids.foreignFile), wrong: ["no-id", at.ids.foreignFile] },
        "notes[0].name": { legal: "hour", wrong: ["", "no such column", LONG], kind: "hidden" },
        "notes[0].description": optional("The hour & its “number”."),
      },
      shownAt: [`/datasets/${at.dataset}`, `/staff/datasets/${at.dataset}/describe`],
    },
    {
      route: "staff.datasets.$slug.file",
      by: "editor",
      path: `/staff/datasets/${at.dataset}/file`,
      form: "newer-file",
      isMultipart: true,
      fields: { file: { legal: "hour,mm\n1,2\n2,9\n", wrong: ["", "<!doctype html><html></html>"], kind: "choice" } },
    },
    {
      route: "staff.datasets.$slug.copy",
      by: "editor",
      path: `/staff/datasets/${at.dataset}/copy`,
      form: null,
      fields: { distributionId: id(at.ids.file, at.ids.foreignFile) },
    },
  ];
};
