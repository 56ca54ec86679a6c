import type { World } from "../form-world";
import { choice, type Form, id, key, LONG, number, optional, text, typed, words } from "./fields";

export const juryForms = (at: World): Form[] => {
  const desk = `/challenges/${at.judged}/desk/1`;
  const here = `/challenges/${at.judged}/jury`;
  const sheet = (revision: string) => ({
    revision: number(revision, "", "777"),
    [`scores.${at.ids.criterion}`]: {
      legal: "1",
      wrong: ["none", "-1", "1.5", "9", "99999999999"],
      kind: "hidden" as const,
    },
    feedback: words("Feedback"),
    privateNote: optional(),
    key: { ...key(), wrong: ["x", LONG] },
  });
  const lenient = { ...sheet("0"), feedback: optional("Feedback & “so on”.") };
  return [
    {
      route: "challenges.$slug.desk.$number.autosave",
      by: "juror",
      path: `${desk}/autosave`,
      form: null,
      fields: { ...lenient, revision: { ...lenient.revision, legal: "777" } },
      isRefused: true,
    },
    {
      route: "challenges.$slug.desk.$number.hand-in",
      by: "juror",
      path: `${desk}/hand-in`,
      form: "sheet",
      fields: sheet("0"),
      isRefused: true,
    },
    {
      route: "challenges.$slug.desk.$number._index",
      by: "juror",
      path: desk,
      form: "sheet",
      fields: lenient,
      shownAt: [desk],
    },
    {
      route: "challenges.$slug.desk.$number.conflict",
      by: "juror",
      path: `/challenges/${at.judged}/desk/2/conflict`,
      form: "conflict",
      fields: { reason: optional() },
      shownAt: [`/challenges/${at.judged}/desk`],
    },
    {
      route: "challenges.$slug.desk.$number.history",
      by: "juror",
      path: `${desk}/history`,
      form: null,
      fields: { version: { legal: "1", wrong: ["", "none", "0", "-1", "1.5", "99999999999"], kind: "hidden" } },
    },
    {
      route: "challenges.$slug.desk.clear",
      by: "juror",
      path: `/challenges/${at.judged}/desk/clear`,
      form: null,
      fields: { entries: { legal: "1,3", wrong: ["", "none", "0", "1,,3", "777"], kind: "hidden" } },
    },
    {
      route: "challenges.$slug.jury.conflicts.$juror.$entry._index",
      by: "chair",
      path: `${here}/conflicts/2/2`,
      form: "dismiss",
      fields: { reason: words("Why not") },
      shownAt: [`${here}/conflicts/2/2`],
    },
    {
      route: "challenges.$slug.jury.invite",
      by: "chair",
      path: `${here}/invite`,
      form: "invite",
      fields: {
        people: {
          ...text("Ada & “Co” Bruni, ada.bruni@example.org"),
          wrong: ["", LONG, "Ada Bruni", "a@example.org\nb"],
        },
      },
      shownAt: [here],
    },
    {
      route: "challenges.$slug.jury.assign.bids",
      by: "chair",
      path: `${here}/assign/bids`,
      form: null,
      fields: { ask: choice("yes") },
    },
    {
      route: "challenges.$slug.desk.bid",
      by: "juror",
      path: `/challenges/${at.judged}/desk/bid`,
      form: null,
      fields: { entry: number("1", "", "0"), bid: choice("eager") },
    },
    {
      route: "challenges.$slug.jury.assign.warm-up",
      by: "chair",
      path: `${here}/assign/warm-up`,
      form: "warm-up",
      fields: { entries: { legal: "1", wrong: ["none", "-1", "1.5", "777", "99999999999"], kind: "choice" } },
      shownAt: [`${here}/assign/warm-up`],
    },
    {
      route: "challenges.$slug.jury.assign._index",
      by: "chair",
      path: `${here}/assign`,
      form: "assign",
      fields: {
        mode: choice("fair"),
        least: { legal: "1", wrong: ["none", "-1", "1.5", "99999999999"], kind: "choice" },
        most: { legal: "5", wrong: ["none", "-1", "1.5", "99999999999"], kind: "choice" },
        mayMove: { legal: "on", wrong: ["perhaps"], kind: "choice" },
      },
      // The conflict that left something to assign is dismissed by a form above.
      isRefused: true,
    },
    {
      route: "challenges.$slug.draws.$draw.beacon",
      by: "administrator",
      path: `/challenges/${at.twice}/draws/${at.beacon}/beacon`,
      form: "beacon",
      fields: { signature: typed("ab".repeat(48), "ab", "g".repeat(96), "ab".repeat(49)) },
      // It is the signature of no round.
      isRefused: true,
    },
    {
      route: "challenges.$slug.jury.assign.change",
      by: "chair",
      path: `${here}/assign/change`,
      form: "change",
      fields: {
        change: choice("move"),
        entry: { legal: "1", wrong: ["", "none", "-1", "1.5", "777", "99999999999"], kind: "choice" },
        juror: { legal: "1", wrong: ["", "none", "-1", "1.5", "777", "99999999999"], kind: "choice" },
        other: { legal: "2", wrong: ["", "none", "-1", "1.5", "777", "99999999999"], kind: "choice" },
      },
      isRefused: true,
    },
    {
      route: "challenges.$slug.jury.assign.confirm",
      by: "chair",
      path: `${here}/assign/confirm`,
      form: null,
      fields: { plan: id(at.ids.plan, at.ids.juror) },
    },
    {
      route: "challenges.$slug.jury.nudge",
      by: "chair",
      path: `${here}/nudge`,
      form: null,
      fields: { who: choice("juror"), id: id(at.ids.juror, at.ids.foreignJuror) },
    },
    {
      route: "challenges.$slug.jury.revoke",
      by: "chair",
      path: `${here}/revoke`,
      form: null,
      fields: { who: choice("juror"), id: id(at.ids.juror, at.ids.foreignJuror) },
    },
    {
      route: "challenges.$slug.jury.awards",
      by: "administrator",
      path: `/challenges/${at.closed}/jury/awards`,
      form: "awards",
      fields: {
        "awards[0].prizeId": id(at.ids.prize, at.ids.foreignPrize),
        "awards[0].entry": { legal: "1", wrong: ["none", "-1", "1.5", "77", "99999999999"], kind: "choice" },
        "awards[0].reason": optional(),
        mentions: { legal: "2", wrong: ["none", "-1", "1.5", "77", "99999999999"], kind: "choice" },
      },
      shownAt: [`/challenges/${at.closed}/jury/awards`, `/challenges/${at.closed}/jury/publish`],
    },
  ];
};
