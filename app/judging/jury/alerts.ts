import { count, list } from "~/kernel/text";
import { DAY, type Instant } from "~/kernel/time";

/** A sheet as the chair's alerts see it: how high as a whole, from 0 to 100, where it was handed in. */
export type AlertSheet = {
  juror: number;
  entry: number;
  assignedAt: Instant;
  savedAt: Instant | null;
  score: number | null;
  hasFeedback: boolean;
};

/** Sheets after which a habit can be told from chance at a glance. */
const ENOUGH = 5;
/** A twentieth of the scale: scores that all lie so close tell entries apart no more. */
const NARROW = 5;
/** A seventh of the scale, about half a level of four. */
const FAR = 15;
const SILENT = 3 * DAY;

/**
 * What the chair should look at, in words and without a score. How a juror scores is told only of jurors who have handed
 * everything in, so that nobody is steered.
 */
export function alertsOf(sheets: AlertSheet[], now: Instant): string[] {
  const jurors = [...new Set(sheets.map(({ juror }) => juror))].sort((a, b) => a - b);
  return [
    ...jurors.flatMap((juror) =>
      silence(
        sheets.filter((sheet) => sheet.juror === juror),
        juror,
        now,
      ),
    ),
    ...unanswered(sheets),
    ...jurors.flatMap((juror) => habits(sheets, juror)),
  ];
}

function silence(own: AlertSheet[], juror: number, now: Instant): string[] {
  const left = own.filter(({ score }) => score === null);
  if (left.length === 0) return [];
  const last = Math.max(...own.map(({ assignedAt, savedAt }) => (savedAt ?? assignedAt).getTime()));
  if (now.getTime() - last < SILENT) return [];
  const days = count(Math.floor((now.getTime() - last) / DAY), "day");
  return own.every(({ savedAt }) => savedAt === null)
    ? [`Juror ${juror} has not begun: ${count(left.length, "sheet")}, assigned ${days} ago. Remind them.`]
    : [
        `Juror ${juror} has saved nothing for ${days}, and ${count(left.length, "sheet")} ${left.length === 1 ? "is" : "are"} missing. Remind them.`,
      ];
}

/** Entries whose sheets are all in, and whose team would get no word. */
function unanswered(sheets: AlertSheet[]): string[] {
  const entries = [...new Set(sheets.map(({ entry }) => entry))].sort((a, b) => a - b);
  const silent = entries.filter((entry) => {
    const own = sheets.filter((sheet) => sheet.entry === entry);
    return own.every(({ score, hasFeedback }) => score !== null && !hasFeedback);
  });
  if (silent.length === 0) return [];
  const which = silent.length === 1 ? "Entry" : "Entries";
  return [
    `${which} ${list(silent.map(String))} ${silent.length === 1 ? "has" : "have"} all sheets and no feedback for the team. Ask one of the jurors to reopen theirs.`,
  ];
}

type Scored = AlertSheet & { score: number; savedAt: Instant };
const isScored = (sheet: AlertSheet): sheet is Scored => sheet.score !== null && sheet.savedAt !== null;
const meanOf = (numbers: number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** Severity, drift and compression of a juror who has handed everything in. */
function habits(sheets: AlertSheet[], juror: number): string[] {
  const own = sheets.filter((sheet) => sheet.juror === juror);
  const scored = own.filter(isScored).sort((a, b) => a.savedAt.getTime() - b.savedAt.getTime());
  if (scored.length < own.length || scored.length < ENOUGH) return [];
  const scores = scored.map(({ score }) => score);
  const said: string[] = [];
  if (Math.max(...scores) - Math.min(...scores) < NARROW)
    said.push(`Juror ${juror} scores nearly every entry the same, so that their sheets hardly tell entries apart.`);
  // How far above the others on the same entry; entries that nobody else has scored tell nothing.
  const above = scored.flatMap(({ entry, score }) => {
    const others = sheets.filter((sheet) => sheet.entry === entry && sheet.juror !== juror).filter(isScored);
    return others.length === 0 ? [] : [score - meanOf(others.map((other) => other.score))];
  });
  if (above.length < ENOUGH) return said;
  const mean = meanOf(above);
  if (Math.abs(mean) >= FAR)
    said.push(`Juror ${juror} is ${mean < 0 ? "stricter" : "more lenient"} than the others on the same entries.`);
  const half = Math.floor(above.length / 2);
  const drift = meanOf(above.slice(-half)) - meanOf(above.slice(0, half));
  if (Math.abs(drift) >= FAR)
    said.push(`Juror ${juror} grew ${drift < 0 ? "stricter" : "more lenient"} from their first sheets to their last.`);
  return said;
}
