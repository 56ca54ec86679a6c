import { randomUUID } from "node:crypto";
import type { World } from "../form-world";
import { choice, type Form, id, LONG, optional, text, typed, words } from "./fields";

export const peopleForms = (at: World): Form[] => [
  {
    route: "sign-in._index",
    by: "stranger",
    path: "/sign-in",
    form: "sign-in",
    fields: { email: typed("a.b@example.org", "a@", "a b@example.org") },
  },
  {
    route: "sign-in.code",
    by: "stranger",
    path: "/sign-in/code?email=a.b@example.org",
    form: "code",
    fields: {
      email: { ...typed("a.b@example.org", "a@"), kind: "hidden" },
      code: typed("000000", "12345", "abcdef", "1234567"),
    },
    isRefused: true,
  },
  {
    route: "enter-as",
    by: "stranger",
    path: "/enter-as",
    form: null,
    fields: { person: id(randomUUID(), at.ids.chair) },
    isRefused: true,
  },
  {
    route: "settings._index",
    by: "person",
    path: "/settings",
    form: "profile",
    fields: {
      name: { ...text("Petra & “Pia” Person"), wrong: ["", "x", LONG] },
      about: optional(),
      skills: optional("maps, “R” & D"),
      languages: { ...optional("Italian, English"), wrong: [LONG, "Elvish & “so on”"], kind: "choice" },
      affiliation: optional(),
    },
    shownAt: ["/settings", "/mine", "/"],
  },
  {
    route: "settings.receipts",
    by: "person",
    path: "/settings/receipts",
    form: null,
    fields: { receipts: choice("no", "perhaps") },
  },
  {
    route: "settings.data._index",
    by: "person",
    path: "/settings/data",
    form: "erase",
    // Everyone who fills this table in is still needed in it.
    fields: { email: typed("another@example.org", "a@", "") },
    isRefused: true,
  },
  {
    route: "settings.sessions.revoke",
    by: "person",
    path: "/settings/sessions/revoke",
    form: null,
    fields: { session: id(at.ids.session, at.ids.foreignSession) },
  },
  {
    route: "challenges.$slug.questions",
    by: "asker",
    path: `/challenges/${at.open}/questions`,
    form: "question",
    fields: { body: words("A question") },
    shownAt: [`/challenges/${at.open}/questions`, `/challenges/${at.open}`],
  },
];
