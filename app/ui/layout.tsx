import { Children, type ReactNode } from "react";

/** The tincture that a page or a part of it wears as its one accent. */
export type Accent = "gules" | "azure" | "vert" | "purpure" | "tenne" | "sable";

/** A section with its name in the margin and its matter beside it. The first one on a page has no rule above it. */
export function Section({
  name,
  note,
  id,
  first = false,
  children,
}: {
  name: ReactNode;
  note?: ReactNode;
  id?: string;
  first?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={first ? "sec first" : "sec"} id={id}>
      <div className="name">
        <h2>{name}</h2>
        {note && <p>{note}</p>}
      </div>
      <div>{children}</div>
    </section>
  );
}

/** Three to six facts on one line, the figure under its label. */
export function Facts({ items }: { items: { label: string; value: ReactNode; note?: ReactNode }[] }) {
  return (
    <dl className="facts">
      {items.map(({ label, value, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value}
            {note && <small> {note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Terms and what they stand for, in two columns. */
export function KeyValues({ items }: { items: { label: ReactNode; value: ReactNode; code?: boolean }[] }) {
  return (
    <dl className="kv">
      {items.flatMap(({ label, value, code }, i) => [
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is written out by the page and never reordered
        <dt key={`${i}t`}>{label}</dt>,
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <dd key={`${i}d`} className={code ? "hash" : undefined}>
          {value}
        </dd>,
      ])}
    </dl>
  );
}

/** Large figures with a word beneath each. */
export function Tally({ items }: { items: { figure: ReactNode; label: ReactNode }[] }) {
  return (
    <div className="tally">
      {items.map(({ figure, label }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list is written out by the page and never reordered
        <div key={i}>
          <b>{figure}</b>
          {label}
        </div>
      ))}
    </div>
  );
}

/** One part of a long page, which a list of contents can point at. */
export function Part({ id, title, children }: { id: string; title: ReactNode; children: ReactNode }) {
  return (
    <section className="part" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

/** The reading measure, for text written in JSX; text that people wrote goes through `Prose`. */
export function Reading({ children }: { children: ReactNode }) {
  return <div className="reading">{children}</div>;
}

/** Where this page stands, from the outside in: links, then a last word such as the phase. */
export function Crumb({ children }: { children: ReactNode }) {
  return (
    <nav className="crumb" aria-label="Where this page stands">
      <ol>
        {Children.toArray(children).map((child, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the path of a page is never reordered
          <li key={i}>{child}</li>
        ))}
      </ol>
    </nav>
  );
}

/** The head of a page without a large banner: crumb, title (with a small mark where there is one), lede. */
export function PageHead({
  crumb,
  title,
  lede,
  mark,
  tincture,
  children,
}: {
  crumb?: ReactNode;
  title: ReactNode;
  lede?: ReactNode;
  mark?: ReactNode;
  tincture?: Accent;
  children?: ReactNode;
}) {
  return (
    <header className={mark ? "page-head with-mark" : "page-head"} data-tincture={tincture}>
      {crumb}
      <div className="titled">
        {mark}
        <h1>{title}</h1>
      </div>
      {lede && <p className="lede">{lede}</p>}
      {children}
    </header>
  );
}

/** The head of a page that has a large banner beside its title. */
export function BannerHead({
  banner,
  crumb,
  title,
  lede,
}: {
  banner: ReactNode;
  crumb?: ReactNode;
  title: ReactNode;
  lede?: ReactNode;
}) {
  return (
    <header className="ch-head">
      {banner}
      <div>
        <div className="top">
          {crumb}
          <h1>{title}</h1>
        </div>
        {lede && <p className="lede">{lede}</p>}
      </div>
    </header>
  );
}

/** A sticky column (contents, the main act) beside the matter of a long page; above it on a narrow screen. */
export function WithAside({ aside, children }: { aside: ReactNode; children: ReactNode }) {
  return (
    <div className="with-toc">
      <aside>{aside}</aside>
      <div>{children}</div>
    </div>
  );
}

/** A remark with the accent's line beside it. */
export function Note({ tone, children }: { tone?: "warn" | "bad"; children: ReactNode }) {
  return <div className={tone === "warn" ? "note warnly" : tone === "bad" ? "note badly" : "note"}>{children}</div>;
}

/** The name of a phase: the one place for letterspaced capitals. `still` where nothing is going on. */
export function Phase({ still = false, children }: { still?: boolean; children: ReactNode }) {
  return <span className={still ? "phase still" : "phase"}>{children}</span>;
}
