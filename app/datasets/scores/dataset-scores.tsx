import { Fragment } from "react";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { Bar } from "~/ui/bar";
import { type DimensionScore, dimensionsOf } from "./dimensions";
import { type Fix, fixNext, type Where } from "./fix-next";
import { MOST_QUALITY, qualityWord } from "./metadata-quality";
import type { ScoreTerm } from "./score";

type Newest = { readiness: number; metadataQuality: number; terms: ScoreTerm[] };

type ScoresProps = {
  /** Null before the first time. */
  scores: Newest | null;
  slug: string;
  /** Whether the reader may change the dataset: then each thing to fix leads to where that is done. */
  mayEdit: boolean;
  /** Whether a catalogue says what is said of it: then most of it is fixed there. */
  isFromSource: boolean;
};

/** Both scores of a dataset, what they are made of, and what would raise them most. */
export function DatasetScores({ scores, slug, mayEdit, isFromSource }: ScoresProps) {
  if (!scores) return <p className="quiet">Not measured yet. The first scores come within minutes.</p>;
  const { readiness, metadataQuality, terms } = scores;
  return (
    <div className="readiness">
      <div className="stack">
        <p className="score">
          {readiness} <small>of 100</small>
        </p>
        <Dimensions of={dimensionsOf(terms, "readiness")} />
        <p className="why">
          Metadata quality {metadataQuality} of {MOST_QUALITY}, {qualityWord(metadataQuality)}.
        </p>
        <Dimensions of={dimensionsOf(terms, "quality")} />
      </div>
      <div className="stack">
        <h3>Fix this next</h3>
        <Fixes
          fixes={fixNext(terms, "readiness")}
          whole="Nothing: readiness lacks less than a point."
          of={{ slug, mayEdit, isFromSource }}
        />
        <h3>For the metadata quality</h3>
        <Fixes
          fixes={fixNext(terms, "quality")}
          whole="Nothing: the description has all its points."
          of={{ slug, mayEdit, isFromSource }}
        />
      </div>
    </div>
  );
}

/** Parts of a score as words, bars and figures. */
function Dimensions({ of }: { of: DimensionScore[] }) {
  return (
    <ul className="terms">
      {of.map(({ name, earned }) => (
        <li key={name}>
          <span>{name}</span>
          {earned ? (
            <>
              <Bar value={earned.most === 0 ? 0 : (earned.points / earned.most) * 100} />
              <span className="n">
                {Math.round(earned.points)}
                <span className="visually-hidden"> of </span>
                <span aria-hidden="true"> / </span>
                {Math.round(earned.most)}
              </span>
            </>
          ) : (
            <>
              <span />
              <span className="n">not measured</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

type Reader = Pick<ScoresProps, "slug" | "mayEdit" | "isFromSource">;

function Fixes({ fixes, whole, of }: { fixes: Fix[]; whole: string; of: Reader }) {
  if (fixes.length === 0) return <p className="quiet">{whole}</p>;
  return (
    <ol className="fix">
      {fixes.map((fix) => (
        <li key={fix.code}>
          <b className="g">+{fix.gain}</b>
          <div>
            <b>{fix.what}.</b> <Place fix={fix} of={of} />
            <span className="visually-hidden">{count(fix.gain, "point")} more.</span>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Where somebody does it: a link for whoever may, words for everyone else. */
function Place({ fix: { where, what }, of }: { fix: Fix; of: Reader }) {
  const place = placeOf(where, of);
  return (
    <Fragment>
      <span className="quiet">
        {place.href && of.mayEdit ? (
          <a href={place.href}>
            {place.words}
            <span className="visually-hidden">: {what}</span>
          </a>
        ) : (
          place.words
        )}
      </span>{" "}
    </Fragment>
  );
}

function placeOf(where: Where, { slug, mayEdit, isFromSource }: Reader): { words: string; href?: string } {
  if (where === "licence")
    return { words: mayEdit ? "Confirm it here" : "By its publisher", href: paths.confirmLicence(slug) };
  if (where === "columns")
    return { words: mayEdit ? "Say it here" : "By its publisher", href: `${paths.describeDataset(slug)}#columns` };
  if (where === "file") return { words: "In the file, at its source" };
  if (where === "source" || isFromSource)
    return { words: isFromSource ? "In the catalogue it comes from" : "At its source" };
  return { words: mayEdit ? "Write it here" : "By its publisher", href: paths.describeDataset(slug) };
}
