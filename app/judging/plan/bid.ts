export const BIDS = ["eager", "willing", "rather_not"] as const;
export type BidKind = (typeof BIDS)[number];

export const BID_WORDS: Record<BidKind, string> = {
  eager: "Would like to",
  willing: "Would do",
  rather_not: "Rather not",
};
