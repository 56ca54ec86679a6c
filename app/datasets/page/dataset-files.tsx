import { bytesText, count } from "~/kernel/text";
import { paths } from "~/paths";
import { Followed, FollowedNote, Progress } from "~/ui/bar";
import { ActButton } from "~/ui/button";
import { type Column, Empty, Table } from "~/ui/table";
import { When } from "~/ui/when";
import { type CopyState, copyState, whyNotAskForCopy } from "../copy-state";
import type { DatasetFile } from "../datasets.server";

type FilesProps = {
  slug: string;
  files: DatasetFile[];
  zone: string;
  /** Whether the reader may ask for copies. */
  mayEdit: boolean;
};

/** The forms in which a dataset can be had: at its source, and as the copy that is held here. */
export function DatasetFiles({ slug, files, zone, mayEdit }: FilesProps) {
  if (files.length === 0)
    return (
      <Empty title="No file">
        <p>The catalogue describes this dataset and says nowhere how to get it.</p>
      </Empty>
    );
  const columns: Column<DatasetFile>[] = [
    { name: "File", head: true, cell: (file) => file.title || file.fileName || file.format || "File" },
    { name: "Format", folded: "Format", cell: ({ format }) => format || "not said" },
    { name: "At its source", folded: "At its source", cell: (file) => <Source file={file} /> },
    { name: "Copy here", folded: "Copy here", cell: (file) => <Copy slug={slug} file={file} zone={zone} /> },
  ];
  if (mayEdit)
    columns.push({
      name: <span className="visually-hidden">What you can do</span>,
      cell: (file) => <Act slug={slug} file={file} />,
    });
  const isUnderWay = files.some((file) => copyState(file).is === "fetching");
  return (
    <Followed id="copies" while={isUnderWay}>
      <Table rows={files} keyOf={({ id }) => id} columns={columns} />
      <p className="why">
        All of it for programs: <a href={paths.dataPackage(slug)}>datapackage.json</a>, with addresses, checksums and
        columns.
      </p>
      {isUnderWay && <FollowedNote href={`${paths.dataset(slug)}#files`} />}
    </Followed>
  );
}

/** A file that lies at an address is fetched again; one that was uploaded is followed by a newer one. */
function Act({ slug, file }: { slug: string; file: DatasetFile }) {
  if (!file.url && file.heldSince) return <a href={paths.newerFile(slug)}>Give it a newer file</a>;
  return (
    <ActButton
      small
      action={paths.askForCopy(slug)}
      values={{ distributionId: file.id }}
      disabledReason={whyNotAskForCopy(file)?.message}
    >
      {file.heldSince ? "Fetch again" : "Fetch a copy"}
      <span className="visually-hidden"> of {file.title || file.format || "this file"}</span>
    </ActButton>
  );
}

function Source({ file: { url } }: { file: DatasetFile }) {
  if (!url) return <span className="quiet">stored here only</span>;
  return (
    <a href={url} rel="nofollow noopener">
      {URL.canParse(url) ? new URL(url).host : "Address"}
    </a>
  );
}

/** How far a copy is. What lies between being asked for and the first bytes is only waited for. */
function Fetching({ stage, done, of }: Extract<CopyState, { is: "fetching" }>) {
  if (stage === "waiting") return <p className="quiet">A copy is asked for, and waits for its turn.</p>;
  const far = of === null ? bytesText(done) : `${bytesText(Math.min(done, of))} of ${bytesText(of)}`;
  const label = `${stage === "fetching" ? "Being fetched" : "Being read"}, ${far}`;
  return <Progress done={of === null ? 0 : done} of={of ?? 1} label={label} />;
}

function Copy({ slug, file, zone }: { slug: string; file: DatasetFile; zone: string }) {
  const state = copyState(file);
  const size = file.bytes === null ? "" : `, ${bytesText(Number(file.bytes))}`;
  return (
    <>
      {file.snapshotId && file.heldSince ? (
        <>
          <a href={paths.snapshotFile(file.snapshotId)} download>
            Download{size}
          </a>
          <br />
          <small className="quiet">
            {count(file.rowCount ?? 0, "row")}, since <When at={file.heldSince.toISOString()} zone={zone} as="day" />.{" "}
            <a href={`${paths.dataset(slug, { file: file.position + 1 })}#table`}>Look into it</a>
          </small>
        </>
      ) : (
        state.is === "none" && <span className="quiet">none</span>
      )}
      {state.is === "fetching" && <Fetching {...state} />}
      {state.is === "failed" && <p className="warn">The last copy failed. {state.why}</p>}
    </>
  );
}
