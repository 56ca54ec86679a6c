import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { WhoSat } from "~/outcomes/minutes-reading";

const said = (second: Parameters<typeof WhoSat>[0]["second"]): string =>
  renderToStaticMarkup(<WhoSat panel={[]} chairs={["Ada"]} second={second} zone="UTC" />).replaceAll(/<[^>]*>/g, " ");

test("the minutes say by name who was named for the second round, and how many were taken out of it", () => {
  expect(said({ named: 2, names: ["Ines", "Juno"], takenOut: 0 })).toContain(
    "Named for the second round: Ines and Juno. ",
  );
  expect(said({ named: 3, names: ["Ines", "Juno", "Lia"], takenOut: 1 })).toContain(
    "Named for the second round: Ines, Juno and Lia. 1 of them was taken out of it again.",
  );
});

test("where names would tell which number is whose, the minutes say how many there were", () => {
  expect(said({ named: 1, names: null, takenOut: 0 })).toContain(
    "Named for the second round: 1 juror. Names would tell which number is whose.",
  );
});

test("of one round the minutes say nothing of a second", () => {
  expect(said(null)).not.toContain("second round");
});
