import { count, excerpt } from "~/kernel/text";
import { type Instant, relativeText } from "~/kernel/time";
import { type LicenceFacts, licenceWords } from "./licence-words";
import { dueAt } from "./scores/freshness";
import { instantIn } from "./scores/readiness";

/** What is known of a dataset's health and of what is said of it. */
export type VitalFacts = LicenceFacts & {
  state: "present" | "missing";
  frequency: string | null;
  modified: string | null;
  issued: string | null;
  /** When its newest copy was fetched; null where none is held. */
  heldSince: Instant | null;
  /** The newest look at one of its addresses, and how many of the last ten succeeded. */
  look: { at: Instant; isFine: boolean; milliseconds: number; reason: string | null; fine: number; of: number } | null;
  hasAddress: boolean;
  hasDescription: boolean;
  hasContact: boolean;
  /** Columns that are described, of how many; null where none are known. */
  columns: { described: number; of: number } | null;
};

/** One vital sign: a word or figure, whether it is good news, and a note. `at` is told after the note. */
export type Vital = { label: string; figure: string; tone?: "good" | "warn"; note: string; at?: Instant; url?: string };

/** Reachable, fresh, documented, licensed: the four that decide whether anybody builds on it. */
export function vitalsOf(facts: VitalFacts, now: Instant): Vital[] {
  const licence = licenceWords(facts);
  return [
    reachable(facts),
    fresh(facts, now),
    documented(facts),
    {
      label: "Licensed",
      figure: licence.short,
      tone: licence.tone,
      note: licence.sentence,
      ...(licence.url ? { url: licence.url } : {}),
    },
  ];
}

function reachable({ look, hasAddress, heldSince, state }: VitalFacts): Vital {
  const label = "Reachable";
  if (state === "missing")
    return { label, figure: "Gone", tone: "warn", note: "no longer in its publisher’s catalogue" };
  if (!look) {
    if (heldSince) return { label, figure: "Here", tone: "good", note: "a copy is held here, since", at: heldSince };
    return { label, figure: "Not known", note: hasAddress ? "nobody has looked yet" : "it has no address" };
  }
  const history = look.of > 1 ? `; ${look.fine} of the last ${look.of} looks` : "";
  if (!look.isFine) {
    const why = excerpt(look.reason ?? "it did not answer", 120);
    return { label, figure: heldSince ? "Only here" : "No", tone: "warn", note: `${why}${history}`, at: look.at };
  }
  return { label, figure: "Yes", tone: "good", note: `answered in ${look.milliseconds} ms${history}`, at: look.at };
}

function fresh({ frequency, modified, issued, heldSince }: VitalFacts, now: Instant): Vital {
  const label = "Fresh";
  const promise = frequency ? `promised ${frequency}` : "no promise how often";
  if (frequency === "never") return { label, figure: "For good", tone: "good", note: "it is not to change" };
  const changed = instantIn(modified) ?? instantIn(issued);
  if (!changed) {
    const note = heldSince ? `${promise}; copied here` : promise;
    return { label, figure: "Not said", note, ...(heldSince ? { at: heldSince } : {}) };
  }
  const due = dueAt(frequency, changed);
  const word = modified ? "last changed" : "published";
  if (!due) return { label, figure: relativeText(changed, now), note: `${promise}; ${word}`, at: changed };
  const isLate = due < now;
  const figure = isLate ? `Due ${relativeText(due, now)}` : "Up to date";
  return { label, figure, tone: isLate ? "warn" : "good", note: `${promise}; ${word}`, at: changed };
}

function documented({ columns, hasDescription, hasContact }: VitalFacts): Vital {
  const said = [
    hasDescription ? "a description" : "no description",
    hasContact ? "a contact who answers" : "no contact",
  ].join(" and ");
  if (!columns) return { label: "Documented", figure: hasDescription ? "In words" : "No", note: said };
  const { described, of } = columns;
  const figure = described === of ? count(of, "column") : `${described} of ${count(of, "column")}`;
  const isGood = described === of && hasDescription && hasContact;
  return { label: "Documented", figure, ...(isGood ? { tone: "good" as const } : {}), note: said };
}
