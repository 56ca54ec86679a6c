import { count } from "~/kernel/text";
import { Table } from "~/ui/table";
import type { WarmUp } from "./warm-up";

const figure = (level: number): string => level.toFixed(1).replace(/\.0$/, "");

/** A juror's own warm-up: what it is for, and how their scores lie against the others' once they may know. */
export function WarmUpReading({ warmUp }: { warmUp: WarmUp }) {
  if (warmUp.state === "open")
    return (
      <p>
        These come first, and everybody on the jury scores them. {count(warmUp.left, "sheet")} of {warmUp.of} to hand
        in; then you see here how your scores lie against the others’.
      </p>
    );
  if (warmUp.state === "waiting")
    return (
      <p>
        Yours are handed in. How your scores lie against the others’ is told here when at least two others have handed
        in theirs.
      </p>
    );
  return (
    <div className="stack">
      <p>{warmUp.sentence}</p>
      <Table
        caption="Levels on average"
        rows={warmUp.criteria}
        keyOf={({ id }) => id}
        columns={[
          { name: "Criterion", head: true, cell: ({ title }) => title },
          { name: "You", folded: "You", numeric: true, cell: ({ own }) => figure(own) },
          { name: "The others", folded: "The others", numeric: true, cell: ({ others }) => figure(others) },
        ]}
      />
      <p className="why">
        For you alone; the chair does not see it. A panel needs jurors who differ, and the ranking allows for who is
        strict: it is no reason to score otherwise, but to read the levels’ sentences once more.
      </p>
    </div>
  );
}
