import { excerpt } from "~/kernel/text";
import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { KeyValues } from "~/ui/layout";
import { copyText, placeText } from "./problem-words";

type PlaceShown = {
  copy: { id: string; number: number; fileName: string; fetchedAt: Instant } | null;
  column: string | null;
  row: number | null;
  values: { name: string; text: string }[] | null;
};

const LONGEST = 120;

/** Where in a dataset a problem stands: the copy, the column, the row, and what the row says. */
export function PlaceReading({ place, zone }: { place: PlaceShown; zone: string }) {
  const { copy, column, row, values } = place;
  const what = placeText(place);
  if (!copy) return <p className="quiet">The dataset as a whole.</p>;
  const first = copyText(copy, zone);
  return (
    <div className="stack">
      <p>
        {what ? `${what[0]?.toUpperCase()}${what.slice(1)}, in ` : ""}
        <a href={paths.snapshotFile(copy.id)} download>
          {what ? first : `${first[0]?.toUpperCase()}${first.slice(1)}`}
        </a>
        .
      </p>
      {row !== null &&
        (values ? (
          <details open={values.length <= 12}>
            <summary>What row {row.toLocaleString("en")} says</summary>
            <KeyValues
              items={values.map(({ name, text }) => ({
                label: name === column ? <b>{name}</b> : name,
                value: text.trim() === "" ? <span className="faint">missing</span> : excerpt(text, LONGEST),
              }))}
            />
          </details>
        ) : (
          <p className="quiet">The row is beyond those that are shown here; it is in the copy.</p>
        ))}
    </div>
  );
}
