import type { PublishedFinal } from "~/judging/round/published-final.server";
import { moneyText } from "~/kernel/money";
import { paths } from "~/paths";
import { RecordLink } from "~/ui/cert";
import { awardOrder, departingAwards, reasonLead } from "./awards";
import { paymentText } from "./payments";
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
  /** Award id → hash of its record entry, and of the newest word on its payment. */
  records?: { decided: Record<string, string>; paid: Record<string, string> };
  /** Whether results are out, so that a prize is owed. */
  isOut?: boolean;
};

/** Each prize with its entry, and the jury's reasons where it wrote them. */
export function AwardList({ slug, awards, names, rows, final, records, isOut = false }: AwardListProps) {
  const departing = departingAwards(awards, awardOrder(rows, final));
  return (
    <ul className="rows">
      {awards.map(({ id, prize, reason, submission, payments }) => {
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
              {records?.decided[id] && <>.</>}
              <RecordLink hash={records?.decided[id]} />
            </p>
            {isOut && prize && (
              <p className="quiet">
                {paymentText(payments[0]?.paidOn)}
                <RecordLink hash={records?.paid[id]} />
              </p>
            )}
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
