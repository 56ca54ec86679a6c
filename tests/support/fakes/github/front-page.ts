import type { Hub } from "./hub";
import type { Ask, Reply } from "./reply";
import { html, page } from "./sign-in";
import type { TroubleKind } from "./troubles";
import { fullName, nextId, type Repository } from "./world";

/** What a developer can make happen to a repository, by the words on the button. */
const DEEDS: Record<string, (hub: Hub, repository: Repository) => void> = {
  "Push a commit": (hub, repository) => void hub.push(repository, { files: news(hub) }),
  "Force-push over it": (hub, repository) => void hub.forcePush(repository, { files: news(hub) }),
  Release: (hub, repository) => hub.release(repository, { tag: `v${nextId(hub, "tag") - 999}` }),
  "Fail a check": (hub, repository) => hub.check(repository, { conclusion: "failure" }),
  "Make private": (hub, repository) => hub.makePrivate(repository),
  "Make public": (hub, repository) => hub.makePublic(repository),
  Archive: (hub, repository) => hub.archive(repository),
  Rename: (hub, repository) => hub.rename(repository, `${repository.name}-renamed`),
  "Install the App": (hub, repository) => void hub.installApp(fullName(repository)),
  Remove: (hub, repository) => hub.remove(repository),
};

const news = (hub: Hub) => ({ "NEWS.md": `# News\n\nChange of ${hub.clock().toISOString()}\n` });

const TROUBLES: TroubleKind[] = ["gone", "down", "bad-gateway", "limited", "spent", "babble", "slow", "cut"];

export type Mood = { trouble(is: TroubleKind): void; calm(): void };

/** The page on which whoever develops against this GitHub makes things happen there. Null: another page is asked for. */
export function frontPage(ask: Ask, mood: Mood): Reply | null {
  if ((ask.path === "/" || ask.path.endsWith("/installations/new")) && ask.method === "GET")
    return page(200, shownTo(ask.hub));
  if (ask.path !== "/do" || ask.method !== "POST") return null;
  const { deed, repository, trouble } = ask.said;
  const found = ask.hub.repositories.find(({ id }) => id === Number(repository));
  if (found && !found.isRemoved) DEEDS[String(deed)]?.(ask.hub, found);
  if (trouble === "none") mood.calm();
  const kind = TROUBLES.find((one) => one === trouble);
  if (kind) mood.trouble(kind);
  return { status: 303, body: "", headers: { location: "/" } };
}

function shownTo(hub: Hub): string {
  const button = (name: string, value: string) =>
    `<button name="${name}" value="${html(value)}">${html(value)}</button>`;
  const rows = hub.repositories
    .filter(({ isRemoved }) => !isRemoved)
    .map((one) => {
      const is = [one.isPrivate ? "private" : "public", one.isArchived ? "archived" : ""].filter(Boolean).join(", ");
      const head = hub.head(one).slice(0, 7) || "empty";
      const deeds = Object.keys(DEEDS).map((deed) => button("deed", deed));
      return `<h2>${html(fullName(one))}</h2><p>${is}, ${head}</p><form method="post" action="/do"><input type="hidden" name="repository" value="${one.id}">${deeds.join(" ")}</form>`;
    });
  const troubles = ["none", ...TROUBLES].map((trouble) => button("trouble", trouble));
  return `<h1>GitHub on loopback</h1><p>What happens here, Palio learns as it would of GitHub.</p><h2>Trouble</h2><form method="post" action="/do">${troubles.join(" ")}</form>${rows.join("")}`;
}
