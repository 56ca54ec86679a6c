export type Place = { href: string; label: string; count?: number; current?: boolean };

function Places({ items, current }: { items: Place[]; current: "page" | "true" }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item.href}>
          <a href={item.href} aria-current={item.current ? current : undefined}>
            {item.label}
            {item.count !== undefined && <span className="n"> {item.count.toLocaleString("en")}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The sub-pages of one place, on a line above them. */
export function SubNav({ label, items }: { label: string; items: Place[] }) {
  return (
    <nav className="subnav" aria-label={label}>
      <Places items={items} current="page" />
    </nav>
  );
}

/** A list of contents beside a long page, or the sub-pages of a place in a column. */
export function Contents({ label = "On this page", items }: { label?: string; items: Place[] }) {
  return (
    <nav className="toc" aria-label={label}>
      <Places items={items} current={items.some((item) => item.href.startsWith("#")) ? "true" : "page"} />
    </nav>
  );
}
