/** The mark that a version's commit gets on GitHub. */
export type Mark = { state: "waiting" | "asked" | "posted" | "refused"; why: string | null };

/** What became of it, for those who hold the receipt. */
export function markText({ state, why }: Mark): string {
  switch (state) {
    case "posted":
      return "The commit is marked there as received.";
    case "refused":
      return `The commit is not marked there. ${why ?? ""}`;
    case "waiting":
    case "asked":
      return "The commit is being marked there as received.";
  }
}
