import fc from "fast-check";
import { expect, test } from "vitest";
import { config } from "~/platform/config.server";
import { openText, sealText } from "~/platform/sealed-text.server";

const PURPOSE = "a test";

/** Does something under another secret of the site. */
function underSecret<T>(secret: string, work: () => T): T {
  const settings = config();
  const own = settings.secret;
  settings.secret = secret;
  try {
    return work();
  } finally {
    settings.secret = own;
  }
}

test("what is sealed opens as it was, and never looks the same twice", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const sealed = sealText(text, PURPOSE);
      expect(openText(sealed, PURPOSE)).toBe(text);
      expect(sealText(text, PURPOSE)).not.toBe(sealed);
      expect(sealed).toMatch(/^[\w-]+$/);
    }),
  );
});

test("a single changed bit anywhere is refused", () => {
  const sealed = Buffer.from(sealText("gho_a-token", PURPOSE), "base64url");
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Buffer.from(sealed);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(openText(changed.toString("base64url"), PURPOSE)).toBeNull();
  }
});

test("what is cut short, or was never sealed, is refused", () => {
  const sealed = sealText("gho_a-token", PURPOSE);
  for (let length = 0; length < sealed.length - 1; length++)
    expect(openText(sealed.slice(0, length), PURPOSE)).toBeNull();
  for (const text of ["", "not sealed", "é", "=".repeat(100)]) expect(openText(text, PURPOSE)).toBeNull();
});

test("what was sealed for one purpose opens for no other", () => {
  expect(openText(sealText("gho_a-token", "github-token:1"), "github-token:2")).toBeNull();
});

test("what was sealed under one secret of the site opens under no other", () => {
  const sealed = sealText("gho_a-token", PURPOSE);
  expect(underSecret("another secret of at least 32 characters", () => openText(sealed, PURPOSE))).toBeNull();
  expect(openText(sealed, PURPOSE)).toBe("gho_a-token");
});
