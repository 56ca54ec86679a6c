import { moneyText } from "~/kernel/money";
import { paths } from "~/paths";
import type { EntryName } from "./ranking.server";
import type { AwardRow } from "./results.server";

type Prize = NonNullable<AwardRow["prize"]>;

/** "€10,000", or the prize in kind. */
export const prizeText = ({ amountMinor, currency, inKind }: Prize): string =>
  amountMinor !== null && currency ? moneyText({ minor: amountMinor, currency }) : (inKind ?? "");

/** Each prize with its entry, and the jury's reasons where it wrote them. */
export function AwardList({ slug, awards, names }: { slug: string; awards: AwardRow[]; names: EntryName[] }) {
  return (
    <ul className="rows">
      {awards.map(({ id, prize, reason, submission }) => {
        const name = names.find(({ number }) => number === submission.number);
        return (
          <li key={id}>
            <h3>
              {prize?.title ?? "Honourable mention"}:{" "}
              <a href={paths.entry(slug, submission.number)}>{name?.title ?? `Entry ${submission.number}`}</a>
            </h3>
            <p className="quiet">
              {name && <>by {name.team.name}</>}
              {prize && <>, {prizeText(prize)}</>}
            </p>
            {reason && (
              <p>
                <b>The jury departs from the order:</b> {reason}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
