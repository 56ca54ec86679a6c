import type { World } from "../form-world";
import { type Form, id, key, number, optional } from "./fields";

export const entryForms = (at: World): Form[] => {
  const here = `/challenges/${at.open}/submission`;
  const draft = {
    title: optional(),
    pitch: optional(),
    description: optional(),
    demoUrl: optional(),
    videoUrl: optional(),
    "datasets[0].datasetId": { ...id(at.ids.tied), wrong: ["no-id"] },
    "datasets[0].how": optional(),
    "datasets[0].distributionId": { legal: "", wrong: ["no-id"], kind: "hidden" as const },
    revision: number(at.revision, "", "777"),
  };
  return [
    {
      route: "challenges.$slug.submission.autosave",
      by: "captain",
      path: `${here}/autosave`,
      form: null,
      fields: { ...draft, revision: { ...draft.revision, legal: "777" } },
      isRefused: true,
    },
    {
      route: "challenges.$slug.submission.images",
      by: "captain",
      path: `${here}/images`,
      form: "images",
      isMultipart: true,
      fields: { alt: optional(), file: { legal: "", wrong: ["a file that is no picture"], kind: "hidden" } },
    },
    {
      route: "challenges.$slug.submission.submit",
      by: "captain",
      path: `${here}/submit`,
      form: "hand-in",
      fields: { key: key(), revision: number(at.revision, "", "777") },
    },
    {
      route: "challenges.$slug.submission.withdraw",
      by: "captain",
      path: `${here}/withdraw`,
      form: "withdraw",
      fields: { number: { ...number(at.entry), wrong: ["none", "-1", "1.5"] } },
    },
    {
      route: "challenges.$slug.submission._index",
      by: "captain",
      path: here,
      form: "entry",
      fields: { ...draft, next: { legal: "stay", wrong: ["no-such-choice"], kind: "hidden" } },
      shownAt: [here, `${here}/preview`, `${here}/submit`],
    },
  ];
};
