import { paths } from "~/paths";
import { type Column, Table } from "~/ui/table";
import { When } from "~/ui/when";
import type { DatasetCard } from "./datasets.server";
import { type ImportState, importWords } from "./importing/import-words";
import { licenceWords, needsLicence } from "./licence-words";

type Run = {
  id: string;
  address: string | null;
  fileName: string | null;
  state: ImportState;
  created: number;
  updated: number;
  unchanged: number;
  missing: number;
  createdAt: Date;
  organisation: { name: string; timeZone: string };
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

export function ImportsTable({ imports }: { imports: Run[] }) {
  return (
    <Table
      rows={imports}
      keyOf={({ id }) => id}
      columns={[
        {
          name: "From",
          head: true,
          cell: ({ id, fileName, address }) => <a href={paths.importRun(id)}>{fileName ?? address}</a>,
        },
        {
          name: "When",
          folded: "When",
          cell: ({ createdAt, organisation }) => <When at={createdAt.toISOString()} zone={organisation.timeZone} />,
        },
        { name: "State", folded: "State", cell: ({ state }) => importWords(state) },
        {
          name: "What came in",
          folded: "What came in",
          cell: ({ created, updated, unchanged, missing }) =>
            `${created.toLocaleString("en")} new, ${updated.toLocaleString("en")} changed, ${unchanged.toLocaleString("en")} as before${missing > 0 ? `, ${missing.toLocaleString("en")} gone` : ""}`,
        },
      ]}
    />
  );
}
