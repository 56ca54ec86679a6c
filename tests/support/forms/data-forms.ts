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
      route: "staff.datasets.$slug.copy",
      by: "editor",
      path: `/staff/datasets/${at.dataset}/copy`,
      form: null,
      fields: { distributionId: id(at.ids.file, at.ids.foreignFile) },
    },
  ];
};
