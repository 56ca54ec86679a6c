import { PRIVATE } from "./respond.server";
import { standingPage } from "./standing-page";

/**
 * Answers a form by leading to another site. A redirect would need that site, and whichever it sends the browser on to
 * (an Enterprise server's own sign-in), in `form-action` of our policy: a page that goes on by itself needs none.
 */
export function leaveFor(site: string, address: string, cookie: string): Response {
  const page = standingPage({
    title: `On to ${site}`,
    sentence: `${site} asks you whether Palio may know who you are, and leads back here.`,
    link: { href: address, words: `Go on to ${site}` },
    goesOn: true,
  });
  return new Response(page, {
    headers: { ...PRIVATE, "Content-Type": "text/html; charset=utf-8", "Set-Cookie": cookie },
  });
}
