import { CURRENCIES, parseMoney } from "~/kernel/money";
import { list } from "~/kernel/text";
import { paths } from "~/paths";
import type { Draft, TypedCriterion } from "../draft";
import { readSecondRule } from "../second-round";
import { type Item, isDone, item, type NamedDataset, type ReadyChallenge, type Said, whole } from "./ready-item";

const ROLES = ["required", "suggested", "context"] as const;

export function data({ data: { datasets } }: Draft, named: NamedDataset[]): Said<ReadyChallenge["datasets"]> {
  const chosen = datasets.filter(({ datasetId }) => datasetId !== "");
  const byId = new Map(named.map((dataset) => [dataset.id, dataset]));
  const items = [
    item("data", "At least one dataset", chosen.length > 0 ? null : "Tie the challenge to the open data it is about."),
    ...chosen.flatMap(({ datasetId, role }) => aboutDataset(byId.get(datasetId), role === "required")),
  ];
  const isTwice = new Set(chosen.map(({ datasetId }) => datasetId)).size < chosen.length;
  if (isTwice) items.push(item("data", "Each dataset once", "A dataset is chosen twice. Remove one of the two."));
  const value = chosen.map(({ datasetId, role, note }) => ({
    datasetId,
    note: note.trim(),
    role: ROLES.find((known) => known === role) ?? "suggested",
  }));
  return { items, value: isDone(items) ? value : null };
}

function aboutDataset(dataset: NamedDataset | undefined, isRequired: boolean): Item[] {
  if (!dataset)
    return [item("data", "Datasets that exist", "A dataset that was chosen is no longer here. Choose it again.")];
  if (!dataset.isPresent)
    return [
      item(
        "data",
        `“${dataset.title}” is in its catalogue`,
        "Its catalogue no longer lists it. Choose another dataset.",
      ),
    ];
  return isRequired ? [aboutLicence(dataset), aboutCopy(dataset)] : [aboutLicence(dataset)];
}

function aboutLicence({ title, slug, licenceOpen, licenceConfirmed, organisation, mayEdit }: NamedDataset): Item {
  const name = `A licence for “${title}”`;
  if (licenceConfirmed || licenceOpen === true) return item("data", name, null);
  if (!mayEdit) {
    const state = licenceOpen === null ? "Its licence is unclear." : "Its licence is not an open one.";
    return { ...item("data", name, `${state} Ask ${organisation} to confirm it, or leave it out.`), href: null };
  }
  const todo =
    licenceOpen === null
      ? "Teams may not build on data they have no right to use. Confirm its licence."
      : "Its licence is not an open one. Confirm that teams may build on it, or leave it out.";
  return { ...item("data", name, todo), href: paths.confirmLicence(slug) };
}

/** What every entry must use is promised to the byte, so a copy is there before the promise. */
function aboutCopy({ title, slug, isHeld, organisation, mayEdit }: NamedDataset): Item {
  const name = `A copy of “${title}”`;
  if (isHeld) return item("data", name, null);
  return mayEdit
    ? {
        ...item("data", name, `Fetch a copy of “${title}”: every entry must use it, so its bytes are kept.`),
        href: `${paths.dataset(slug)}#files`,
      }
    : {
        ...item("data", name, `None is held here. Ask ${organisation} to fetch one, or do not require the dataset.`),
        href: null,
      };
}

export function prizes({ prizes: { prizes: typed } }: Draft): Said<ReadyChallenge["prizes"]> {
  const value: ReadyChallenge["prizes"] = [];
  const items =
    typed.length === 0 ? [item("prizes", "At least one prize", "Say what can be won, in money or in kind.")] : [];
  typed.forEach(({ title, kind, amount, currency, inKind }, index) => {
    const name = title.trim() || `Prize ${index + 1}`;
    const isMoney = kind !== "kind";
    const isCurrency = (CURRENCIES as readonly string[]).includes(currency);
    const money = isMoney && isCurrency ? parseMoney(amount, currency) : null;
    const whatItIs = isMoney
      ? money
        ? null
        : isCurrency
          ? "Write the amount in digits, such as 10,000."
          : "Choose the currency."
      : inKind.trim() === ""
        ? "Say what the prize is."
        : null;
    items.push(item("prizes", `Prize “${name}”`, title.trim() === "" ? "Name the prize." : whatItIs));
    value.push({
      title: name,
      amountMinor: money?.minor ?? null,
      currency: money?.currency ?? null,
      inKind: isMoney ? null : inKind.trim(),
    });
  });
  return { items, value: isDone(items) ? value : null };
}

export function criteria({
  criteria: { criteria: typed, reviewsPerEntry, second },
}: Draft): Said<Pick<ReadyChallenge, "criteria" | "reviewsPerEntry" | "second">> {
  const reviews = whole(reviewsPerEntry, 1, 15);
  const items = [
    item("criteria", "At least one criterion", typed.length > 0 ? null : "Say what entries are scored on."),
    item(
      "criteria",
      "Reviews for each entry",
      reviews === null ? "Write how many jurors score each entry, from 1 to 15." : null,
    ),
  ];
  const rubric = rubricIn(typed, "");
  const late = secondRound(second);
  const all = [...items, ...rubric.items, ...late.items];
  const value = { criteria: rubric.value, reviewsPerEntry: reviews ?? 1, second: late.value };
  return { items: all, value: isDone(all) ? value : null };
}

/** Criteria as they will be published, and what is still to do about each; `of` tells the rounds apart. */
function rubricIn(typed: TypedCriterion[], of: string) {
  const named = typed.map((criterion, index) => ({
    criterion,
    name: criterion.title.trim() || `Criterion ${index + 1}`,
  }));
  return {
    items: named.map(({ criterion, name }) =>
      item("criteria", `Every level of “${name}”${of} has a sentence`, whyNotCriterion(criterion)),
    ),
    value: named.map(({ criterion, name }) => ({
      title: name,
      description: criterion.description.trim(),
      weight: whole(criterion.weight, 1, 1000) ?? 1,
      levels: criterion.levels.map(({ sentence }) => sentence.trim()),
    })),
  };
}

/** A second round is one that has a criterion; without any there is nothing to do. */
function secondRound(second: Draft["criteria"]["second"]): { items: Item[]; value: ReadyChallenge["second"] } {
  if (second.criteria.length === 0) return { items: [], value: null };
  const rubric = rubricIn(second.criteria, " of the second round");
  const reviews = whole(second.reviewsPerEntry, 1, 15);
  const rule = readSecondRule(second);
  const items = [
    item(
      "criteria",
      "Reviews in the second round",
      reviews === null ? "Write how many jurors score each entry of the second round, from 1 to 15." : null,
    ),
    item("criteria", "Who goes on to the second round", typeof rule === "string" ? rule : null),
    ...rubric.items,
  ];
  const terms = typeof rule === "string" || reviews === null ? null : { ...rule, reviewsPerEntry: reviews };
  return { items, value: terms && { ...terms, criteria: rubric.value } };
}

function whyNotCriterion({ title, weight, levels }: TypedCriterion): string | null {
  if (title.trim() === "") return "Name the criterion.";
  if (whole(weight, 1, 1000) === null) return "Give it a weight, a whole number from 1 to 1000.";
  if (levels.length < 2) return "Give it at least two levels.";
  const empty = levels.flatMap(({ sentence }, level) => (sentence.trim() === "" ? [String(level + 1)] : []));
  if (empty.length === 0) return null;
  return empty.length === 1
    ? `Level ${empty[0]} has no sentence that says what earns it.`
    : `Levels ${list(empty)} have no sentences that say what earns them.`;
}
