import type { Instant } from "~/kernel/time";
import { instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { Hash } from "~/ui/cert";
import { Section } from "~/ui/layout";
import { Empty, FilterSelect, Table } from "~/ui/table";
import { ACT_WORDS, actWords } from "./act-words";
import type { Asked } from "./asked";

type Entry = { id: bigint; type: string; about: string; hash: string; at: Instant; challengeId: string | null };
type Titles = Map<string, { slug: string; title: string }>;

/** Acts of the record, newest first. Without `titles` they are one challenge's and do not say which. */
export function RecordTable({ entries, titles, zone }: { entries: Entry[]; titles?: Titles; zone: string }) {
  if (entries.length === 0)
    return (
      <Empty title="Nothing is recorded yet">
        <p>Publishing, rules, receipts, scores, results and decisions stand here as they happen, for good.</p>
      </Empty>
    );
  return (
    <Table
      rows={entries}
      keyOf={({ id }) => String(id)}
      columns={[
        {
          name: "Act",
          head: true,
          cell: ({ type, about, hash }) => (
            <>
              <a href={paths.recordEntry(hash)}>{actWords(type)}</a>
              {about && (
                <>
                  <br />
                  <small>{about}</small>
                </>
              )}
            </>
          ),
        },
        ...(titles
          ? [
              {
                name: "Challenge",
                folded: "Challenge",
                cell: ({ challengeId }: Entry) => {
                  const challenge = titles.get(challengeId ?? "");
                  return challenge ? <a href={paths.challenge(challenge.slug)}>{challenge.title}</a> : "";
                },
              },
            ]
          : []),
        { name: "When", folded: "When", cell: ({ at }) => instantText(at, zone) },
        { name: "SHA-256", folded: "SHA-256", cell: ({ hash }) => <Hash value={hash} group={4} most={16} /> },
      ]}
    />
  );
}

/** The words that a line commits to, with what it takes to check that they are those. */
export function Opened({ salt, words, note }: { salt: string; words: string; note?: string }) {
  return (
    <Section
      name="The words"
      note={note ?? "What the commitment in the line is of. Erased where somebody asks for it; the line stays."}
    >
      <div className="stack">
        <pre className="letter">
          <code>{words}</code>
        </pre>
        <p>The commitment is the SHA-256 of a salt and these words. With the words in a file, without a line’s end:</p>
        <pre className="letter">
          <code>{`(echo ${salt} | xxd -r -p; cat words.json) | sha256sum`}</code>
        </pre>
      </div>
    </Section>
  );
}

/** That the words behind a line were erased, and where the record says so. */
export function Erased({ hash, at, zone }: { hash: string; at: Instant; zone: string }) {
  return (
    <Section name="The words" note="Whoever they are of may have them erased. The line stays.">
      <p>
        What this line is about was erased on request on {instantText(at, zone)}.{" "}
        <a href={paths.recordEntry(hash)}>The line that says so</a>
      </p>
    </Section>
  );
}

const ACT_OPTIONS = Object.entries(ACT_WORDS).map(([value, label]) => ({ value, label }));

/** Looking for acts of one kind or one day, by an address that can be handed on. */
export function RecordSearch({ action, asked: { type, day } }: { action: string; asked: Asked }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a search element would be one more box around the form
    <form method="get" action={action} className="filters" role="search">
      <FilterSelect name="type" label="Act" all="Every act" value={type} options={ACT_OPTIONS} />
      <div className="field">
        <label htmlFor="filter-day">Day</label>
        <input className="in" type="date" id="filter-day" name="day" defaultValue={day ?? ""} />
      </div>
      <button type="submit" className="btn">
        Search
      </button>
      {(type || day) && (
        <a className="clear" href={action}>
          Clear
        </a>
      )}
    </form>
  );
}
