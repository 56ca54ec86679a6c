import { type Plain, type Reader, report } from "./validate";

type Section = { [key: string]: Plain };

export const sectionOf = (value: Plain | undefined): Section =>
  typeof value === "object" && !Array.isArray(value) ? value : {};
export const listOf = (value: Plain | undefined): Plain[] => (Array.isArray(value) ? value : []);
export const textOf = (value: Plain | undefined): string | null => (typeof value === "string" ? value : null);

/** What the standard asks of several keys together; each key alone has been looked at. */
export function reportRules(file: Section, reader: Reader): void {
  reportMaintenance(sectionOf(file.maintenance), reader);
  reportDescriptions(sectionOf(file.description), reader);
  const italy = reader.places.get("it");
  if (italy !== undefined && reader.places.has("IT"))
    report(reader, { key: "it", at: italy, message: "Italy’s keys stand here twice, as IT and as it: keep IT." });
  for (const key of ["IT", "it"]) {
    const at = reader.places.get(key);
    if (at !== undefined && !reader.places.has(`${key}.countryExtensionVersion`))
      report(reader, {
        ...{ key: `${key}.countryExtensionVersion`, at, severity: "warning" },
        message: `countryExtensionVersion is missing in ${key}: write "1.0".`,
      });
  }
}

/** Who is needed depends on the kind of maintenance. */
function reportMaintenance(maintenance: Section, reader: Reader): void {
  const at = reader.places.get("maintenance.type");
  const type = textOf(maintenance.type);
  if (at === undefined || type === null) return;
  // A contact or contractor that could not be used is there all the same, and has its own sentence.
  const has = (key: string) => listOf(maintenance[key]).length > 0;
  if ((type === "internal" || type === "community") && !has("contacts"))
    report(reader, {
      ...{ key: "maintenance.contacts", at },
      message: `Software of ${type} maintenance needs contacts with at least one person.`,
    });
  if (type === "contract" && !has("contractors"))
    report(reader, {
      ...{ key: "maintenance.contractors", at },
      message: "Software maintained by contract needs contractors, each with its name and until when.",
    });
  const contractors = reader.places.get("maintenance.contractors");
  if (type !== "contract" && contractors !== undefined && reader.minor >= 5)
    report(reader, {
      ...{ key: "maintenance.contractors", at: contractors },
      message: "Contractors stand only where the type of maintenance is contract.",
    });
}

/** One language at least says everything; a translation may be shorter. */
function reportDescriptions(description: Section, reader: Reader): void {
  const at = reader.places.get("description");
  if (at === undefined) return;
  const languages = Object.keys(description);
  const first = languages[0];
  const place = (first === undefined ? undefined : reader.places.get(`description.${first}`)) ?? at;
  const prefix = first === undefined ? "description" : `description.${first}`;
  const wanted = { longDescription: "a longDescription", features: "features" };
  for (const [key, what] of Object.entries(wanted))
    if (!languages.some((one) => isSaid(sectionOf(description[one])[key])))
      report(reader, { key: `${prefix}.${key}`, at: place, message: `At least one language needs ${what}.` });
}

const isSaid = (value: Plain | undefined): boolean => (Array.isArray(value) ? value.length > 0 : value !== undefined);
