import type { Instant } from "~/kernel/time";
import { installApp, uninstallApp } from "./installing";
import {
  addCollaborator,
  addOrganisation,
  addPerson,
  type NewOrganisation,
  type NewPerson,
  renamePerson,
  someone,
  tokenFor,
} from "./people";
import { deleteBranch, type ForcePushed, forcePush, type Pushed, push, strayCommit } from "./pushing";
import { addCheck, addRelease, type NewCheck, type NewRelease, tag } from "./releasing";
import {
  addRepository,
  fork,
  type NewRepository,
  remove,
  rename,
  setArchived,
  setPrivate,
  transfer,
} from "./repositories";
import { newWorld, type Permission, type Repository, repositoryAt, type World } from "./world";

/** A repository, or the address it has or had. */
export type At = Repository | string;

/** What can happen on GitHub, as sentences: each changes the world and writes the webhooks that tell of it. */
function verbsOf(world: World) {
  const at = (of: At): Repository => {
    const found = typeof of === "string" ? repositoryAt(world, of)?.repository : of;
    if (!found) throw new Error(`there is no repository ${of}`);
    return found;
  };
  return {
    setClock(clock: Instant | (() => Instant)) {
      world.clock = typeof clock === "function" ? clock : () => clock;
    },
    person: (made: NewPerson) => addPerson(world, made),
    organisation: (made: NewOrganisation) => addOrganisation(world, made),
    renamePerson: (login: string, to: string) => renamePerson(world, { login, to }),
    token: (login: string, scopes: string[] = []) => tokenFor(world, { login, scopes }),

    repository: (address: string, made: NewRepository = {}) => addRepository(world, address, made),
    at,
    head: (of: At, branch = at(of).defaultBranch): string => at(of).branches.get(branch) ?? "",
    collaborator: (of: At, login: string, permission: Permission) =>
      addCollaborator(world, at(of), { login, permission }),
    rename: (of: At, name: string) => rename(world, at(of), name),
    transfer: (of: At, login: string) => transfer(world, at(of), someone(world, login)),
    remove: (of: At) => remove(world, at(of)),
    block: (of: At) => void Object.assign(at(of), { isBlocked: true }),
    makePrivate: (of: At) => setPrivate(world, at(of), true),
    makePublic: (of: At) => setPrivate(world, at(of), false),
    archive: (of: At) => setArchived(world, at(of), true),
    unarchive: (of: At) => setArchived(world, at(of), false),
    fork: (of: At, by: string) => fork(world, at(of), someone(world, by)),

    push: (of: At, pushed?: Pushed) => push(world, at(of), pushed),
    forcePush: (of: At, pushed: ForcePushed) => forcePush(world, at(of), pushed),
    strayCommit: (of: At, pushed?: Pushed) => strayCommit(world, at(of), pushed),
    deleteBranch: (of: At, branch: string, by?: string) => deleteBranch(world, at(of), { branch, by }),
    tag: (of: At, name: string, sha?: string) => tag(at(of), name, sha),
    release: (of: At, made: NewRelease) => addRelease(world, at(of), made),
    check: (of: At, made: NewCheck = {}) => addCheck(world, at(of), made),

    /** Installs the App for one repository, or for all of an account where only its login is named. */
    installApp: (on: string) => installApp(world, on),
    uninstallApp: (on: string) => uninstallApp(world, on),
  };
}

export type Hub = World & ReturnType<typeof verbsOf>;

/** A GitHub with nobody in it. Its clock stands still until it is set. */
export function createHub(clock?: () => Instant): Hub {
  const world = newWorld(clock);
  return Object.assign(world, verbsOf(world));
}
