import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { Progress } from "~/ui/bar";
import { Acts, LinkButton } from "~/ui/button";
import { Note, Tally } from "~/ui/layout";
import { Empty, Pager, Table } from "~/ui/table";
import type { CatalogueWarning } from "../catalogue/model";
import type { CameIn } from "./import-runs.server";
import { type ImportState, isUnderWay } from "./import-words";

type Run = {
  id: string;
  state: ImportState;
  total: number;
  done: number;
  created: number;
  updated: number;
  unchanged: number;
  missing: number;
  error: string | null;
};

/** How far an import is, or how it ended. */
export function ImportProgress({ run }: { run: Run }) {
  const { state, total, done, created, updated, unchanged, missing, error } = run;
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
        ? "Reading the catalogue"
        : `${done.toLocaleString("en")} of ${count(total, "dataset")}`;
  return (
    <div className="stack">
      {isUnderWay(state) && (
        <>
          <Progress done={done} of={Math.max(1, total)} label={label} />
          <p className="why">
            This page looks again by itself every two seconds; you may leave it, the import goes on.{" "}
            <a href={paths.importRun(run.id)}>Look now</a>
          </p>
        </>
      )}
      <Tally
        items={[
          { figure: created.toLocaleString("en"), label: "new" },
          { figure: updated.toLocaleString("en"), label: "changed" },
          { figure: unchanged.toLocaleString("en"), label: "as before" },
          ...(isUnderWay(state) ? [] : [{ figure: missing.toLocaleString("en"), label: "no longer in the catalogue" }]),
        ]}
      />
    </div>
  );
}

const BECAME: Record<CameIn["became"], string> = { new: "new", changed: "changed", unchanged: "as before" };

/** What a run brought in. */
export function CameInTable({
  run,
  datasets,
  after,
  next,
}: {
  run: Run;
  datasets: CameIn[];
  after: string | null;
  next: string | null;
}) {
  if (datasets.length === 0)
    return isUnderWay(run.state) ? (
      <p className="quiet">The first datasets stand here in a moment.</p>
    ) : (
      <Empty title="Nothing stands here">
        <p>Datasets are listed with the newest import that saw them: a later import of this catalogue has them now.</p>
      </Empty>
    );
  return (
    <>
      <Table
        rows={datasets}
        keyOf={({ slug }) => slug}
        columns={[
          { name: "Dataset", head: true, cell: ({ slug, title }) => <a href={paths.dataset(slug)}>{title}</a> },
          { name: "Became", folded: "Became", cell: ({ became }) => BECAME[became] },
          {
            name: "Licence",
            folded: "Licence",
            cell: ({ slug, title, needsLicence }) =>
              needsLicence ? (
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
        ]}
      />
      <Pager
        label="Pages of what came in"
        first={after ? paths.importRun(run.id) : null}
        next={next ? paths.importRun(run.id, { after: next }) : null}
      />
    </>
  );
}

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
