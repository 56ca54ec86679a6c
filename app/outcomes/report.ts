import { chanceText as certaintyText, shownStrength } from "~/judging/round/final-order";
import type { PublishedFinal } from "~/judging/round/published-final.server";
import { ruleText } from "~/judging/round/who-goes-on";
import { count } from "~/kernel/text";
import { type Instant, instantText } from "~/kernel/time";
import { paths } from "~/paths";
import type { Block, Paper } from "~/platform/pdf.server";
import { awardOrder, departingAwards, reasonLead } from "./awards";
import { prizeText } from "./awards-reading";
import { type Doubted, doubtTexts, methodTexts } from "./doubt-reading";
import type { EntryName, RankingRows } from "./ranking.server";
import { methodOf, nearText, tieTexts, titleIn } from "./ranking-reading";
import type { AwardRow } from "./results.server";

type Challenge = {
  slug: string;
  title: string;
  timeZone: string;
  closesAt: Instant | null;
  judgingClosedAt: Instant | null;
  resultsPublishedAt: Instant | null;
};

/** What the report tells. Jurors are numbers in it; who signs is named, in the copy that is signed on paper alone. */
export type Report = Pick<Doubted, "rubric"> & {
  challenge: Challenge;
  origin: string;
  rows: RankingRows;
  names: EntryName[];
  analysis: Doubted["analysis"] | null;
  final: PublishedFinal | null;
  awards: AwardRow[];
  /** What each juror scored, by numbers. */
  read: { juror: number; scored: number[] }[];
  /** SHA-256 of the bundle, or of the ranking where there is none. */
  hash: string;
  /** The act of publishing; null before. Its index is null until it is signed, which takes seconds. */
  act: { hash: string; index: number | null } | null;
  signers: string[] | null;
};

/** The report on a ranking, for the file: what the results page tells, and how to check it without this site. */
export function reportOf(report: Report): Paper {
  const { challenge, origin, signers, act } = report;
  const { slug, title, resultsPublishedAt, judgingClosedAt } = challenge;
  const isOut = resultsPublishedAt !== null;
  return {
    title: `Report on the ranking: ${title}`,
    lede: isOut
      ? `What is told here stands at ${origin}${paths.challengeResults(slug)}, and can be checked as the last section says.`
      : "Results are not published yet. This copy is for the chair.",
    foot: act ? `${title}, record ${act.hash.slice(0, 16)}` : `${title}, not published`,
    at: resultsPublishedAt ?? judgingClosedAt ?? new Date(0),
    blocks: [
      ...whenAndWho(report),
      ...ranking(report),
      ...finalPart(report),
      ...doubt(report),
      { is: "heading", text: "Method, in words" },
      ...methodTexts(report).map(textBlock),
      ...decided(report),
      ...proof(report),
      ...(signers ? [{ is: "heading", text: "Signed" } as const, { is: "signatures", names: signers } as const] : []),
    ],
  };
}

const textBlock = (text: string): Block => ({ is: "text", text });
const textBlocks = (texts: string[]): Block[] => texts.filter((text) => text !== "").map(textBlock);

function whenAndWho({ challenge, names, read }: Report): Block[] {
  const { timeZone, closesAt, judgingClosedAt, resultsPublishedAt } = challenge;
  const when = (at: Instant | null): string => (at ? instantText(at, timeZone) : "not yet");
  return [
    {
      is: "facts",
      rows: [
        ["Entries closed", when(closesAt)],
        ["Judging was closed", when(judgingClosedAt)],
        ["Results published", when(resultsPublishedAt)],
        ["Entries", String(names.length)],
      ],
    },
    { is: "heading", text: "The jury" },
    textBlock(`${count(read.length, "juror")} handed in the sheets that count; each is known by a number.`),
    {
      is: "table",
      columns: [
        { name: "Juror", share: 1 },
        { name: "Entries scored", share: 5 },
      ],
      rows: read.map(({ juror, scored }) => [`Juror ${juror}`, scored.join(", ")]),
    },
  ];
}

const figure = (value: number | null): string => value?.toFixed(1) ?? "";

function ranking({ rows, names }: Report): Block[] {
  const titleOf = (entry: number): string => titleIn(names, entry);
  const teamOf = (entry: number): string => names.find(({ number }) => number === entry)?.team.name ?? "";
  const isCalibrated = rows.some(({ calibrated }) => calibrated !== null);
  return [
    { is: "heading", text: `The ranking: ${methodOf(rows).toLowerCase()}` },
    {
      is: "table",
      columns: [
        { name: "Rank", share: 1.3, isNumber: true },
        { name: "Entry", share: 6 },
        { name: "Team", share: 3.6 },
        { name: "Raw mean", share: 1.6, isNumber: true },
        ...(isCalibrated ? [{ name: "Calibrated", share: 2.4, isNumber: true }] : []),
        { name: isCalibrated ? "95% interval" : "Lowest to highest", share: 2.6, isNumber: true },
        { name: "Sheets", share: 1.7, isNumber: true },
      ],
      rows: rows.map(({ rank, entry, mean, calibrated, interval, low, high, sheets }) => {
        const [from, to] = interval ?? [low, high];
        return [
          ...[rank === null ? "none" : String(rank), `${entry}. ${titleOf(entry)}`, teamOf(entry), figure(mean)],
          ...(isCalibrated ? [figure(calibrated)] : []),
          ...[from === null || to === null ? "" : `${figure(from)} to ${figure(to)}`, String(sheets)],
        ];
      }),
    },
    ...textBlocks([...tieTexts(rows, titleOf), isCalibrated ? "" : nearText(rows, titleOf)]),
  ];
}

function finalPart({ final, names }: Report): Block[] {
  if (!final) return [];
  const votes = `${count(final.jurors, "juror")} gave ${count(final.votes, "vote")} between two entries.`;
  return [
    { is: "heading", text: "The final" },
    textBlock(
      `${ruleText(final.rule)} went on to a final. ${votes} Strengths are in log odds, with one standard deviation.`,
    ),
    {
      is: "table",
      columns: [
        { name: "Place", share: 1.2, isNumber: true },
        { name: "Entry", share: 6 },
        { name: "Strength", share: 2, isNumber: true },
        { name: "Truly the best", share: 2, isNumber: true },
        { name: "Votes", share: 1.3, isNumber: true },
      ],
      rows: final.entries.map(({ rank, entry, strength, sd, pBest, votes: seen }) => [
        ...[String(rank), `${entry}. ${titleIn(names, entry)}`],
        ...[`${shownStrength(strength).toFixed(2)} ± ${sd.toFixed(2)}`, certaintyText(pBest), String(seen)],
      ]),
    },
  ];
}

function doubt({ analysis, ...of }: Report): Block[] {
  if (!analysis) return [];
  return [
    { is: "heading", text: "How sure the order is" },
    ...textBlocks([...doubtTexts({ analysis, ...of }), analysis.agreement.meaning]),
  ];
}

function decided({ awards, names, rows, final }: Report): Block[] {
  const departing = departingAwards(awards, awardOrder(rows, final));
  const told = awards.flatMap(({ id, prize, reason, submission }) => {
    const team = names.find(({ number }) => number === submission.number)?.team.name;
    const to = `${titleIn(names, submission.number)}${team ? `, by ${team}` : ""}`;
    const worth = prize ? ` (${prizeText(prize)})` : "";
    const words = reason ? ` ${reasonLead(departing.has(id))} ${reason}` : "";
    return `${prize?.title ?? "Honourable mention"}${worth}: ${to}.${words}`;
  });
  return [
    { is: "heading", text: "What was decided" },
    told.length > 0 ? { is: "list", items: told } : textBlock("No award is decided."),
  ];
}

/** What the paper is held against: it needs no trust in whoever printed it. */
function proof({ challenge: { slug }, origin, hash, act, analysis, final }: Report): Block[] {
  const at = (path: string): string => `${origin}${path}`;
  const named = analysis ? "The bundle" : "The ranking";
  const rows: [string, string][] = [[`SHA-256 of ${named.toLowerCase()}`, hash]];
  if (act) {
    rows.push(["Publishing in the record", act.index === null ? "not signed yet" : `number ${act.index}`]);
    rows.push(["SHA-256 of that entry", act.hash]);
  }
  const isOut = act !== null;
  return [
    { is: "heading", text: "The record behind it, and how to check it" },
    { is: "facts", rows },
    ...(isOut
      ? [
          {
            is: "list" as const,
            items: [
              ...(analysis
                ? [
                    `The figures: save ${at(paths.resultBundle(slug))} as bundle.json. Its SHA-256 is the one above, and in a copy of Palio’s code node bin/palio.mjs recompute bundle.json computes the ranking anew on any machine.`,
                  ]
                : []),
              ...(final
                ? [
                    `The final: save ${at(paths.resultVotes(slug))} as votes.csv. In a copy of Palio’s code node bin/palio.mjs pairwise votes.csv computes its strengths anew.`,
                  ]
                : []),
              `The act: ${at(paths.recordEntry(act.hash))} shows the entry of the record, which names the hash above. Its receipt, ${at(paths.recordReceipt(act.hash))}, is checked by node verify-record.js --receipt FILE --key KEY, with the program from ${at(paths.verifier())} and the key from ${at(paths.recordKey())}.`,
            ],
          },
        ]
      : [textBlock("The record has the act, and everyone can check it, when results are published.")]),
  ];
}
