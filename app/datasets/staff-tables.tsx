import { paths } from "~/paths";
import { ActButton, Button } from "~/ui/button";
import { type Column, Table } from "~/ui/table";
import { When } from "~/ui/when";
import type { DatasetCard } from "./datasets.server";
import { type ImportState, importWords, kindText } from "./importing/import-words";
import { licenceWords, needsLicence } from "./licence-words";

type Source = {
  id: string;
  address: string | null;
  fileName: string | null;
  kind: string | null;
  every: string;
  nextAt: Date | null;
  organisation: { name: string; timeZone: string };
  run: {
    id: string;
    state: ImportState;
    createdAt: Date;
    created: number;
    updated: number;
    missing: number;
    refused: number;
  } | null;
  mayEdit: boolean;
};

/** An organisation's datasets with what is still to do about each. */
export function StaffDatasets({ datasets, showOrganisation }: { datasets: DatasetCard[]; showOrganisation: boolean }) {
  const columns: Column<DatasetCard>[] = [
    { name: "Dataset", head: true, cell: ({ slug, title }) => <a href={paths.dataset(slug)}>{title}</a> },
    ...(showOrganisation
      ? [{ name: "Organisation", folded: "Organisation", cell: (row: DatasetCard) => row.organisation }]
      : []),
    { name: "Licence", folded: "Licence", cell: (dataset) => <Licence dataset={dataset} /> },
    {
      name: "In its catalogue",
      folded: "In its catalogue",
      cell: ({ state, isListed }) =>
        !isListed ? (
          <span className="quiet">added by hand</span>
        ) : state === "missing" ? (
          <span className="warn">no longer</span>
        ) : (
          "yes"
        ),
    },
    {
      name: "Rows held",
      folded: "Rows held",
      numeric: true,
      cell: ({ rows }) => (rows === null ? <span className="quiet">no copy</span> : rows.toLocaleString("en")),
    },
  ];
  return <Table rows={datasets} keyOf={({ slug }) => slug} columns={columns} />;
}

function Licence({ dataset }: { dataset: DatasetCard }) {
  const { short } = licenceWords(dataset);
  if (!needsLicence(dataset)) return short;
  return (
    <>
      <span className="warn">{short}</span>{" "}
      <a href={paths.confirmLicence(dataset.slug)}>
        Confirm<span className="visually-hidden"> the licence of {dataset.title}</span>
      </a>
    </>
  );
}

const EVERY = [
  { value: "never", label: "never by itself" },
  { value: "day", label: "each day" },
  { value: "week", label: "each week" },
  { value: "month", label: "each month" },
];

/** The catalogues that data comes from: what they are, when they were read, and when they are read again. */
export function SourcesTable({ sources }: { sources: Source[] }) {
  return (
    <Table
      rows={sources}
      keyOf={({ id }) => id}
      columns={[
        {
          name: "Catalogue",
          head: true,
          cell: ({ address, fileName, kind }) => (
            <>
              {address ?? fileName}
              <br />
              <small className="quiet">{kindText(kind)}</small>
            </>
          ),
        },
        { name: "Last read", folded: "Last read", cell: (source) => <LastRun source={source} /> },
        { name: "Read again", folded: "Read again", cell: (source) => <Schedule source={source} /> },
      ]}
    />
  );
}

function LastRun({ source: { run, organisation } }: { source: Source }) {
  if (!run) return <span className="quiet">never</span>;
  return (
    <>
      <a href={paths.importRun(run.id)}>
        <When at={run.createdAt.toISOString()} zone={organisation.timeZone} />
      </a>
      <br />
      <small className={run.state === "failed" ? "warn" : "quiet"}>
        {run.state === "done"
          ? `${run.created.toLocaleString("en")} new, ${run.updated.toLocaleString("en")} changed${run.missing > 0 ? `, ${run.missing.toLocaleString("en")} gone` : ""}${run.refused > 0 ? `, ${run.refused.toLocaleString("en")} refused` : ""}`
          : importWords(run.state)}
      </small>
    </>
  );
}

function Schedule({ source }: { source: Source }) {
  const { id, address, every, nextAt, organisation, mayEdit } = source;
  if (!address) return <span className="quiet">It came as a file: choose the file again.</span>;
  const whyNot = mayEdit ? null : "Only owners and editors of the organisation say so.";
  return (
    <>
      <form method="post" action={paths.scheduleSource(id)} className="acts">
        <label className="visually-hidden" htmlFor={`every-${id}`}>
          How often {address} is read again
        </label>
        <select className="in" id={`every-${id}`} name="every" defaultValue={every} disabled={!mayEdit}>
          {EVERY.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <Button small disabledReason={whyNot}>
          Keep<span className="visually-hidden"> how often {address} is read</span>
        </Button>
      </form>
      {nextAt && (
        <p className="quiet">
          Next <When at={nextAt.toISOString()} zone={organisation.timeZone} />.
        </p>
      )}
      <ActButton small action={paths.readSource(id)} disabledReason={whyNot}>
        Read it now<span className="visually-hidden">: {address}</span>
      </ActButton>
    </>
  );
}
