import { count } from "~/kernel/text";
import { Section } from "~/ui/layout";
import { Table } from "~/ui/table";
import { When } from "~/ui/when";
import type { KeptPlace } from "./place";

const KINDS = { mirror: "Mirror", witness: "Witness, which cosigns", repository: "Repository on GitHub" };

/** Where checkpoints are kept outside this machine, and how far each place is; nothing where none is named. */
export function KeptElsewhere({ places, zone }: { places: KeptPlace[]; zone: string }) {
  if (places.length === 0) return null;
  return (
    <Section
      name="Kept elsewhere"
      note="Each new checkpoint goes to these places, at most once a minute. What they keep, this server cannot take back."
    >
      <Table
        label="Where checkpoints are kept"
        rows={places}
        keyOf={({ kind, name }) => `${kind} ${name}`}
        columns={[
          { name: "Place", head: true, cell: ({ name }) => <code>{name}</code> },
          { name: "Kind", folded: "Kind", cell: ({ kind }) => KINDS[kind] },
          { name: "Keeps", folded: "Keeps", cell: (place) => <Keeps place={place} zone={zone} /> },
        ]}
      />
    </Section>
  );
}

function Keeps({ place, zone }: { place: KeptPlace; zone: string }) {
  const { size, keptAt, why, failingSince } = place;
  return (
    <>
      {size === null || keptAt === null ? (
        "Nothing yet."
      ) : (
        <>
          {count(size, "entry", "entries")}, <When at={keptAt.toISOString()} zone={zone} />.
        </>
      )}
      {why && failingSince && (
        <>
          {" "}
          Tried in vain since <When at={failingSince.toISOString()} zone={zone} />: {why} It is tried again.
        </>
      )}
    </>
  );
}
