import { bytesText, count } from "~/kernel/text";
import { paths } from "~/paths";
import { Hash } from "~/ui/cert";
import { When } from "~/ui/when";
import { type Changes, changeSentences, hasDrifted } from "./changes";

type Copy = {
  id: string;
  sha256: string;
  bytes: bigint;
  rowCount: number;
  columnCount: number;
  fetchedAt: Date;
  changes: Changes | null;
};

type HistoryProps = {
  copies: Copy[];
  zone: string;
  /** The address of the older ones; null where there are none. */
  older: string | null;
};

/** The copies of a file, newest first, with what changed from one to the next. */
export function SnapshotHistory({ copies, zone, older }: HistoryProps) {
  if (copies.length === 0) return <p className="quiet">No copy has been taken yet.</p>;
  return (
    <>
      <ol className="rows">
        {copies.map(({ id, sha256, bytes, rowCount, columnCount, fetchedAt, changes }) => (
          <li key={id}>
            <h3>
              <When at={fetchedAt.toISOString()} zone={zone} />
            </h3>
            <p>
              {changes && hasDrifted(changes) && <b className="warn">The columns changed. </b>}
              {changes ? changeSentences(changes).join(" ") : "The first copy."}
            </p>
            <p className="quiet">
              {count(rowCount, "row")}, {count(columnCount, "column")},{" "}
              <a href={paths.snapshotFile(id)} download>
                {bytesText(Number(bytes))}
              </a>
            </p>
            <p className="quiet">
              SHA-256 <Hash value={sha256} />
            </p>
          </li>
        ))}
      </ol>
      {older && (
        <p>
          <a href={older}>Older copies</a>
        </p>
      )}
    </>
  );
}
