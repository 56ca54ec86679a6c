import type { Refusal } from "~/kernel/result";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { Acts, LinkButton } from "~/ui/button";
import { NextUp } from "~/ui/checklist";
import { Note } from "~/ui/layout";
import { When } from "~/ui/when";
import type { Item } from "./ready-entry";

type State = {
  revision: number;
  rules: { newest: number; accepted: number | null };
  checklist: Item[];
  closed: Refusal | null;
  closesAt: Date | null;
  /** The number of the team's entry once results say what it got; null before, and without an entry. */
  scoredEntry: number | null;
  submission: {
    number: number;
    withdrawnAt: Date | null;
    latest: { id: string; number: number; receivedAt: Date } | null;
  } | null;
};

/** What the team does next about its entry, and what stands on the server by now. */
export function EntryState({ slug, zone, entry }: { slug: string; zone: string; entry: State }) {
  const { rules, checklist, closed, closesAt, scoredEntry, submission, revision } = entry;
  const latest = submission?.withdrawnAt === null ? submission.latest : null;
  const missing = checklist.filter(({ todo }) => todo !== null).length;
  const version = (submission?.latest?.number ?? 0) + 1;
  return (
    <>
      {rules.accepted !== rules.newest && (
        <Note tone="warn">
          The rules changed: version {rules.newest} is out, and your team accepted{" "}
          {rules.accepted === null ? "none so far" : `version ${rules.accepted}`}.{" "}
          <a href={paths.myTeamAct(slug, "rules")}>Read and accept it</a>; without it nothing can be handed in.
        </Note>
      )}
      <NextUp
        kicker={
          closed ? (
            "Entries"
          ) : closesAt ? (
            <>
              Entries close <When at={closesAt.toISOString()} zone={zone} />
            </>
          ) : (
            "Entries"
          )
        }
        title={
          latest
            ? `Version ${latest.number} is handed in`
            : submission?.withdrawnAt
              ? "Your entry is withdrawn"
              : "Nothing is handed in yet"
        }
        acts={
          <>
            {scoredEntry !== null && (
              <LinkButton href={paths.scores(slug, scoredEntry)} main>
                Your scores and feedback
              </LinkButton>
            )}
            <LinkButton href={paths.submission(slug)} main={!closed}>
              {revision === 0 ? "Begin the entry" : "Go on with the draft"}
            </LinkButton>
            {latest && <LinkButton href={paths.receipt(latest.id)}>Receipt of version {latest.number}</LinkButton>}
          </>
        }
      >
        <p>
          {latest && (
            <>
              It arrived on <When at={latest.receivedAt.toISOString()} zone={zone} /> as entry {submission?.number}.{" "}
            </>
          )}
          {scoredEntry !== null
            ? "The results are published, and what every juror wrote to you stands on your entry’s own page."
            : (closed?.message ??
              (missing > 0
                ? `The draft lacks ${count(missing, "thing")} before version ${version} can be handed in.`
                : `The draft is complete: version ${version} can be handed in.`))}
        </p>
      </NextUp>
    </>
  );
}

/** Withdrawing asks first: the press opens the question, the button inside does it. */
export const WithdrawLink = ({ slug, why }: { slug: string; why: string | null }) => (
  <Acts>
    <LinkButton href={paths.submissionAct(slug, "withdraw")} risky disabledReason={why}>
      Withdraw the entry
    </LinkButton>
  </Acts>
);
