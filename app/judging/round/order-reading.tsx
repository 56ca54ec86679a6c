import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { RecordLink } from "~/ui/cert";
import { Note } from "~/ui/layout";
import { Table } from "~/ui/table";
import { chanceText, type FinalOrder, orderSentence, shownStrength } from "./final-order";
import type { PublishedFinal } from "./published-final.server";
import { ruleText } from "./who-goes-on";

type Order = Pick<FinalOrder, "entries" | "warnings" | "votes">;

/** What a final says: a sentence, and each entry with its strength, how sure that is, and its chance of being the best. */
export function OrderReading({ order, titleOf }: { order: Order; titleOf: (entry: number) => string }) {
  return (
    <div className="stack">
      <p>{orderSentence(order, titleOf)}</p>
      {order.warnings.length > 0 && (
        <Note tone="warn">
          {order.warnings.map((warning) => (
            <p key={warning}>{warning}</p>
          ))}
        </Note>
      )}
      <Table
        rows={order.entries}
        keyOf={({ entry }) => entry}
        columns={[
          { name: "Entry", head: true, cell: ({ entry }) => `${entry}. ${titleOf(entry)}` },
          { name: "Place", folded: "Place", numeric: true, cell: ({ rank }) => rank },
          {
            name: "Strength",
            folded: "Strength",
            numeric: true,
            cell: ({ strength, sd }) => `${signed(strength)} ± ${sd.toFixed(2)}`,
          },
          { name: "Truly the best", folded: "Truly the best", numeric: true, cell: ({ pBest }) => chanceText(pBest) },
          { name: "Votes", folded: "Votes", numeric: true, cell: ({ votes }) => votes },
        ]}
      />
      <p className="why">
        From {count(order.votes, "vote")} between two entries, each weighed by how well its juror agrees with the rest,
        as far as that can be told. Where strengths are one apart, the stronger entry wins 73 of 100 such votes; ± is
        one standard deviation.
      </p>
    </div>
  );
}

/** The same as everyone reads it with the results. */
export const FinalResult = ({ final, titleOf }: { final: PublishedFinal; titleOf: (entry: number) => string }) => (
  <>
    <p className="quiet">
      {ruleText(final.rule)} went on to a final, and {count(final.jurors, "juror")} compared them two by two.
      <RecordLink hash={final.recordHash} />
    </p>
    <OrderReading order={final} titleOf={titleOf} />
  </>
);

/** How anyone checks a published final. */
export const FinalVotes = ({ slug }: { slug: string }) => (
  <p className="why">
    <a href={paths.resultVotes(slug)}>The votes</a>, each under its juror’s number. In a copy of Palio’s code,{" "}
    <code>node bin/palio.mjs pairwise votes.csv</code> computes these strengths anew on any machine.
  </p>
);

function signed(strength: number): string {
  const shown = shownStrength(strength);
  return `${shown < 0 ? "−" : shown > 0 ? "+" : ""}${Math.abs(shown).toFixed(2)}`;
}

type JurorRow = FinalOrder["jurors"][number] & { name: string };

/** How far each juror's votes can be relied on; for the chair alone. */
export const Reliability = ({ jurors }: { jurors: JurorRow[] }) => (
  <Table
    rows={jurors}
    keyOf={({ juror }) => juror}
    columns={[
      { name: "Juror", head: true, cell: ({ juror, name }) => `${name} (juror ${juror})` },
      { name: "Votes", folded: "Votes", numeric: true, cell: ({ votes }) => votes },
      {
        name: "Reliability",
        folded: "Reliability",
        numeric: true,
        cell: ({ reliability }) =>
          reliability === null ? <span className="quiet">too few votes to tell</span> : chanceText(reliability),
      },
    ]}
  />
);
