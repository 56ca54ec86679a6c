import type { World } from "../form-world";
import { choice, type Field, type Form, id, LONG, optional, words } from "./fields";

export const dataForms = (at: World): Form[] => {
  const organisationId = id(at.ids.organisation, at.ids.foreignOrganisation);
  const address: Field = {
    ...optional("https://data.invalid/rain.csv"),
    kind: "choice",
    wrong: [LONG, "no address", "javascript:alert(1)", "file:///etc/passwd"],
  };
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
      route: "staff.datasets.$slug.licence",
      by: "editor",
      path: `/staff/datasets/${at.dataset}/licence`,
      form: "licence",
      fields: { licenceId: choice("CC0-1.0"), reason: words("The resolution") },
      shownAt: [`/datasets/${at.dataset}`, `/staff/datasets/${at.dataset}/licence`],
    },
    {
      route: "staff.datasets.$slug.describe",
      by: "editor",
      path: `/staff/datasets/${at.dataset}/describe`,
      form: "describe",
      fields: {
        description: optional("What a row is & how it was “collected”."),
        keywords: optional("rain, <b>hours</b>"),
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
      route: "staff.datasets.$slug.copy",
      by: "editor",
      path: `/staff/datasets/${at.dataset}/copy`,
      form: null,
      fields: { distributionId: id(at.ids.file, at.ids.foreignFile) },
    },
  ];
};
