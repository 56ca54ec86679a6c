import { canariesIn } from "./blind-world";
import { siteOrigin } from "./site";

const ATTRIBUTE = /(?:href|src|action)="([^"]+)"/g;
/** Pages that hold nothing of an entry, of which a crawl would see thousands, and the letters of a site that sends none. */
const ASIDE =
  /^\/(outbox|assets|fonts|theme|sign-in|sign-out|settings|banners|build|favicon)|[?&](sort|order|find|in|row|page|before)=/;

/** Every address of the site that leads on from some, as one person finds them; what each answers, as a page and as data. */
export async function crawl(cookie: string, from: string[]): Promise<Map<string, { status: number; text: string }>> {
  const answers = new Map<string, { status: number; text: string }>();
  const waiting = [...from];
  for (let path = waiting.shift(); path !== undefined && answers.size < 400; path = waiting.shift()) {
    if (answers.has(path)) continue;
    const answer = await fetch(siteOrigin() + path, { headers: { cookie }, redirect: "manual" });
    const text = `${[...answer.headers].join("\n")}\n${await answer.text()}`;
    answers.set(path, { status: answer.status, text });
    const led = answer.headers.get("location");
    for (const to of [...[...text.matchAll(ATTRIBUTE)].map(([, to]) => to ?? ""), ...(led ? [led] : [])]) {
      const url = new URL(to.replaceAll("&amp;", "&"), siteOrigin() + path);
      const next = url.pathname + url.search;
      if (url.origin === siteOrigin() && !ASIDE.test(next)) waiting.push(next);
    }
    if (!path.includes(".data") && /text\/html/.test(answer.headers.get("content-type") ?? "")) {
      const { pathname, search } = new URL(siteOrigin() + path);
      waiting.push(`${pathname === "/" ? "/_root" : pathname}.data${search}`);
    }
  }
  return answers;
}

/** What nobody links to, but a reader may think of. */
export const guessed = (world: { challenge: { slug: string }; dataset: string }): string[] => {
  const here = `/challenges/${world.challenge.slug}`;
  return [
    ...[here, `${here}/desk`, `${here}/desk/1`, `${here}/desk/1/provenance`, `${here}/desk/1/open`],
    ...[`${here}/desk/1/conflict`, `${here}/entries`, `${here}/entries/1`, `${here}/entries/1/code`],
    ...[`${here}/entries/1/code?path=src`, `${here}/entries/1/code?path=src/leak.py`, `${here}/entries/1/archive`],
    ...[
      `${here}/teams`,
      `${here}/teams?show=looking`,
      `${here}/teams?show=seekers`,
      `${here}/record`,
      `${here}/results`,
    ],
    ...[`${here}/news`, `${here}/calendar.ics`, `/datasets/${world.dataset}`, `/datasets/${world.dataset}/uses`],
    ...["/", "/mine", "/challenges?q=zaffiro", "/results", "/data.json", "/catalog.ttl", "/catalog.jsonld", "/record"],
  ];
};

/** The answers that name who made a blind entry, each with the words that do. */
export const tellTales = (answers: Map<string, { text: string }>): string[] =>
  [...answers].flatMap(([path, { text }]) => {
    // What the reader typed comes back as typed.
    const found = canariesIn(path.includes("q=zaffiro") ? text.replaceAll("zaffiro", "") : text);
    return found.length > 0 ? [`${path}: ${found.join(", ")}`] : [];
  });
