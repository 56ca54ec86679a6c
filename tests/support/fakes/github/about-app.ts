import { verify } from "node:crypto";
import { permissionBy } from "./looking-up";
import { someone } from "./people";
import { type AppsAnswer, nodeId, time, userAnswer } from "./recorded";
import { type Ask, type AskOf, byCursor, listed, NOT_FOUND, ok, paged, problem, type Reply } from "./reply";
import { repositoryAnswer } from "./repository-answers";
import { type Delivery, type Installation, installationOf, isInstalledOn, nextId } from "./world";

const HOUR = 3_600_000;
const PERMISSIONS = { contents: "read", metadata: "read", statuses: "write", checks: "read" } as const;
const EVENTS = ["push", "repository", "release", "check_run"];
type Permissions = AppsAnswer<"getRepoInstallation">["permissions"] & { [name: string]: string };

/** What the App can ask for itself, with a signed statement of who it is. */
export const aboutApp: Record<string, (ask: Ask) => Reply> = {
  "GET /app": (ask) => {
    const { hub, settings } = ask;
    if (!isApp(ask)) return BAD_STATEMENT;
    const permissions: Permissions = PERMISSIONS;
    const answer: AppsAnswer<"getAuthenticated"> = {
      ...{ id: settings.appId, slug: "palio", node_id: nodeId("App", settings.appId), client_id: settings.clientId },
      ...{ owner: userAnswer(hub, someone(hub, "palio")), name: "Palio", description: null },
      ...{ external_url: "https://palio.example.org", html_url: "https://github.com/apps/palio" },
      ...{ created_at: time(hub.clock()), updated_at: time(hub.clock()), permissions, events: EVENTS },
      installations_count: hub.installations.length,
    };
    return ok(answer);
  },
  "GET /app/installations": (ask) =>
    isApp(ask)
      ? listed(
          ask,
          ask.hub.installations.map((one) => installationAnswer(ask, one)),
        )
      : BAD_STATEMENT,
  "GET /app/installations/{id}": (ask) => {
    if (!isApp(ask)) return BAD_STATEMENT;
    const found = installationNumbered(ask);
    return found ? ok(installationAnswer(ask, found)) : NOT_FOUND;
  },
  "POST /app/installations/{id}/access_tokens": accessToken,
  "GET /installation/repositories": (ask) => {
    const { hub, token } = ask;
    if (token?.kind !== "installation") return problem(403, "You must authenticate with an installation access token.");
    const { installation, only } = token;
    const all = hub.repositories.filter(
      (one) => !one.isRemoved && isInstalledOn(installation, one) && (only?.has(one.id) ?? true),
    );
    const { items, headers } = paged(ask, all);
    const repositories = items.map((one) => repositoryAnswer(hub, one, permissionBy(token, one)));
    return ok({ total_count: all.length, repositories }, headers);
  },
  "GET /app/hook/deliveries": (ask) =>
    isApp(ask) ? byCursor(ask, ask.hub.deliveries.map(deliveryAnswer).reverse()) : BAD_STATEMENT,
  "POST /app/hook/deliveries/{id}/attempts": (ask) => {
    if (!isApp(ask)) return BAD_STATEMENT;
    const { hub } = ask;
    const first = hub.deliveries.find(({ id }) => id === Number(ask.part("id")));
    if (!first) return NOT_FOUND;
    // The same event under the same GUID, as another delivery.
    hub.deliveries.push({
      ...first,
      id: nextId(hub, "delivery"),
      at: hub.clock(),
      statusCode: null,
      isRedelivery: true,
    });
    return { status: 202, body: {} };
  },
};

/** Asked below a repository's address. */
export const installationOn = (ask: AskOf): Reply => {
  if (!isApp(ask)) return BAD_STATEMENT;
  const found = installationOf(ask.hub, ask.repository);
  return found ? ok(installationAnswer(ask, found)) : NOT_FOUND;
};

const permissionsOf = ({ mayWrite }: Installation) =>
  ({ ...PERMISSIONS, contents: mayWrite ? "write" : "read" }) as const;

const BAD_STATEMENT = problem(401, "A JSON web token could not be decoded");

const Claims = (text: string): { iss?: unknown; iat?: unknown; exp?: unknown } => JSON.parse(text);

/** Whether who asks holds the App's key: a JWT signed with RS256, by this App, that lasts ten minutes at most. */
export function isApp({ headers, settings }: Ask): boolean {
  const [head, body, signature] = (headers.authorization ?? "").replace(/^bearer /i, "").split(".");
  if (!head || !body || !signature || settings.publicKey === null) return false;
  const isSigned = verify(
    "RSA-SHA256",
    Buffer.from(`${head}.${body}`),
    settings.publicKey,
    Buffer.from(signature, "base64url"),
  );
  if (!isSigned) return false;
  const { iss, iat, exp } = Claims(Buffer.from(body, "base64url").toString("utf8"));
  const isOurs = String(iss) === String(settings.appId) || iss === settings.clientId;
  const [from, until] = [Number(iat) * 1000, Number(exp) * 1000];
  return isOurs && from <= Date.now() + 60_000 && until > Date.now() && until - from <= HOUR / 6 + 60_000;
}

const installationNumbered = (ask: Ask): Installation | undefined =>
  ask.hub.installations.find(({ id }) => id === Number(ask.part("id")));

function accessToken(ask: Ask): Reply {
  if (!isApp(ask)) return BAD_STATEMENT;
  const { hub, said } = ask;
  const installation = installationNumbered(ask);
  if (!installation) return NOT_FOUND;
  const [ids, names] = [said.repository_ids, said.repositories].map((list) => (Array.isArray(list) ? list : []));
  const asked = hub.repositories.filter((one) => ids?.includes(one.id) || names?.includes(one.name));
  if (
    asked.length !== (ids?.length ?? 0) + (names?.length ?? 0) ||
    !asked.every((one) => isInstalledOn(installation, one))
  )
    return problem(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  const token = `ghs_${String(nextId(hub, "token")).padStart(36, "0")}`;
  const only = asked.length > 0 ? new Set(asked.map(({ id }) => id)) : null;
  hub.tokens.set(token, { kind: "installation", installation, only });
  const answer: AppsAnswer<"createInstallationAccessToken"> = {
    token,
    // By the machine's clock, by which Octokit keeps it.
    expires_at: time(new Date(Date.now() + HOUR)),
    permissions: permissionsOf(installation),
    repository_selection: only || installation.repositories ? "selected" : "all",
  };
  return { status: 201, body: answer };
}

function installationAnswer({ hub, settings }: Ask, one: Installation): AppsAnswer<"getRepoInstallation"> {
  const { id, account, repositories, at } = one;
  const permissions: Permissions = permissionsOf(one);
  return {
    ...{ id, account: userAnswer(hub, account), target_id: account.id, target_type: account.type },
    repository_selection: repositories === null ? "all" : "selected",
    access_tokens_url: `${hub.api}/app/installations/${id}/access_tokens`,
    repositories_url: `${hub.api}/installation/repositories`,
    html_url: `https://github.com/settings/installations/${id}`,
    ...{ app_id: settings.appId, app_slug: "palio", permissions, events: EVENTS, single_file_name: null },
    ...{ created_at: time(at), updated_at: time(at), suspended_at: null, suspended_by: null },
  };
}

function deliveryAnswer(one: Delivery): AppsAnswer<"listWebhookDeliveries">[number] {
  const { id, guid, event, action, at, isRedelivery, statusCode, installation, repository } = one;
  return {
    ...{ id, guid, delivered_at: time(at), redelivery: isRedelivery, duration: 0.1, event, action },
    status: statusCode === null ? "pending" : statusCode < 400 ? "OK" : "Invalid HTTP Response",
    status_code: statusCode ?? 0,
    ...{ installation_id: installation.id, repository_id: repository?.id ?? null },
  };
}
