import { type Instant, isTimeZone } from "~/kernel/time";
import type { Draft } from "../draft";
import {
  draftInstant,
  type Item,
  isDone,
  item,
  type NamedDataset,
  type ReadyChallenge,
  type Said,
  STEPS,
} from "./ready-item";
import { criteria, data, prizes } from "./ready-terms";
import { basics, pledge, rules } from "./ready-words";

type CalendarPart = Pick<ReadyChallenge, "timeZone" | (typeof STEPS)[number][0]>;

/** Opening may lie in the past: entries then open as the challenge is published. Results and decision may share an hour. */
function calendar(draft: Draft, now: Instant): Said<CalendarPart> {
  const { timeZone } = draft.calendar;
  if (!isTimeZone(timeZone))
    return { items: [item("calendar", "A calendar", "Choose the time zone of the dates, and set them.")], value: null };
  const at = STEPS.map(([field]) => draftInstant(draft, field));
  const items = STEPS.map(([, name], index) => {
    const here = at[index];
    const before = index > 0 ? at[index - 1] : null;
    if (!here) return item("calendar", name, "Set the day and the hour.");
    if (index === 1 && here <= now) return item("calendar", name, "This has already passed.");
    const isInOrder = !before || (index < 3 ? here > before : here >= before);
    return item("calendar", name, isInOrder ? null : `This must come after “${STEPS[index - 1]?.[1]}”.`);
  });
  const [opensAt, closesAt, judgingEndsAt, resultsDueAt, decisionDueAt] = at;
  if (!isDone(items) || !opensAt || !closesAt || !judgingEndsAt || !resultsDueAt || !decisionDueAt)
    return { items, value: null };
  return { items, value: { timeZone, opensAt, closesAt, judgingEndsAt, resultsDueAt, decisionDueAt } };
}

/** The checklist: everything a challenge needs before it can be published, in the order of the sections. */
export function checklist(draft: Draft, named: NamedDataset[], now: Instant): Item[] {
  return [
    basics(draft),
    data(draft, named),
    prizes(draft),
    rules(draft),
    criteria(draft),
    calendar(draft, now),
    pledge(draft),
  ].flatMap(({ items }) => items);
}

/** The draft as a challenge that can be published; null while the checklist has something to do. */
export function readyChallenge(draft: Draft, named: NamedDataset[], now: Instant): ReadyChallenge | null {
  const words = basics(draft).value;
  const terms = rules(draft).value;
  const rubric = criteria(draft).value;
  const dates = calendar(draft, now).value;
  const datasets = data(draft, named).value;
  const won = prizes(draft).value;
  const promised = pledge(draft).value;
  if (!words || !terms || !rubric || !dates || !datasets || !won || !promised) return null;
  return { ...words, ...terms, ...rubric, ...dates, datasets, prizes: won, pledge: promised };
}
