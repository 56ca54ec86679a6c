import { expect, test } from "vitest";
import { type Conflict, detectedConflicts, type Engaged, type Made, whyNotDismiss } from "~/judging/conflicts";

const person = (personId: string, more: Partial<Engaged> = {}): Engaged => ({
  personId,
  affiliation: "",
  organisations: [],
  login: null,
  committed: [],
  teams: [],
  ...more,
});

const made = (members: Engaged[], repositories: Made["repositories"] = []): Made => ({ members, repositories });
const kinds = (juror: Engaged, of: Made): Conflict["kind"][] => detectedConflicts(juror, of).map(({ kind }) => kind);
const drains = { owner: "contrafforte", name: "drains" };

test("a juror never scores a team they are in, and nothing else is said of it", () => {
  const works = { affiliation: "Comune di Prova" };
  expect(kinds(person("a", works), made([person("b"), person("a", works)]))).toEqual(["team"]);
});

test("a juror never scores a team in which somebody works for the same organisation", () => {
  const works = { organisations: [{ id: "o1", name: "Comune di Prova" }] };
  expect(kinds(person("a", works), made([person("b", works)]))).toEqual(["organisation"]);
});

test("the same employer written in another case or with other spaces is the same employer", () => {
  const juror = person("a", { affiliation: "Politecnico  di Milano " });
  expect(detectedConflicts(juror, made([person("b", { affiliation: "politecnico di milano" })]))).toEqual([
    { kind: "organisation", reason: "The juror and a member of the team both work for politecnico di milano." },
  ]);
});

test("an employer typed by one and known of the other by membership is found", () => {
  const juror = person("a", { organisations: [{ id: "o1", name: "Comune di Prova" }] });
  expect(kinds(juror, made([person("b", { affiliation: "COMUNE DI PROVA" })]))).toEqual(["organisation"]);
});

test("people who state no employer have none in common, and strangers have no conflict", () => {
  expect(kinds(person("a", { affiliation: " " }), made([person("b", { affiliation: "" })], [drains]))).toEqual([]);
});

test("a repository in the juror's own account on GitHub is found, whatever the case of the login", () => {
  expect(kinds(person("a", { login: "ContraForte".toLowerCase() }), made([person("b")], [drains]))).toEqual([]);
  expect(kinds(person("a", { login: "Contrafforte" }), made([person("b")], [drains]))).toEqual(["github_organisation"]);
});

test("work in another repository of the same owner is found, by commits or by a team of the juror's", () => {
  const other = { owner: "Contrafforte", name: "maps" };
  for (const more of [{ committed: [other] }, { teams: [{ id: "t", name: "Old", repository: other }] }])
    expect(kinds(person("a", more), made([person("b")], [drains]))).toEqual(["github_organisation"]);
});

test("commits to the entry's repository are found, and commits together with a member to any other", () => {
  const [maps, here] = [{ committed: [{ owner: "else", name: "maps" }] }, { committed: [drains] }];
  expect(kinds(person("a", here), made([person("b")], [drains]))).toEqual(["co_commits"]);
  expect(kinds(person("a", maps), made([person("b", maps)], [drains]))).toEqual(["co_commits"]);
  expect(kinds(person("a", maps), made([person("b", here)], [drains]))).toEqual([]);
});

test("a team of another challenge in which both were is found", () => {
  const teams = [{ id: "t1", name: "Old Friends", repository: null }];
  expect(detectedConflicts(person("a", { teams }), made([person("b"), person("c", { teams })]))).toEqual([
    { kind: "past_team", reason: "The juror and a member were together in Old Friends, in another challenge." },
  ]);
});

test("what is declared, the juror's own team, a closed judging and a juror who left are beyond dismissing", () => {
  const open = { hasLeft: false, isClosed: false };
  const found = (kind: "organisation" | "declared" | "team") => [{ kind, dismissedAt: null }];
  expect(whyNotDismiss(found("organisation"), open)).toBeNull();
  expect(whyNotDismiss(found("declared"), open)?.code).toBe("declared");
  expect(whyNotDismiss(found("team"), open)?.code).toBe("team");
  expect(whyNotDismiss(found("organisation"), { ...open, isClosed: true })?.code).toBe("closed");
  expect(whyNotDismiss(found("organisation"), { ...open, hasLeft: true })?.code).toBe("left");
  expect(whyNotDismiss([{ kind: "organisation", dismissedAt: new Date() }], open)?.code).toBe("dismissed");
});
