import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { Followed, FollowedNote, Progress } from "~/ui/bar";
import { ActButton, Acts, LinkButton } from "~/ui/button";
import { Note, Tally } from "~/ui/layout";
import { type Column, Pager, Table } from "~/ui/table";
import type { CatalogueWarning } from "../catalogue/model";
import type { ReportLine } from "./import-runs.server";
import { changedText, type ImportOutcome, type ImportState, isUnderWay, OUTCOMES } from "./import-words";

type Run = {
  id: string;
  state: ImportState;
  total: number;
  done: number;
  created: number;
  updated: number;
  unchanged: number;
  missing: number;
  refused: number;
  pages: number;
  error: string | null;
  cancelAskedAt: Date | null;
  mayEdit: boolean;
};

/** How far an import is, or how it ended. */
export function ImportProgress({ run }: { run: Run }) {
  const { id, state, total, done, created, updated, unchanged, missing, refused, pages, error } = run;
  if (state === "failed")
    return (
      <div className="stack">
        <Note tone="bad">
          <p>{error}</p>
          <p className="quiet">
            Nothing was changed. Put it right at its source, or choose another file, and try again.
          </p>
        </Note>
        <Acts>
          <LinkButton href={paths.importCatalogue()}>Try again</LinkButton>
        </Acts>
      </div>
    );
  const label =
    state === "waiting"
      ? "Waiting for its turn"
      : total === 0
        ? pages > 1
          ? `Reading the catalogue, ${count(pages, "page")} so far`
          : "Reading the catalogue"
        : `${done.toLocaleString("en")} of ${count(total, "dataset")}`;
  return (
    <Followed id="progress" while={isUnderWay(state)}>
      {isUnderWay(state) && (
        <>
          <Progress done={done} of={Math.max(1, total)} label={label} />
          <FollowedNote href={paths.importRun(id)}>You may leave this page, the import goes on.</FollowedNote>
          <ActButton action={paths.cancelImport(id)} disabledReason={whyNotStop(run)}>
            Stop this import
          </ActButton>
        </>
      )}
      {state === "cancelled" && (
        <Note>It was stopped on request. What had come in stays; nothing was marked as missing.</Note>
      )}
      <Tally
        items={[
          { figure: created.toLocaleString("en"), label: "new" },
          { figure: updated.toLocaleString("en"), label: "changed" },
          { figure: unchanged.toLocaleString("en"), label: "as before" },
          ...(refused > 0 ? [{ figure: refused.toLocaleString("en"), label: "refused" }] : []),
          ...(isUnderWay(state) ? [] : [{ figure: missing.toLocaleString("en"), label: "no longer in the catalogue" }]),
        ]}
      />
    </Followed>
  );
}

const whyNotStop = ({ mayEdit, cancelAskedAt }: Run): string | null =>
  !mayEdit
    ? "Only owners and editors of the organisation can stop its imports."
    : cancelAskedAt
      ? "It stops at its next step."
      : null;

type Report = { run: Run; lines: ReportLine[]; show: ImportOutcome | null; after: number; next: number | null };

/** A run's report, dataset by dataset: all of it, or one outcome. */
export function ImportReport({ run, lines, show, after, next }: Report) {
  const figures: [ImportOutcome | null, number][] = [
    [null, run.done + run.missing + run.refused],
    ["created", run.created],
    ["changed", run.updated],
    ["unchanged", run.unchanged],
    ["missing", run.missing],
    ["refused", run.refused],
  ];
  const to = (outcome: ImportOutcome | null) => `${paths.importRun(run.id, { show: outcome })}#report`;
  return (
    <>
      <nav className="acts" aria-label="What to show">
        {figures
          .filter(([outcome, figure]) => figure > 0 || outcome === show)
          .map(([outcome, figure]) => {
            const words = `${outcome ? OUTCOMES[outcome] : "all"} (${figure.toLocaleString("en")})`;
            return outcome === show ? (
              <b key={words} aria-current="true">
                {words}
              </b>
            ) : (
              <a key={words} href={to(outcome)}>
                {words}
              </a>
            );
          })}
      </nav>
      {lines.length === 0 ? (
        <p className="quiet">
          {isUnderWay(run.state) ? "The first datasets stand here in a moment." : "No dataset stands here."}
        </p>
      ) : (
        <Table rows={lines} keyOf={({ position }) => position} columns={COLUMNS} />
      )}
      <Pager
        label="Pages of the report"
        first={after > 0 ? to(show) : null}
        next={next ? `${paths.importRun(run.id, { show, after: next })}#report` : null}
      />
      {lines.length > 0 && !isUnderWay(run.state) && (
        <p className="why">
          <a href={paths.importReport(run.id)} download>
            The whole report as CSV
          </a>
        </p>
      )}
    </>
  );
}

const COLUMNS: Column<ReportLine>[] = [
  {
    name: "Dataset",
    head: true,
    cell: ({ slug, title }) => (slug ? <a href={paths.dataset(slug)}>{title}</a> : title),
  },
  {
    name: "Became",
    folded: "Became",
    cell: ({ outcome, changes, reason }) => (
      <>
        {OUTCOMES[outcome]}
        {changes.length > 0 && <small className="quiet">: {changedText(changes)}</small>}
        {reason && <small className="quiet">. {reason}</small>}
      </>
    ),
  },
  {
    name: "Licence",
    folded: "Licence",
    cell: ({ slug, title, needsLicence }) =>
      !slug ? (
        ""
      ) : needsLicence ? (
        <>
          <span className="warn">unclear</span>{" "}
          <a href={paths.confirmLicence(slug)}>
            Confirm<span className="visually-hidden"> the licence of {title}</span>
          </a>
        </>
      ) : (
        "clear"
      ),
  },
];

/** What the catalogue's publisher could put right. */
export function CatalogueWarnings({
  id,
  warnings,
  page,
  pages,
}: {
  id: string;
  warnings: CatalogueWarning[];
  page: number;
  pages: number;
}) {
  const to = (warning: number) => `${paths.importRun(id, { warnings: warning })}#warnings`;
  return (
    <>
      <ul className="bulleted">
        {warnings.map(({ code, message, dataset }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: warnings are written once and never reordered
          <li key={`${code}${i}`}>
            {dataset && <b>{dataset}: </b>}
            {message}
          </li>
        ))}
      </ul>
      <Pager
        label="Pages of warnings"
        previous={page > 1 ? to(page - 1) : null}
        next={page < pages ? to(page + 1) : null}
      />
    </>
  );
}
