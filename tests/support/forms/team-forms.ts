import { randomUUID } from "node:crypto";
import type { World } from "../form-world";
import { choice, type Form, id, LONG, number, optional, text, tick, typed, words } from "./fields";

const rules = (at: World) => ({ rules: number(at.rules, "", "0", "7"), accept: tick });
export const teamForms = (at: World): Form[] => {
  const here = `/challenges/${at.open}`;
  const about = {
    name: { ...text("Enzo & “friends”"), wrong: ["", "x", LONG] },
    about: optional(),
    skillsWanted: optional("maps, “R” & D"),
    isLooking: { legal: "on", wrong: ["perhaps"], kind: "choice" as const },
  };
  const act = (name: string, fields: Form["fields"]): Form => ({
    route: `challenges.$slug.team.${name}`,
    by: "captain",
    path: `${here}/team/${name}`,
    form: "act",
    fields,
  });
  return [
    {
      route: "challenges.$slug.draws.$draw.commit",
      by: "captain",
      path: `${here}/draws/${at.draw}/commit`,
      form: "commit",
      fields: { commitment: typed("ab".repeat(32), "ab", "g".repeat(64), "ab".repeat(33)) },
    },
    {
      route: "challenges.$slug.draws.$draw.open",
      by: "captain",
      path: `${here}/draws/${at.draw}/open`,
      form: "open",
      fields: { nonce: typed("cd".repeat(32), "cd", "g".repeat(64), "cd".repeat(33)) },
      // Nobody may open a number while others may commit to one.
      isRefused: true,
    },
    {
      route: "challenges.$slug.enter",
      by: "entrant",
      path: `${here}/enter`,
      form: "enter",
      fields: { ...about, ...rules(at) },
      shownAt: [`${here}/teams`, `${here}/team`],
    },
    {
      route: "challenges.$slug.seek._index",
      by: "seeker",
      path: `${here}/seek`,
      form: "seek",
      fields: { about: words("I bring"), skills: optional("maps, “R” & D") },
      shownAt: [`${here}/seek`, `${here}/teams?show=seekers`],
    },
    {
      route: "challenges.$slug.teams.$team.ask",
      by: "asker",
      path: `${here}/teams/${at.other}/ask`,
      form: "asking",
      fields: { message: optional(), ...rules(at) },
      shownAt: [`${here}/teams/${at.other}`],
    },
    { route: "join.$token", by: "joiner", path: `/join/${at.token}`, form: "join", fields: rules(at) },
    {
      route: "challenges.$slug.team.about",
      by: "captain",
      path: `${here}/team/about`,
      form: "about",
      fields: about,
      shownAt: [`${here}/team`, `${here}/teams`, `${here}/teams/${at.team}`],
    },
    {
      route: "challenges.$slug.team.provenance",
      by: "captain",
      path: `${here}/team/provenance`,
      form: "reply-fork",
      fields: {
        fact: { legal: "fork", wrong: ["", "no-such-fact", LONG], kind: "hidden" },
        text: optional("It was a template & “nothing” more."),
      },
      shownAt: [`${here}/team/provenance`],
    },
    // Another repository is linked here: what GitHub said of the first one is gone.
    {
      route: "challenges.$slug.team.repository",
      by: "captain",
      path: `${here}/team/repository`,
      form: "repository",
      fields: {
        address: typed("https://github.com/owner/name", "https://example.org/owner/name", "javascript:alert(1)"),
        commit: { ...typed("8d41f0a".padEnd(40, "0"), "no commit"), wrong: [LONG, "no commit"] },
        // Legal alone; beside a commit it is refused.
        followsBranch: { legal: "", wrong: ["perhaps"], kind: "choice" },
      },
    },
    {
      route: "challenges.$slug.team.rules",
      by: "captain",
      path: `${here}/team/rules`,
      form: "accept",
      fields: rules(at),
    },
    act("baseline", { commit: { ...choice(""), wrong: ["no commit"] } }),
    act("mark", { mark: choice("off") }),
    act("invite", { link: choice("off") }),
    act("requests", { request: id(at.ids.request, at.ids.foreignRequest), answer: choice("decline") }),
    act("remove", { person: id(at.ids.member, at.ids.stranger) }),
    act("handover", { person: { ...id(at.ids.second), wrong: ["", "no-id", randomUUID()] } }),
  ];
};
