import fc from "fast-check";
import { expect, test } from "vitest";
import { maskOf, unnamedUrl } from "~/submissions/blind/mask";
import { maskedProvenance } from "~/submissions/provenance/masked";

const mask = maskOf({ whole: ["okapi-forge", "Team Zaffiro", "bo"], people: ["Ada Bianchi"] });

test("a name is masked whatever its case and whatever joins its parts, and so are its parts", () => {
  for (const text of [
    "Ada Bianchi",
    "ADA BIANCHI",
    "ada_bianchi",
    "adaBianchi",
    "ada.bianchi",
    "Ada",
    "bianchi",
    "okapiforge",
  ])
    expect(mask(`By ${text}!`)).toBe("By ▇▇▇!");
});

test("words that only hold a name stay as they are, and so do the words of a team's name", () => {
  for (const text of ["Canada", "a team", "Zaffiro", "bonus", "hobo"]) expect(mask(text)).toBe(text);
});

test("mail addresses are masked, whoever's they are", () => {
  expect(mask("Write to someone.else+x@mail.example.org.")).toBe("Write to ▇▇▇.");
});

test("an address that names its makers is left out, and another stays", () => {
  expect(unnamedUrl("https://okapi-forge.example.org/", mask)).toBeNull();
  expect(unnamedUrl("https://example.org/%61da", mask)).toBeNull();
  expect(unnamedUrl("https://drains.example.org/?a=1", mask)).toBe("https://drains.example.org/?a=1");
});

test("whatever is written around a name and whatever the name, it is gone", () => {
  const name = fc
    .stringMatching(/^[A-Za-z.*+?()[\]\\]{2,12}( [A-Za-z]{1,12})?$/)
    .filter((one) => /[A-Za-z]{2}/.test(one));
  fc.assert(
    fc.property(name, fc.string(), (one, around) => {
      const said = maskOf({ whole: [one], people: [] })(`${around} ${one} ${around}`);
      return !said.includes(` ${one} `) || /^[\s._-]*$/.test(one);
    }),
  );
});

test("whoever committed is a number, and a fact that names a repository is kept by its place", () => {
  const seen = maskedProvenance(
    {
      team: "Team Zaffiro",
      sealedAt: null,
      facts: [
        {
          ...{
            key: "fork:okapi-forge/drains",
            kind: "fork",
            at: null,
            reply: { text: "Ada did it.", savedAt: new Date(0) },
            closed: null,
          },
          sentence: "A fork of okapi-forge/drains.",
          links: [
            { label: "okapi-forge/drains", href: "https://github.com/okapi-forge/drains" },
            { label: "The code of entry 2", href: "/challenges/drains/entries/2/code" },
          ],
        },
      ],
      work: {
        ...{ days: [], outside: 0, sizeable: 0, sized: 0 },
        people: [{ name: "Ada Bianchi", commits: 1, added: 0, removed: 0, byDay: [] }],
      },
      lookedAt: {
        repository: "https://github.com/okapi-forge/drains",
        commits: 1,
        pushes: 0,
        isSealed: false,
        isCut: false,
      },
    },
    mask,
  );
  expect(JSON.stringify(seen)).not.toMatch(/okapi|ada|bianchi|zaffiro|github/i);
  expect(seen.work?.people[0]?.name).toBe("Person 1");
  expect(seen.facts[0]?.links).toEqual([{ label: "The code of entry 2", href: "/challenges/drains/entries/2/code" }]);
});
