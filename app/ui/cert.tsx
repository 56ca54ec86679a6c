import type { ReactNode } from "react";
import { paths } from "~/paths";

/** What is promised or proven: two hairlines, the inner one in the accent. Nothing else wears it. */
export function Certificate({
  title,
  level = 2,
  mark,
  sign,
  acts,
  children,
}: {
  title?: ReactNode;
  level?: 2 | 3;
  /** The small banner of what it is about. */
  mark?: ReactNode;
  /** Who signed, and where it stands in the record. */
  sign?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className="cert">
      <div>
        {mark}
        {title && <Heading>{title}</Heading>}
        {children}
        {sign && <div className="sign">{sign}</div>}
        {acts && <div className="acts">{acts}</div>}
      </div>
    </div>
  );
}

/** A hash or an id in groups of four or eight characters, so that people can compare it. */
export function Hash({ value, group = 8, most }: { value: string; group?: 4 | 8; most?: number }) {
  const shown = most === undefined ? value : value.slice(0, most);
  const groups = shown.match(new RegExp(`.{1,${group}}`, "g")) ?? [];
  return (
    <span className="hash" title={shown === value ? undefined : value}>
      {groups.join(" ")}
    </span>
  );
}

/** Leads from a claim to what the record holds of it, after a space; nothing where no entry is known. */
export const RecordLink = ({ hash, words = "In the record" }: { hash?: string; words?: string }) =>
  hash ? (
    <>
      {" "}
      <a href={paths.recordEntry(hash)}>{words}</a>
    </>
  ) : null;
