import type { ReactNode } from "react";
import { longText } from "~/kernel/time";
import type { Accent } from "./layout";

export type NavItem = { href: string; label: string; current?: boolean };

export function SkipLink() {
  return (
    <a className="skip" href="#main">
      To the content
    </a>
  );
}

/** The head of every page: the site's name and place, the main parts, and the reader's own place. */
export function Masthead({
  siteName,
  place,
  home = "/",
  nav,
  me,
}: {
  siteName: string;
  place?: string;
  home?: string;
  nav: NavItem[];
  me: { href: string; label: string } | ReactNode;
}) {
  return (
    <header className="mast">
      <div className="wrap">
        <a className="wordmark" href={home}>
          {siteName} {place && <span>{place}</span>}
        </a>
        <nav aria-label="Main">
          <ul>
            {nav.map(({ href, label, current }) => (
              <li key={href}>
                <a href={href} aria-current={current ? "true" : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {isLink(me) ? (
          <a className="me" href={me.href}>
            {me.label}
          </a>
        ) : (
          <div className="me">{me}</div>
        )}
      </div>
    </header>
  );
}

const isLink = (me: { href: string; label: string } | ReactNode): me is { href: string; label: string } =>
  typeof me === "object" && me !== null && "href" in me && "label" in me;

/** The day by the server's clock, and at its other end what comes next. */
export function DayLine({ now, zone, place, aside }: { now: string; zone: string; place: string; aside?: ReactNode }) {
  return (
    <section className="dayline" aria-label="Today">
      <div className="wrap">
        <span>
          <time dateTime={now} suppressHydrationWarning>
            {longText(new Date(now), zone)}
          </time>{" "}
          in {place}
        </span>
        {aside && <span className="aside">{aside}</span>}
      </div>
    </section>
  );
}

/** The matter of a page, between its head and its foot. `plain` leaves the space above to the page. */
export function Main({
  tincture,
  narrow = false,
  plain = false,
  children,
}: {
  tincture?: Accent;
  narrow?: boolean;
  plain?: boolean;
  children: ReactNode;
}) {
  return (
    <main id="main" className={plain ? "wrap" : "wrap page"} data-tincture={tincture} tabIndex={-1}>
      {narrow ? <div className="narrow">{children}</div> : children}
    </main>
  );
}

export function Footer({ children }: { children: ReactNode }) {
  return (
    <footer className="foot">
      <div className="wrap">{children}</div>
    </footer>
  );
}

/** One of the foot's columns. What only makes sense on a screen is left out of print. */
export function FootNote({
  title,
  screenOnly = false,
  children,
}: {
  title: string;
  screenOnly?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={screenOnly ? "screen" : undefined}>
      <b>{title}</b>
      {children}
    </div>
  );
}

export type ThemeChoice = "light" | "dark" | "device";

const THEME_LABELS: Record<ThemeChoice, string> = { light: "Light", dark: "Dark", device: "As the device" };

/** Posts `theme` and the `back` address to `action`, which remembers the choice and comes back here. */
export function ThemeSwitch({ action, current, back }: { action: string; current: ThemeChoice; back?: string }) {
  return (
    <form method="post" action={action} className="theme-switch" aria-label="Light or dark">
      {back && <input type="hidden" name="back" value={back} />}
      {(Object.keys(THEME_LABELS) as ThemeChoice[]).map((theme) => (
        <button key={theme} type="submit" className="link" name="theme" value={theme} aria-pressed={theme === current}>
          {THEME_LABELS[theme]}
        </button>
      ))}
    </form>
  );
}

/** What the last act did, said once above the page. */
export function Flash({ text, tone = "good" }: { text: string | null | undefined; tone?: "good" | "bad" }) {
  if (!text) return null;
  return (
    <div className={tone === "bad" ? "said bad" : "said"} role={tone === "bad" ? "alert" : "status"}>
      <div className="wrap">
        <p>{text}</p>
      </div>
    </div>
  );
}
