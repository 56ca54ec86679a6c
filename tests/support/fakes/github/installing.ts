import { someone } from "./people";
import { tellInstallation } from "./webhooks";
import { type Installation, nextId, repositoryAt, type World } from "./world";

/** On "owner/name" for that one repository, beside those it has already; on "owner" for all of them. */
export function installApp(world: World, on: string): Installation {
  const repository = on.includes("/") ? repositoryAt(world, on)?.repository : null;
  if (repository === undefined) throw new Error(`there is no repository ${on}`);
  const account = repository?.owner ?? someone(world, on);
  const known = world.installations.find((one) => one.account === account);
  if (known) {
    if (repository) known.repositories?.add(repository.id);
    else known.repositories = null;
    tellInstallation(world, known, "added", repository ? [repository] : []);
    return known;
  }
  const repositories = repository ? new Set([repository.id]) : null;
  const installation = { id: nextId(world, "installation"), account, repositories, mayWrite: false, at: world.clock() };
  world.installations.push(installation);
  tellInstallation(world, installation, "created");
  return installation;
}

/** From "owner/name" only there; from "owner" altogether, and its tokens end with it. */
export function uninstallApp(world: World, from: string): void {
  const [login = ""] = from.split("/");
  const repository = from.includes("/") ? repositoryAt(world, from)?.repository : null;
  const account = repository?.owner ?? someone(world, login);
  const installation = world.installations.find((one) => one.account === account);
  if (!installation || repository === undefined) throw new Error(`the App is not installed on ${from}`);
  if (repository && (installation.repositories === null || installation.repositories.size > 1)) {
    installation.repositories ??= new Set(
      world.repositories.filter((one) => one.owner === account).map(({ id }) => id),
    );
    installation.repositories.delete(repository.id);
    tellInstallation(world, installation, "removed", [repository]);
    return;
  }
  tellInstallation(world, installation, "deleted");
  world.installations = world.installations.filter((one) => one !== installation);
  for (const [token, of] of world.tokens)
    if (of.kind === "installation" && of.installation === installation) world.tokens.delete(token);
}
