import { bytesText, count } from "~/kernel/text";
import { When } from "~/ui/when";
import type { DatasetFile } from "../datasets.server";
import { type LicenceFacts, licenceWords } from "../licence-words";

type Vital = { label: string; figure: string; tone?: "good" | "warn"; note: React.ReactNode };

type Vitals = LicenceFacts & {
  publisher: string;
  organisation: { name: string; timeZone: string };
  modified: string | null;
  issued: string | null;
  frequency: string | null;
  state: "present" | "missing";
  files: DatasetFile[];
};

/** The facts that somebody wants before anything else: whose, under which licence, how fresh, how much of it is held. */
export function DatasetVitals({ dataset }: { dataset: Vitals }) {
  return (
    <dl className="vitals">
      {vitalsOf(dataset).map(({ label, figure, tone, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <b className={tone}>{figure}</b>
            {note}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function vitalsOf(dataset: Vitals): Vital[] {
  const { publisher, organisation, modified, issued, frequency, state } = dataset;
  const licence = licenceWords(dataset);
  const [updated, word] = modified ? [modified, "changed"] : [issued, "published"];
  return [
    {
      label: "Publisher",
      figure: publisher || organisation.name,
      note: publisher && publisher !== organisation.name ? `through ${organisation.name}` : "its own data",
    },
    {
      label: "Licence",
      figure: licence.short,
      tone: licence.tone,
      note: licence.url ? (
        <a href={licence.url} rel="nofollow noopener">
          {licence.sentence}
        </a>
      ) : (
        licence.sentence
      ),
    },
    {
      label: "Updated",
      figure: updated ? updated.slice(0, 10) : "Not said",
      ...(state === "missing" ? { tone: "warn" as const } : {}),
      note:
        state === "missing"
          ? "no longer in the publisher’s catalogue"
          : [updated && `last ${word} by the publisher`, frequency ? `promised ${frequency}` : "no promise how often"]
              .filter(Boolean)
              .join("; "),
    },
    copyVital(dataset),
  ];
}

function copyVital({ files, organisation }: Vitals): Vital {
  const held = files.filter(({ heldSince }) => heldSince !== null);
  const [newest] = held.toSorted((a, b) => Number(b.heldSince) - Number(a.heldSince));
  if (!newest?.heldSince) return { label: "Copy here", figure: "None yet", note: "read it at its source" };
  const size = `${count(newest.rowCount ?? 0, "row")}, ${count(newest.columnCount ?? 0, "column")}, ${bytesText(Number(newest.bytes ?? 0))}`;
  return {
    label: "Copy here",
    figure: `${count(newest.rowCount ?? 0, "row")} × ${(newest.columnCount ?? 0).toLocaleString("en")}`,
    tone: "good",
    note: (
      <span title={size}>
        {bytesText(Number(newest.bytes ?? 0))}, held since{" "}
        <When at={newest.heldSince.toISOString()} zone={organisation.timeZone} as="day" />
        {held.length > 1 && `; ${count(held.length, "file")} in all`}
      </span>
    ),
  };
}
