import { list } from "~/kernel/text";
import { paths } from "~/paths";
import { RecordLink } from "~/ui/cert";
import type { TeamSheet } from "./entries.server";
import { rubricIn } from "./ranking-reading";

type Listed = {
  number: number;
  title: string;
  pitch: string;
  team: { name: string; slug: string } | null;
  awards: string[];
};

/** Entries with their first sentence. */
export function EntryList({ slug, entries }: { slug: string; entries: Listed[] }) {
  return (
    <ul className="rows">
      {entries.map(({ number, title, pitch, team, awards }) => (
        <li key={number}>
          <h3>
            <a href={paths.entry(slug, number)}>{title}</a>
          </h3>
          <p className="quiet">
            Entry {number}
            {team && (
              <>
                , by <a href={paths.team(slug, team.slug)}>{team.name}</a>
              </>
            )}
            {awards.length > 0 && <>. {list(awards)}</>}
          </p>
          <p>{pitch}</p>
        </li>
      ))}
    </ul>
  );
}

/** The sheets behind an entry's scores, as the record reveals them. */
export function SheetProofs({ hashes }: { hashes: string[] }) {
  if (hashes.length === 0) return null;
  return (
    <p className="quiet below">
      In the record, sealed when handed in and revealed with the results:
      {hashes.map((hash, index) => (
        <RecordLink key={hash} hash={hash} words={`sheet ${index + 1}`} />
      ))}
      .
    </p>
  );
}

type Rubric = { id: string; round?: number; title: string; levels: { value: number; sentence: string }[] }[];

/** For the team alone: what each juror gave and wrote. */
export function TeamSheets({ sheets, rubric }: { sheets: TeamSheet[]; rubric: Rubric }) {
  return sheets.map(({ juror, round, scores, feedback, recordHash, salt }) => (
    <article key={`${juror} ${round}`} className="sheet-of">
      <h3>
        Juror {juror}
        {round === 2 && ", second round"}
      </h3>
      <blockquote className="typed">{feedback}</blockquote>
      <dl className="kv">
        {rubricIn(rubric, round).map(({ id, title, levels }) => {
          const level = levels.find(({ value }) => value === scores[id]);
          return (
            <div key={id}>
              <dt>{title}</dt>
              <dd>
                <b>{scores[id]}</b> {level?.sentence}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="rec">
        <RecordLink hash={recordHash} />
      </p>
      {recordHash && (
        <details>
          <summary>Check that this is what was sealed</summary>
          <p>
            In the line, <code>feedback</code> is the SHA-256 of a salt, which only your team reads, and these words.
            With the words in a file, as they stand and without a line’s end:
          </p>
          <pre className="letter">
            <code>{`(printf %s ${salt}; cat feedback.txt) | sha256sum`}</code>
          </pre>
        </details>
      )}
    </article>
  ));
}
