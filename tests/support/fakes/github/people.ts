import { type Account, accountNamed, type Email, nextId, type Permission, type Repository, type World } from "./world";

export type NewPerson = { login: string; name?: string | null; emails?: (string | Email)[] };

/** A person with an account; without addresses they have the one that GitHub gives to everyone. */
export function addPerson(world: World, { login, name = null, emails }: NewPerson): Account {
  const id = nextId(world, "account");
  const given = emails ?? [`${id}+${login}@users.noreply.github.com`];
  return addAccount(world, {
    ...{ id, login, name, type: "User", createdAt: world.clock(), owners: new Set<number>() },
    emails: given.map((one, place) =>
      typeof one === "string"
        ? { email: one, primary: place === 0, verified: true, visibility: place === 0 ? "public" : null }
        : one,
    ),
  });
}

export type NewOrganisation = { login: string; name?: string | null; owners?: string[] };

export function addOrganisation(world: World, { login, name = null, owners = [] }: NewOrganisation): Account {
  const ids = owners.map((owner) => someone(world, owner).id);
  return addAccount(world, {
    ...{ id: nextId(world, "account"), login, name, type: "Organization", createdAt: world.clock(), emails: [] },
    owners: new Set(ids),
  });
}

function addAccount(world: World, account: Account): Account {
  if (accountNamed(world, account.login)) throw new Error(`${account.login} has an account already`);
  world.accounts.push(account);
  return account;
}

/** The account of this login; a person is made where there is none. */
export const someone = (world: World, login: string): Account =>
  accountNamed(world, login) ?? addPerson(world, { login });

/** Who acts for an account: a person for themselves, an organisation's first owner for it. */
export const actorOf = (world: World, account: Account): Account =>
  world.accounts.find(({ id }) => account.owners.has(id)) ?? account;

/** Another login for the same person; whoever comes next may take the old one. */
export function renamePerson(world: World, { login, to }: { login: string; to: string }): Account {
  if (accountNamed(world, to)) throw new Error(`${to} has an account already`);
  const account = someone(world, login);
  account.login = to;
  return account;
}

export function addCollaborator(
  world: World,
  repository: Repository,
  { login, permission }: { login: string; permission: Permission },
): void {
  repository.collaborators.set(someone(world, login).id, permission);
}

/** A token as OAuth would have given it to this person. */
export function tokenFor(
  world: World,
  { login, scopes = [], clientId = null }: { login: string; scopes?: string[]; clientId?: string | null },
): string {
  const token = `gho_${String(nextId(world, "token")).padStart(36, "0")}`;
  world.tokens.set(token, { kind: "user", person: someone(world, login), scopes, clientId });
  return token;
}
