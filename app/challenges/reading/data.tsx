import { bytesText, count, excerpt } from "~/kernel/text";
import { instantText, shortDayText } from "~/kernel/time";
import { paths } from "~/paths";
import { Hash } from "~/ui/cert";
import { KeyValues, Note } from "~/ui/layout";
import { DataTroubles } from "./data-troubles";
import type { Trouble } from "./troubles";

type Pin = {
  id: string;
  sha256: string;
  bytes: bigint;
  fileName: string;
  rowCount: number;
  fetchedAt: Date;
  pinnedAt: Date;
};
type Dataset = {
  id: string;
  slug: string;
  title: string;
  description: string;
  state: "present" | "missing";
  role: "required" | "suggested" | "context";
  note: string;
  licenceId: string | null;
  licenceRaw: string;
  licenceOpen: boolean | null;
  /** The first of its files. */
  files: { id: string; title: string; format: string; url: string | null }[];
  fileCount: number;
  pins: Pin[];
  troubles: Trouble[];
};

const ROLE_WORDS: Record<Dataset["role"], string> = {
  required: "Every entry uses it",
  suggested: "Suggested",
  context: "For context",
};

const licenceText = ({ licenceId, licenceRaw }: Pick<Dataset, "licenceId" | "licenceRaw">): string =>
  licenceId ?? (licenceRaw || "Licence confirmed by the city");

/** The datasets in brief, each with its vital signs on one line. */
export function DataList({ datasets, slug, zone }: { datasets: Dataset[]; slug: string; zone: string }) {
  return (
    <ul className="data-list">
      {datasets.map((dataset) => {
        const newest = dataset.pins.at(-1);
        const rows = dataset.pins.reduce((sum, { rowCount }) => sum + rowCount, 0);
        return (
          <li key={dataset.id}>
            <div>
              <h3>
                <a href={paths.dataset(dataset.slug)}>{dataset.title}</a>
              </h3>
              <p className="quiet">{dataset.note || excerpt(dataset.description, 140)}</p>
              <p className="vit">
                <span>{ROLE_WORDS[dataset.role]}</span>
                <span>{licenceText(dataset)}</span>
                <span>{count(dataset.fileCount, "file")}</span>
                {newest && (
                  <span>
                    pinned {shortDayText(newest.pinnedAt, zone)}, copy <code>{newest.sha256.slice(0, 6)}</code>
                  </span>
                )}
                {dataset.troubles.length > 0 && (
                  <span className="warn">
                    <a href={`${paths.challengeData(slug)}#${dataset.slug}`}>trouble at its source</a>
                  </span>
                )}
                {dataset.state === "missing" && <span className="warn">no longer in the city’s catalogue</span>}
              </p>
            </div>
            {rows > 0 && (
              <div className="ready">
                <b>{rows.toLocaleString("en")}</b>
                <br />
                <span className="quiet">{rows === 1 ? "row" : "rows"}, pinned</span>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** One dataset in full: its part in the challenge, where its files are, and the pinned copies with their checksums. */
export function DatasetInFull({ dataset, zone }: { dataset: Dataset; zone: string }) {
  return (
    <div className="stack">
      {dataset.note && <p>{dataset.note}</p>}
      {dataset.description && <p className="quiet">{excerpt(dataset.description, 400)}</p>}
      {dataset.state === "missing" && (
        <Note tone="warn">
          This dataset has left the city’s catalogue. The pinned copies below stay, and they are what counts.
        </Note>
      )}
      <DataTroubles troubles={dataset.troubles} zone={zone} />
      <KeyValues
        items={[
          { label: "Part", value: ROLE_WORDS[dataset.role] },
          { label: "Licence", value: licenceText(dataset) },
          { label: "Preview", value: <a href={paths.dataset(dataset.slug)}>Table, map and columns</a> },
          ...dataset.files.map(({ title, format, url }) => ({
            label: title || format || "File",
            value: url ? (
              <a href={url} rel="nofollow noopener">
                {format || "At its source"}
              </a>
            ) : (
              format || "Stored here only"
            ),
          })),
          ...(dataset.fileCount > dataset.files.length
            ? [
                {
                  label: "More files",
                  value: <a href={`${paths.dataset(dataset.slug)}#files`}>All {count(dataset.fileCount, "file")}</a>,
                },
              ]
            : []),
        ]}
      />
      {dataset.pins.length === 0 ? (
        <p className="why">
          No copy was stored when the challenge was published: the files at their source are what counts.
        </p>
      ) : (
        dataset.pins.map((pin) => <PinnedCopy key={pin.id} pin={pin} zone={zone} />)
      )}
    </div>
  );
}

function PinnedCopy({ pin, zone }: { pin: Pin; zone: string }) {
  return (
    <Note>
      <p>
        <a href={paths.snapshotFile(pin.id)} download>
          {pin.fileName}
        </a>
        , {bytesText(Number(pin.bytes))}, {count(pin.rowCount, "row")}
      </p>
      <p className="quiet">
        Fetched {instantText(pin.fetchedAt, zone)}, pinned {instantText(pin.pinnedAt, zone)}. These bytes never change.
      </p>
      <p>
        SHA-256 <Hash value={pin.sha256} />
      </p>
      <p className="quiet">
        <code>sha256sum</code> of your download prints the same; so do <code>shasum -a 256</code> on a Mac and{" "}
        <code>Get-FileHash</code> on Windows.
      </p>
    </Note>
  );
}
