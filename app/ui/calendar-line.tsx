import type { CSSProperties } from "react";
import { dayText, shortDayText } from "~/kernel/time";
import type { Accent } from "./layout";
import { clip, fractionOf, months, type Span, spread } from "./timeline";

/** Custom properties carry positions to the style sheet: 0 at the start of the line, 1 at its end. */
const at = (properties: Record<`--${string}`, number>): CSSProperties =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, value.toFixed(4)])) as CSSProperties;

export type Stop = {
  /** An ISO instant. */
  at: string;
  text: string;
  /** What stands for the date; the short day unless given ("2–20 Nov"). */
  label?: string;
};
export type Run = Span & { kind: "solid" | "hatched" };

type CalendarLineProps = { stops: Stop[]; runs: Run[]; now: string; nowText?: string; zone: string };

/** Labels nearer than this part of the line are moved apart. */
const LABEL_GAP = 0.11;

/** From the first stop to the last, and on to today where all of them have passed: a line does not end before today. */
const spanOf = (first: Stop, last: Stop, now: string): Span => ({
  from: first.at,
  to: Date.parse(now) > Date.parse(last.at) ? now : last.at,
});

/** One calendar as a line with today on it; on a narrow screen, a list in order of time with today between what was and what comes. */
export function CalendarLine({ stops, runs, now, nowText, zone }: CalendarLineProps) {
  const sorted = [...stops].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const [first, last] = [sorted[0], sorted[sorted.length - 1]];
  if (!first || !last) return null;
  const span = spanOf(first, last, now);
  const places = sorted.map((stop) => fractionOf(stop.at, span));
  const labels = spread(places, LABEL_GAP);
  const today = fractionOf(now, span);
  const passed = sorted.filter((stop) => Date.parse(stop.at) <= Date.parse(now)).length;
  const items = sorted.map((stop, i) => {
    const x = labels[i] ?? 0;
    return (
      <li
        key={`${stop.at}${stop.text}`}
        className={i < passed ? undefined : "to-come"}
        style={at({ "--x": x, "--w": (labels[i + 1] ?? x + LABEL_GAP) - x })}
      >
        <b>{stop.label ?? shortDayText(new Date(stop.at), zone)}</b> <span>{stop.text}</span>
      </li>
    );
  });
  if (today >= 0) {
    items.splice(
      passed,
      0,
      <li key="now" className={today > 0.6 ? "now before" : "now"} style={at({ "--x": today })}>
        <b>Today</b> {nowText && <span>{nowText}</span>}
      </li>,
    );
  }
  return (
    <div className="line">
      {runs.map((run) => {
        const part = clip(run, span);
        return (
          part && (
            <span
              key={run.from}
              className={run.kind === "hatched" ? "run jud" : "run"}
              style={at({ "--a": part.a, "--b": part.b })}
            />
          )
        );
      })}
      <Leaders places={places} labels={labels} />
      <ol>{items}</ol>
    </div>
  );
}

/** From each moment on the line down to its label, which may have been moved aside. */
function Leaders({ places, labels }: { places: number[]; labels: number[] }) {
  const d = places.map(
    (place, i) => `M${(place * 1000).toFixed(1)} 0V11L${((labels[i] ?? place) * 1000).toFixed(1)} 17V22`,
  );
  return (
    <svg className="leaders" viewBox="0 0 1000 22" preserveAspectRatio="none" aria-hidden="true">
      <path d={d.join("")} fill="none" stroke="var(--ink)" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

export type CalendarRow = {
  href: string;
  title: string;
  tincture: Accent;
  /** ISO instants; what is not fixed is null. */
  announced: string | null;
  opens: string | null;
  closes: string | null;
  judgingEnds: string | null;
  decision: string | null;
  end: string | null;
};

/** The words of the key, in the order in which a row passes through them. */
export const CALENDAR_WORDS = {
  announced: "Announced",
  open: "Open for entries",
  judging: "With the jury",
  decision: "City decides",
  followUp: "City reports",
};

type CalendarChartProps = {
  rows: CalendarRow[];
  from: string;
  to: string;
  now: string;
  zone: string;
  words?: typeof CALENDAR_WORDS;
};

/** Several calendars on one scale, with today through all of them. Each row says its dates in words too. */
export function CalendarChart({ rows, from, to, now, zone, words = CALENDAR_WORDS }: CalendarChartProps) {
  const span = { from, to };
  const today = fractionOf(now, span);
  const ticks = months(span, zone).map(({ at: first, name }) => ({ x: fractionOf(first, span), name }));
  return (
    <div className="cal">
      <div className="cal-row" aria-hidden="true">
        <div className="cal-line cal-head">
          {ticks
            .filter(({ x }) => x < 0.96)
            .map(({ x, name }) => (
              <span key={name} style={at({ "--a": x })}>
                {name}
              </span>
            ))}
          {today >= 0 && today <= 1 && (
            <span className="now" style={at({ "--a": today })}>
              Today
            </span>
          )}
        </div>
      </div>
      {rows.map((row) => (
        <div className="cal-row" key={row.href} data-tincture={row.tincture}>
          <a href={row.href}>{row.title}</a>
          <div className="cal-line" role="img" aria-label={inWords(row, words, zone)}>
            {ticks.map(({ x, name }) => (
              <span key={name} className="m" style={at({ "--a": x })} />
            ))}
            <Marks row={row} span={span} />
            {today >= 0 && today <= 1 && <span className="today" style={at({ "--a": today })} />}
          </div>
        </div>
      ))}
      <Key words={words} />
    </div>
  );
}

function Marks({ row, span }: { row: CalendarRow; span: Span }) {
  const phases: [string, string | null, string | null][] = [
    ["fol", row.decision, row.end],
    ["ann", row.announced, row.opens],
    ["open", row.opens, row.closes],
    ["jud", row.closes, row.judgingEnds],
  ];
  const decision = row.decision === null ? -1 : fractionOf(row.decision, span);
  return (
    <>
      {phases.map(([kind, from, to]) => {
        const part = from && to ? clip({ from, to }, span) : null;
        return part && <span key={kind} className={`ph ${kind}`} style={at({ "--a": part.a, "--b": part.b })} />;
      })}
      {decision >= 0 && decision <= 1 && <span className="dec" style={at({ "--a": decision })} />}
    </>
  );
}

function inWords(row: CalendarRow, words: typeof CALENDAR_WORDS, zone: string): string {
  const day = (iso: string): string => dayText(new Date(iso), zone);
  return [
    row.announced && `${words.announced} ${day(row.announced)}`,
    row.opens && `${words.open} from ${day(row.opens)}${row.closes ? ` until ${day(row.closes)}` : ""}`,
    row.judgingEnds && `${words.judging} until ${day(row.judgingEnds)}`,
    row.decision && `${words.decision} ${day(row.decision)}`,
    row.end && `${words.followUp} until ${day(row.end)}`,
  ]
    .filter(Boolean)
    .join("; ");
}

function Key({ words }: { words: typeof CALENDAR_WORDS }) {
  const drawn: [string, string][] = [
    ["ann", words.announced],
    ["open", words.open],
    ["jud", words.judging],
  ];
  return (
    <p className="cal-key" aria-hidden="true">
      {drawn.map(([kind, word]) => (
        <span key={kind}>
          <i>
            <b className={`ph ${kind}`} />
          </i>
          {word}
        </span>
      ))}
      <span>◇ {words.decision}</span>
      <span>
        <i>
          <b className="ph fol" />
        </i>
        {words.followUp}
      </span>
    </p>
  );
}
