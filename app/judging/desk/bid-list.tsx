import { paths } from "~/paths";
import { ActButton, Acts } from "~/ui/button";
import { Table } from "~/ui/table";
import { BID_WORDS, BIDS, type BidKind } from "../plan/bid";

type Entry = { number: number; title: string; bid: BidKind | null };

/** Every entry by its title, for a juror to say what they would like to read. */
export const BidList = ({ slug, entries }: { slug: string; entries: Entry[] }) => (
  <Table
    rows={entries}
    keyOf={({ number }) => number}
    columns={[
      { name: "Entry", head: true, cell: ({ number, title }) => `${number}. ${title}` },
      {
        name: "You said",
        folded: "You said",
        cell: ({ bid }) => (bid ? BID_WORDS[bid] : <span className="quiet">Nothing</span>),
      },
      {
        name: "",
        cell: ({ number, title, bid }) => (
          <Acts>
            {BIDS.filter((one) => one !== bid).map((one) => (
              <ActButton
                key={one}
                small
                action={paths.deskBid(slug)}
                values={{ entry: String(number), bid: one }}
                aria-label={`${BID_WORDS[one]} read ${title}`}
              >
                {BID_WORDS[one]}
              </ActButton>
            ))}
          </Acts>
        ),
      },
    ]}
  />
);
