import { Hash } from "~/ui/cert";
import { When } from "~/ui/when";
import { branchToJudge, type CommitFacts, commitToJudge, declaredText, judgedText } from "./declared-commit";

/** The commit that a hand-in would carry now, and how it is known. */
export function JudgedCommit({ of, zone }: { of: CommitFacts; zone: string }) {
  if (of.followsBranch) return judgedText({ commitSha: null, branch: branchToJudge(of) });
  const sha = commitToJudge(of);
  const declared = declaredText(of);
  if (declared !== null && sha === null) return declared;
  if (sha === null) return "None known yet. A hand-in says so, and still counts.";
  return (
    <>
      <Hash value={sha} />
      <br />
      <small>
        {declared ?? (
          <>
            the newest that GitHub told of
            {of.refreshedAt && (
              <>
                , as of <At of={of.refreshedAt} zone={zone} />
              </>
            )}
            ; declare one if you want another
          </>
        )}
      </small>
    </>
  );
}

/** When GitHub was last asked, and whether it answered. */
export function LastAsked({ of, zone }: { of: CommitFacts; zone: string }) {
  if (!of.askedAt) return of.state === "pending" ? "It is being asked now." : "Not yet";
  const asked = <At of={of.askedAt} zone={zone} />;
  if (of.state === "pending") return <>{asked}; it is being asked again now</>;
  if (of.state === "known") return asked;
  return of.refreshedAt ? (
    <>
      {asked}, and the repository was not reachable; known as of <At of={of.refreshedAt} zone={zone} />
    </>
  ) : (
    <>{asked}, and the repository was not reachable</>
  );
}

/** "Synced 3 minutes ago", or what keeps it from being so. */
export function SyncedAt({ of, zone, now }: { of: CommitFacts; zone: string; now: Date }) {
  if (of.state !== "known" || !of.refreshedAt) return <LastAsked of={of} zone={zone} />;
  return (
    <>
      Synced <When at={of.refreshedAt.toISOString()} zone={zone} as="relative" now={now.toISOString()} />
    </>
  );
}

const At = ({ of, zone }: { of: Date; zone: string }) => <When at={of.toISOString()} zone={zone} />;
