import { expect, test } from "vitest";
import { detectedConflict, type Engaged } from "~/judging/conflicts";

const person = (personId: string, more: Partial<Engaged> = {}): Engaged => ({
  personId,
  affiliation: "",
  organisations: [],
  ...more,
});

test("a juror never scores a team they are in", () => {
  expect(detectedConflict(person("a"), [person("b"), person("a")])).toMatchObject({ kind: "team" });
});

test("a juror never scores a team in which somebody works for the same organisation", () => {
  const works = { organisations: [{ id: "o1", name: "Comune di Prova" }] };
  expect(detectedConflict(person("a", works), [person("b", works)])).toMatchObject({ kind: "organisation" });
});

test("the same employer written in another case or with other spaces is the same employer", () => {
  const juror = person("a", { affiliation: "Politecnico  di Milano " });
  expect(detectedConflict(juror, [person("b", { affiliation: "politecnico di milano" })])).toMatchObject({
    kind: "organisation",
    reason: "The juror and a member of the team both work for politecnico di milano.",
  });
});

test("an employer typed by one and known of the other by membership is found", () => {
  const juror = person("a", { organisations: [{ id: "o1", name: "Comune di Prova" }] });
  expect(detectedConflict(juror, [person("b", { affiliation: "COMUNE DI PROVA" })])).not.toBeNull();
});

test("people who state no employer have none in common", () => {
  expect(detectedConflict(person("a", { affiliation: " " }), [person("b", { affiliation: "" })])).toBeNull();
});
