import type { PublishedFinal } from "~/judging/round/published-final.server";
import { moneyText } from "~/kernel/money";
import { paths } from "~/paths";
import { RecordLink } from "~/ui/cert";
import { awardOrder, departingAwards, reasonLead } from "./awards";
import type { EntryName, RankingRows } from "./ranking.server";
import type { AwardRow } from "./results.server";

type Prize = NonNullable<AwardRow["prize"]>;

/** "€10,000", or the prize in kind. */
export const prizeText = ({ amountMinor, currency, inKind }: Prize): string =>
  amountMinor !== null && currency ? moneyText({ minor: amountMinor, currency }) : (inKind ?? "");

type AwardListProps = {
  slug: string;
  awards: AwardRow[];
  names: EntryName[];
  rows: RankingRows;
  /** Its places count before the ranking. */
  final: PublishedFinal | null;
  /** Award id → hash of its record entry. */
  records?: Record<string, string>;
};

/** Each prize with its entry, and the jury's reasons where it wrote them. */
export function AwardList({ slug, awards, names, rows, final, records = {} }: AwardListProps) {
  const departing = departingAwards(awards, awardOrder(rows, final));
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
              {records[id] && <>.</>}
              <RecordLink hash={records[id]} />
            </p>
            {reason && (
              <p>
                <b>{reasonLead(departing.has(id))}</b> {reason}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
