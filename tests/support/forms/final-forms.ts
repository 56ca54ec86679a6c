import type { World } from "../form-world";
import { choice, type Form, id, key, LONG, number, optional, text } from "./fields";

const boxes = (legal: string, wrong: string[]) => ({ legal, wrong, kind: "choice" as const });

/** The chair opens a second round, and a final; a juror of another one speaks on its entries and votes. */
export const finalForms = (at: World): Form[] => {
  const desk = `/challenges/${at.final}/desk/final`;
  const second = `/challenges/${at.twice}/jury/second-round`;
  const opening = `/challenges/${at.closed}/jury/final`;
  return [
    {
      route: "challenges.$slug.jury.second-round._index",
      by: "administrator",
      path: second,
      form: "second-round",
      fields: {
        endsAt: boxes("2031-05-09T18:00", ["", "no day", "2026-99-99T99:99", "2001-05-09T18:00", LONG]),
        jurors: boxes("1", ["", "none", "-1", "1.5", "77", "99999999999"]),
      },
      shownAt: [second],
    },
    {
      route: "challenges.$slug.jury.second-round.jurors",
      by: "administrator",
      path: `${second}/jurors`,
      form: "second-jurors",
      fields: { jurors: boxes("2", ["", "none", "-1", "1.5", "77", "99999999999"]) },
      shownAt: [`${second}/jurors`],
    },
    {
      route: "challenges.$slug.jury.second-round.extend",
      by: "administrator",
      path: `${second}/extend`,
      form: "more-time",
      fields: {
        endsAt: boxes("2031-06-09T18:00", ["", "no day", "2026-99-99T99:99", LONG]),
        reason: text("Juror 2 fell ill & is back on “Monday”."),
      },
      shownAt: [`${second}/extend`],
    },
    {
      route: "challenges.$slug.jury.final._index",
      by: "administrator",
      path: opening,
      form: "open",
      fields: {
        act: { legal: "open", wrong: ["nothing"], kind: "hidden" },
        rule: choice("top"),
        top: boxes("3", ["", "none", "1", "1.5", "31", "99999999999"]),
        least: boxes("50", ["none", "-1", "101"]),
        jurors: boxes("1", ["", "none", "-1", "1.5", "77", "99999999999"]),
        startsAt: boxes("2031-05-09T18:00", ["", "no day", "2026-99-99T99:99", LONG]),
        minutes: boxes("10", ["", "none", "0", "1.5", "121"]),
        seen: { legal: "1,2,3", wrong: ["1,,2", "none", "1,2", LONG], kind: "hidden" },
      },
      shownAt: [opening],
    },
    {
      route: "challenges.$slug.desk.final.conflicts",
      by: "voter",
      path: `${desk}/conflicts`,
      form: "finalists",
      fields: {
        conflicts: boxes("3", ["none", "-1", "1.5", "77", "99999999999"]),
        reason: optional("A cousin & “so on”."),
      },
      shownAt: [`${desk}/conflicts`],
    },
    {
      route: "challenges.$slug.desk.final._index",
      by: "voter",
      path: desk,
      form: null,
      fields: {
        left: number("1", "", "0"),
        right: number("2", "", "0"),
        choice: choice("left"),
        key: key(),
      },
    },
    {
      route: "challenges.$slug.desk.final.undo",
      by: "voter",
      path: `${desk}/undo`,
      form: null,
      fields: { vote: id(at.ids.vote) },
    },
  ];
};
