import { FilterSelect } from "~/ui/table";
import { licenceTitle } from "../known-licence";
import { ANY_OPEN, type Asked, FRESHNESS, UNCLEAR } from "./asked";
import type { Facets, FacetValue } from "./browse.server";

/** The catalogue's filters, each value with how many datasets it leaves under the others. */
export function CatalogueFilters({ asked, facets }: { asked: Asked; facets: Facets }) {
  const changed = Object.keys(FRESHNESS).flatMap((value) => {
    const of = (one: string) => facets.changed.find((row) => row.value === one)?.count ?? 0;
    const count = value === "year" ? of("month") + of("year") : of(value);
    return count > 0 ? [{ value, name: "", count }] : [];
  });
  return (
    <>
      <Filter name="organisation" label="Organisation" value={asked.organisation} values={facets.organisation} />
      <Filter name="publisher" label="Publisher" value={asked.publisher} values={byName(facets.publisher)} />
      <Filter name="theme" label="Theme" value={asked.theme} values={byName(facets.theme)} />
      <Filter name="format" label="Format" value={asked.format} values={facets.format} />
      <Filter name="licence" label="Licence" value={asked.licence} values={facets.licence} words={licenceWord} />
      <Filter name="changed" label="Changed" value={asked.changed} values={changed} words={changedWord} />
    </>
  );
}

const byName = (values: FacetValue[]) => values.toSorted((a, b) => a.value.localeCompare(b.value, "en"));

const licenceWord = (value: string): string =>
  value === ANY_OPEN ? "Any open licence" : value === UNCLEAR ? "Unclear" : licenceTitle(value);

const changedWord = (value: string): string =>
  Object.hasOwn(FRESHNESS, value) ? FRESHNESS[value as keyof typeof FRESHNESS] : value;

type FilterProps = {
  name: keyof Asked;
  label: string;
  value: string;
  values: FacetValue[];
  words?: (value: string) => string;
};

/** A filter that could not narrow anything is not shown, unless it does. */
function Filter({ name, label, value, values, words }: FilterProps) {
  if (values.length < 2 && !value) return null;
  const isListed = value === "" || values.some((one) => one.value === value);
  const all = isListed ? values : [{ value, name: value, count: 0 }, ...values];
  return (
    <FilterSelect
      name={name}
      label={label}
      value={value}
      options={all.map((one) => ({
        value: one.value,
        label: `${words?.(one.value) ?? (one.name || one.value)} (${one.count.toLocaleString("en")})`,
      }))}
    />
  );
}
