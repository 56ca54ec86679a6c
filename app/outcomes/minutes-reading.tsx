import { count, list } from "~/kernel/text";
import { dayText } from "~/kernel/time";
import { Table } from "~/ui/table";
import type { Minutes } from "./minutes.server";

const CONFLICTS = {
  ...{ declared: "declared", team: "of the team", organisation: "of the same organisation" },
  ...{ github_organisation: "of the same owner on GitHub", co_commits: "committed to the same code" },
  past_team: "once in one team",
} as const;

const numbers = (entries: number[]): string => (entries.length === 0 ? "none" : entries.join(", "));

/** Who was named for the second round, and how many of them were taken out while it ran. */
function secondText({ named, names, takenOut }: NonNullable<Minutes["second"]>): string {
  const out = takenOut > 0 ? ` ${takenOut} of them ${takenOut === 1 ? "was" : "were"} taken out of it again.` : "";
  if (names) return `Named for the second round: ${list(names)}.${out}`;
  return `Named for the second round: ${count(named, "juror")}. Names would tell which number is whose.${out}`;
}

/** Who sat on the jury, by name. */
export function WhoSat({
  panel,
  chairs,
  second,
  zone,
}: Pick<Minutes, "panel" | "chairs" | "second"> & { zone: string }) {
  return (
    <div className="stack">
      <p>{chairs.length > 0 ? `In the chair: ${list(chairs)}.` : "Nobody was named to the chair."}</p>
      <Table
        columns={[
          { name: "Juror", head: true, cell: ({ name }) => name },
          { name: "Of", folded: "Of", cell: ({ affiliation }) => affiliation || "not stated" },
          { name: "Joined", folded: "Joined", cell: ({ acceptedAt }) => dayText(acceptedAt, zone) },
          { name: "Left", folded: "Left", cell: ({ leftAt }) => (leftAt ? dayText(leftAt, zone) : "") },
        ]}
        rows={panel}
        keyOf={({ name, acceptedAt }) => `${name} ${acceptedAt.toISOString()}`}
      />
      {second && <p>{secondText(second)}</p>}
    </div>
  );
}

/** What each juror read, by the juror's number, and what kept whom from which entry. */
export function WhatWasRead({ work, conflicts }: Pick<Minutes, "work" | "conflicts">) {
  return (
    <div className="stack">
      <Table
        columns={[
          { name: "Juror", head: true, cell: ({ juror, round }) => `Juror ${juror}${round ? ", second round" : ""}` },
          { name: "Entries scored", folded: "Entries scored", cell: ({ scored }) => numbers(scored) },
          { name: "Sheet missing", folded: "Sheet missing", cell: ({ missing }) => numbers(missing) },
          { name: "Given back", folded: "Given back", cell: ({ givenBack }) => numbers(givenBack) },
        ]}
        rows={work}
        keyOf={({ juror, round }) => `${juror} ${round}`}
      />
      <p>
        {conflicts.length === 0
          ? "No conflict was found or declared."
          : `Kept apart by ${count(conflicts.length, "conflict")}: ${list(
              conflicts.map(({ juror, entry, kind }) => `juror ${juror} and entry ${entry} (${CONFLICTS[kind]})`),
            )}.`}
      </p>
    </div>
  );
}

/** A line to sign on for everybody who sat to the end. */
export function Signatures({ panel, chairs }: Pick<Minutes, "panel" | "chairs">) {
  const names = [
    ...chairs.map((name) => `${name}, chair`),
    ...panel.flatMap(({ name, leftAt }) => (leftAt === null ? [name] : [])),
  ];
  return (
    <ul className="signatures">
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}
