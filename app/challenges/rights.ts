/** Who keeps the rights in an entry: four templates in plain words, the first the default. */
export const RIGHTS = {
  "team-keeps": {
    title: "The team keeps its rights",
    text: "Everything you make stays yours. The city may run and change an awarded entry under the licence you chose for it; it owns nothing.",
  },
  "open-source": {
    title: "The team keeps its rights and publishes as open source",
    text: "Everything you make stays yours. To take a prize, an entry is published under a licence that the Open Source Initiative approves; the city uses it as anyone may.",
  },
  "city-licence": {
    title: "The team keeps its rights and licenses the city",
    text: "Everything you make stays yours. For an awarded entry the city receives a free, lasting licence to run, change and share it within the public administration.",
  },
  transfer: {
    title: "The awarded team hands over its rights",
    text: "An awarded team transfers the economic rights in its entry to the city in exchange for the prize, and is named as its author. Entries without an award stay their teams'.",
  },
} as const;
export type Rights = keyof typeof RIGHTS;
export const isRights = (text: string): text is Rights => text in RIGHTS;

/** The templates as choices of a form, the default first. */
export const RIGHTS_CHOICES = Object.entries(RIGHTS).map(([value, { title, text }]) => ({
  value,
  label: title,
  note: text,
}));
