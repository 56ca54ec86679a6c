import "~/styles/app.css";
import { data, type LoaderFunctionArgs } from "@remix-run/node";
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { isStaff } from "~/accounts/roles";
import { viewerOf } from "~/accounts/session.server";
import { SessionEndedPage } from "~/accounts/session-ended";
import { closingNext } from "~/challenges/closing-next.server";
import { relativeText } from "~/kernel/time";
import { paths } from "~/paths";
import { config, isOpenHouse } from "~/platform/config.server";
import { now } from "~/platform/http/request-scope.server";
import { takeSaid } from "~/platform/http/respond.server";
import { themeOf } from "~/platform/http/theme.server";
import { isSessionEnded } from "~/platform/http/typed-text";
import { useRequestInfo } from "~/ui/request-info";
import { DayLine, Flash, Footer, FootNote, Main, Masthead, SkipLink, ThemeSwitch } from "~/ui/shell";

export async function loader({ request }: LoaderFunctionArgs) {
  const [viewer, at, theme, said] = await Promise.all([viewerOf(request), now(), themeOf(request), takeSaid(request)]);
  const next = await closingNext(at);
  const { siteName, timeZone, origin } = config();
  const page = {
    now: at.toISOString(),
    siteName,
    timeZone,
    origin,
    theme,
    said: said.sentence,
    isOpenHouse: isOpenHouse(),
    viewer: viewer && { name: viewer.name, handle: viewer.handle, isStaff: isStaff(viewer) },
    closing: next && { slug: next.slug, title: next.title, in: relativeText(next.closesAt, at) },
  };
  return data(page, said.forget ? { headers: { "Set-Cookie": said.forget } } : undefined);
}

/**
 * A route that needs React in the browser says so: `export const handle = { hydrate: true }`. One whose pages wear an
 * icon of their own, or show a picture where other sites link to them, says its address from what its loader found.
 */
type Address = (page: unknown) => string | undefined;
type Handle = { hydrate?: boolean; bare?: boolean; icon?: Address; picture?: Address } | undefined;

export function Layout({ children }: { children: ReactNode }) {
  const page = useRouteLoaderData<typeof loader>("root");
  const matches = useMatches();
  const { nonce } = useRequestInfo();
  const said = (what: "icon" | "picture") =>
    matches.map(({ handle, data: found }) => (handle as Handle)?.[what]?.(found)).findLast(Boolean);
  const picture = said("picture");
  const hydrates = matches.some(({ handle }) => (handle as Handle)?.hydrate);
  return (
    <html lang="en" data-theme={page && page.theme !== "device" ? page.theme : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
        <link rel="icon" type="image/svg+xml" href={said("icon") ?? "/favicon.svg"} />
        {page && picture && (
          <>
            <meta property="og:image" content={page.origin + picture} />
            <meta property="og:image:width" content="1200" />
            <meta property="og:image:height" content="630" />
            <meta name="twitter:card" content="summary_large_image" />
          </>
        )}
      </head>
      <body className={matches.some(({ handle }) => (handle as Handle)?.bare) ? "at-desk" : undefined}>
        <SkipLink />
        {children}
        <script src="/palio.js" type="module" nonce={nonce} suppressHydrationWarning />
        {hydrates && <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

function Head() {
  const page = useRouteLoaderData<typeof loader>("root");
  const { pathname } = useLocation();
  const under = (path: string) => pathname === path || pathname.startsWith(`${path}/`);
  const nav = [
    { href: paths.challenges(), label: "Challenges" },
    { href: paths.datasets(), label: "Data" },
    { href: paths.results(), label: "Results" },
    { href: paths.record(), label: "Record" },
    ...(page?.viewer ? [{ href: paths.mine(), label: "Mine" }] : []),
    ...(page?.viewer?.isStaff ? [{ href: paths.staff(), label: "Staff desk" }] : []),
  ].map((item) => ({ ...item, current: under(item.href) }));
  const me = page?.viewer
    ? { href: paths.settings(), label: page.viewer.name }
    : { href: paths.signIn(pathname === "/" || under("/sign-in") ? undefined : pathname), label: "Sign in" };
  return (
    <>
      <Masthead siteName="Palio" place={page?.siteName} nav={nav} me={me} />
      {page && (
        <DayLine
          now={page.now}
          zone={page.timeZone}
          place={page.siteName}
          aside={
            page.closing ? (
              <>
                Closes next: <a href={paths.challenge(page.closing.slug)}>{page.closing.title}</a>, {page.closing.in}
              </>
            ) : undefined
          }
        />
      )}
      <Flash text={page?.said} />
    </>
  );
}

function Foot() {
  const page = useRouteLoaderData<typeof loader>("root");
  const { pathname, search } = useLocation();
  return (
    <Footer>
      <FootNote title="The record">
        <p>
          Every act with consequences is in it, and <a href={paths.record()}>anyone can read it</a>.
        </p>
      </FootNote>
      <FootNote title="Time">
        <p>By the server’s clock{page ? `, in ${page.timeZone} unless a page says otherwise` : ""}.</p>
      </FootNote>
      <FootNote title="This site" screenOnly>
        <ThemeSwitch action={paths.theme()} current={page?.theme ?? "device"} back={pathname + search} />
        {page?.isOpenHouse && (
          <p>
            <a href={paths.outbox()}>Outbox</a> · <a href={paths.banners()}>Banners</a>
          </p>
        )}
      </FootNote>
    </Footer>
  );
}

export default function Root() {
  const matches = useMatches();
  const isBare = matches.some(({ handle }) => (handle as Handle)?.bare);
  return (
    <>
      <Head />
      <Outlet />
      {!isBare && <Foot />}
    </>
  );
}

const SAID: Record<number, { title: string; text: string }> = {
  400: { title: "That could not be read", text: "Go back, reload the page and send it again." },
  403: {
    title: "This is not yours to open",
    text: "Your role does not reach here. If it should, ask the person who runs the challenge.",
  },
  404: {
    title: "Nothing stands at this address",
    text: "It may have moved, or it may never have been. Nothing that was published here is ever taken away.",
  },
  405: { title: "This address takes no such request", text: "Go back and use the form of the page." },
};

const OTHERS = { title: "That was not taken", text: "Go back, reload the page and try again." };
const OUR_FAULT = {
  title: "That went wrong, and it is our fault",
  text: "Nothing that was saved is lost. Try again; if it happens again, tell us the reference below.",
};

/** A sentence that a route of ours threw; the framework's own words ("Error: No route matches …") are none. */
const isSentence = (thrown: unknown): thrown is string =>
  typeof thrown === "string" && thrown.length < 500 && /^[A-Z].*[.!?]$/s.test(thrown) && !thrown.startsWith("Error:");

export function ErrorBoundary() {
  const error = useRouteError();
  const { reference } = useRequestInfo();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const thrown: unknown = isRouteErrorResponse(error) ? error.data : undefined;
  const said = SAID[status] ?? (status < 500 ? OTHERS : OUR_FAULT);
  if (status === 401 && isSessionEnded(thrown))
    return (
      <>
        <Head />
        <Main narrow>
          <title>You were signed out · Palio</title>
          <SessionEndedPage {...thrown} />
        </Main>
        <Foot />
      </>
    );
  return (
    <>
      <Head />
      <Main narrow>
        <title>{`${said.title} · Palio`}</title>
        <h1>{said.title}</h1>
        <p className="lede">{isSentence(thrown) ? thrown : said.text}</p>
        {status >= 500 && reference && (
          <p>
            Reference <code>{reference}</code>
          </p>
        )}
        <p>
          <a href={paths.front()}>To the front page</a>
        </p>
      </Main>
      <Foot />
    </>
  );
}
