import { roundFact } from "~/challenges/running-round";
import type { Instant } from "~/kernel/time";
import type { Tx } from "~/platform/database.server";
import { appendToRecord } from "~/record/record.server";
import type { ChairedChallenge } from "../chair.server";
import { sheetsIn } from "../sheets.server";

type Leaving = {
  challenge: ChairedChallenge;
  jurorId: string;
  at: Instant;
  /** Whose act it is. */
  by: string;
  /** They left the jury, or the chair took them out of the second round. */
  cause: "left" | "taken_out";
};

/**
 * Frees what a juror had not handed in of the round that is running, begun or not, and says so in the record; answers how
 * many sheets that are. What they handed in stands.
 */
export async function freeSheets({ challenge, jurorId, at, by, cause }: Leaving, tx: Tx): Promise<number> {
  const free = (await sheetsIn(challenge, tx)).filter(
    (sheet) => sheet.jurorId === jurorId && sheet.state !== "handed_in",
  );
  await tx.secondRoundJuror.updateMany({ where: { jurorId, leftAt: null }, data: { leftAt: at } });
  await tx.assignment.updateMany({
    where: { id: { in: free.map(({ assignmentId }) => assignmentId) } },
    data: { releasedAt: at },
  });
  await appendToRecord(
    {
      ...{ type: "jury.recused", challengeId: challenge.id, at, by },
      payload: {
        ...{ juror: jurorId, cause, ...roundFact(challenge.round) },
        entries: free.map(({ entry }) => entry),
      },
    },
    tx,
  );
  return free.length;
}
