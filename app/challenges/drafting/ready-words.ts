import { isoDay, toLocalInput } from "~/kernel/time";
import { isTheme } from "~/ui/heraldry";
import type { Draft } from "../draft";
import { readCodeRules } from "../read-code-rules";
import { isRights } from "../rights";
import { readTieRules, whyNoSuchCriterion } from "../tie-rules";
import { draftInstant, type Item, isDone, item, least, type ReadyChallenge, type Said, whole } from "./ready-item";

export function basics({
  basics: { title, summary, brief, theme, contact },
}: Draft): Said<Pick<ReadyChallenge, "title" | "summary" | "brief" | "theme" | "contact">> {
  const items = [
    item("basics", "A title", least(title, 8, "a title")),
    item("basics", "A summary", least(summary, 40, "one or two sentences that say what you ask for")),
    item(
      "basics",
      "A brief",
      least(brief, 200, "the brief: the problem, what a good entry does, what you do not ask for"),
    ),
    item("basics", "A contact", least(contact, 3, "whom teams can reach, and how")),
  ];
  const value = {
    title: title.trim(),
    summary: summary.trim(),
    brief,
    theme: isTheme(theme) ? theme : ("heritage" as const),
    contact: contact.trim(),
  };
  return { items, value: isDone(items) ? value : null };
}

export function rules({
  rules: { text, eligibility, rights, code: typed, blind, ties: typedTies, minTeam, maxTeam },
  criteria: { criteria },
}: Draft): Said<Pick<ReadyChallenge, "rules" | "minTeam" | "maxTeam">> {
  const low = whole(minTeam, 1, 50);
  const high = whole(maxTeam, 1, 50);
  const { value: code, wrong } = readCodeRules(typed);
  const { value: ties, wrong: tiesWrong } = readTieRules(typedTies);
  const unknown = ties && whyNoSuchCriterion(ties, criteria.length);
  const items = [
    item("rules", "Rules", least(text, 100, "the rules")),
    item("rules", "Who may take part", least(eligibility, 10, "who may take part")),
    item("rules", "Who keeps the rights", isRights(rights) ? null : "Choose one of the four templates."),
    item(
      "rules",
      "Team size",
      low === null || high === null || high < low ? "Write the smallest and the largest team, from 1 to 50." : null,
    ),
    item("rules", "Rules for the code", Object.values(wrong).join(" ") || null),
    item("rules", "Rules for ties", Object.values(tiesWrong).join(" ") || (unknown?.message ?? null)),
  ];
  if (!isDone(items) || code === null || ties === null || low === null || high === null || !isRights(rights))
    return { items, value: null };
  return {
    items,
    value: {
      rules: { text, eligibility: eligibility.trim(), rights, code, blind: blind === "on", ties },
      minTeam: low,
      maxTeam: high,
    },
  };
}

/** Which parts of the pledge are still empty; a pledge is signed only when none is. */
export function unwrittenPledge(draft: Draft): Item[] {
  const { ownerName, ownerRole, upkeep, decision, money, path } = draft.pledge;
  return [
    item(
      "pledge",
      "An owner by name",
      least(ownerName, 3, "the name of the person who answers for the challenge") ??
        least(ownerRole, 2, "that person's office"),
    ),
    item("pledge", "Upkeep of the data", least(upkeep, 10, "how the data are kept up") ?? whyNotUpkeepUntil(draft)),
    item(
      "pledge",
      "What is decided, and by when",
      least(decision, 10, "what the city decides on") ??
        (draftInstant(draft, "decisionDueAt") ? null : "Set the day of the decision in the calendar."),
    ),
    item("pledge", "Where the money comes from", least(money, 10, "where the money comes from")),
    item("pledge", "What happens to a winner", least(path, 10, "the path from winning to use")),
  ];
}

/** Teams build on the data at least until entries close. */
function whyNotUpkeepUntil(draft: Draft): string | null {
  const day = draft.pledge.upkeepUntil;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00Z`) : null;
  // A day such as 31 February is read as one in March, so the text must come back as it went in.
  if (!at || Number.isNaN(at.getTime()) || isoDay(at) !== day) return "Set the last day on which the data are kept up.";
  const closes = draftInstant(draft, "closesAt");
  return closes && day < toLocalInput(closes, draft.calendar.timeZone).slice(0, 10)
    ? "Teams need the data at least until entries close. Set a later day."
    : null;
}

export function pledge(draft: Draft): Said<ReadyChallenge["pledge"]> {
  const typed = draft.pledge;
  const written = unwrittenPledge(draft);
  const isSigned = typed.signedAt !== "" && typed.signedByName !== "";
  const items = [
    ...written,
    item(
      "pledge",
      "The pledge is signed",
      isSigned ? null : isDone(written) ? "Sign it by name." : "It can be signed once it is written.",
    ),
  ];
  return { items, value: isDone(items) ? { ...typed, signedAt: new Date(typed.signedAt) } : null };
}
