import type { ReactNode } from "react";
import { count } from "~/kernel/text";

export type ChecklistItem = {
  title: ReactNode;
  done: boolean;
  /** Not done, and in somebody else's hands. */
  waiting?: boolean;
  /** What is missing, or what it says. */
  note?: ReactNode;
  href?: string;
  /** The words of the link: "Write two sentences". */
  action?: string;
};

/** What is left to do, on top; what is done, folded away beneath. */
export function Checklist({ items, doneLabel }: { items: ChecklistItem[]; doneLabel?: string }) {
  const open = items.filter((item) => !item.done);
  const done = items.filter((item) => item.done);
  return (
    <>
      {open.length > 0 && (
        <ul className="todo">
          {open.map((item, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is computed anew with each page
            <li key={i}>
              <Sign kind={item.waiting ? "waiting" : "open"} />
              <div>
                <h3>{item.title}</h3>
                {(item.note || item.href) && (
                  <p>
                    {item.note} {item.href && <a href={item.href}>{item.action ?? "Do it"}</a>}
                  </p>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {done.length > 0 && (
        <details>
          <summary>{doneLabel ?? `${count(done.length, "thing")} done`}</summary>
          <ul className="todo">
            {done.map((item, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <li key={i}>
                <Sign kind="done" />
                <span className="done">
                  {item.href ? <a href={item.href}>{item.title}</a> : item.title}
                  {item.note && <small> {item.note}</small>}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const SIGNS = { open: "To do", waiting: "Waiting for somebody", done: "Done" };

function Sign({ kind }: { kind: keyof typeof SIGNS }) {
  return (
    <svg viewBox="0 0 18 18" role="img" aria-label={SIGNS[kind]}>
      {kind === "done" && (
        <>
          <circle cx={9} cy={9} r={8.2} fill="var(--vert)" />
          <path d="M5 9.4l2.7 2.7L13 6.6" fill="none" stroke="var(--paper)" strokeWidth={1.8} />
        </>
      )}
      {kind === "open" && <circle cx={9} cy={9} r={7.4} fill="none" stroke="var(--tenne)" strokeWidth={1.8} />}
      {kind === "waiting" && (
        <circle cx={9} cy={9} r={7.4} fill="none" stroke="var(--rule-2)" strokeWidth={1.6} strokeDasharray="2.4 2.6" />
      )}
    </svg>
  );
}

/** The next thing, between two thick rules. */
export function NextUp({
  kicker,
  title,
  children,
  acts,
}: {
  kicker: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  acts?: ReactNode;
}) {
  return (
    <section className="nextup">
      <div>
        <p className="kicker">{kicker}</p>
        <h2>{title}</h2>
        {children}
      </div>
      {acts && <div className="acts">{acts}</div>}
    </section>
  );
}
