import { count } from "~/kernel/text";
import { Histogram } from "~/ui/plots";
import { Table } from "~/ui/table";
import { When } from "~/ui/when";
import type { Work, WorkByDay } from "./days";

/** The work by day and by person: a plot, and behind it the figures. */
export function WorkReading({
  work: { days, people, outside, sizeable, sized },
  zone,
}: {
  work: WorkByDay;
  zone: string;
}) {
  const [first, last] = [days[0], days.at(-1)];
  const busy = days.filter(({ commits }) => commits > 0);
  const lines = sized < sizeable ? `GitHub has told the size of ${sized} of ${count(sizeable, "commit")} so far.` : "";
  return (
    <div className="stack">
      {first && last && (
        <div className="by-day">
          <Histogram counts={days.map(({ commits }) => commits)} label={plotText(days, busy)} />
          <p className="axis">
            <Day of={first} />
            <span>commits by day</span>
            <Day of={last} />
          </p>
        </div>
      )}
      {(outside > 0 || lines) && (
        <p className="quiet">
          {outside > 0 && `${count(outside, "commit is", "commits are")} dated on none of these days. `}
          {lines}
        </p>
      )}
      <Table
        rows={people}
        keyOf={({ name }) => name}
        columns={[
          { name: "Who", head: true, cell: ({ name }) => name },
          {
            name: "By day",
            folded: "By day",
            cell: ({ name, byDay }) => (
              <span className="by-day small">
                <Histogram
                  counts={byDay}
                  label={`${name}: ${count(byDay.filter((n) => n > 0).length, "day")} with commits`}
                />
              </span>
            ),
          },
          { name: "Commits", folded: "Commits", numeric: true, cell: ({ commits }) => commits.toLocaleString("en") },
          { name: "Lines", folded: "Lines", numeric: true, cell: linesText },
        ]}
      />
      {busy.length > 0 && (
        <details>
          <summary>The days in figures</summary>
          <Table
            rows={busy}
            keyOf={({ day }) => day}
            columns={[
              { name: "Day", head: true, cell: (row) => <Day of={row} /> },
              {
                name: "Commits",
                folded: "Commits",
                numeric: true,
                cell: ({ commits }) => commits.toLocaleString("en"),
              },
              { name: "Lines", folded: "Lines", numeric: true, cell: linesText },
            ]}
          />
        </details>
      )}
      <p className="quiet">
        Days are those that the commits are dated on, in {zone}. Lines of merges are counted where they were written.
      </p>
    </div>
  );
}

// A day of the calendar, whatever the zone it was counted in.
const Day = ({ of: { day } }: { of: { day: string } }) => <When at={`${day}T12:00:00.000Z`} zone="UTC" as="day" />;

const linesText = ({ added, removed }: Work): string =>
  `+${added.toLocaleString("en")} −${removed.toLocaleString("en")}`;

function plotText(days: WorkByDay["days"], busy: WorkByDay["days"]): string {
  const most = busy.reduce((most, { commits }) => Math.max(most, commits), 0);
  return `Commits by day over ${count(days.length, "day")}: ${count(busy.length, "day")} with commits, at most ${most} on one.`;
}
