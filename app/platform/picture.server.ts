import { renderAsync } from "@resvg/resvg-js";

/** What most sites cut a link's picture to, in pixels. */
const [WIDTH, HEIGHT] = [1200, 630];
const MARGIN = 60;
const PAPER = "#FBF8F3";

/**
 * A drawing as a PNG of 1200 by 630 pixels, in the middle of a sheet of paper: few sites show SVG beside a link. Drawn
 * in a thread of the library's own. Custom properties are given their fallbacks, for it knows none.
 */
export async function pictureOf(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const plain = svg.replace(/var\(--[\w-]+,\s*([^()]+)\)/g, "$1");
  const size = `x="0" y="${MARGIN}" width="${WIDTH}" height="${HEIGHT - 2 * MARGIN}"`;
  const sheet = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="${PAPER}"/>${plain.replace("<svg ", `<svg ${size} `)}</svg>`;
  const image = await renderAsync(sheet, { font: { loadSystemFonts: false } });
  return new Uint8Array(image.asPng());
}
