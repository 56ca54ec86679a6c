import { expect, test } from "vitest";
import { pictureOf } from "~/platform/picture.server";

test("a drawing becomes a PNG of 1200 by 630 pixels, with the fallbacks of its custom properties", async () => {
  const square = (colour: string) =>
    pictureOf(
      `<svg viewBox="0 0 10 10" xmlns="http://www.w3.org/2000/svg"><rect width="10" height="10" fill="${colour}"/></svg>`,
    );
  const png = Buffer.from(await square("var(--b-azure,#1D4F91)"));
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  expect(png.equals(Buffer.from(await square("#1D4F91")))).toBe(true);
  expect(png.equals(Buffer.from(await square("#A3262A")))).toBe(false);
});
