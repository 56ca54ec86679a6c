import type { Viewer } from "~/accounts/roles";
import { runningCalendar } from "~/challenges/running-round";
import { canonicalJson } from "~/kernel/canonical";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { now, transaction } from "~/platform/database.server";
import { sha256 } from "~/platform/secret.server";
import { challengeForChair } from "../chair.server";
import { announce, drawOf, type Source, sourceHere } from "../draw/announce.server";
import { whyNotAssign } from "../jury/jury";
import { panelOf } from "./panel.server";

/**
 * Has the seed of a round's assignment drawn: the record names the jury, the entries and, sealed, the conflicts that it is
 * drawn for, before anybody can know it. Once a round: whoever may ask again is choosing.
 */
export function drawSeed(slug: string, viewer: Viewer, source: Source = sourceHere()): Promise<Result<{ id: string }>> {
  return transaction(async (tx) => {
    const { id: challengeId } = await challengeForChair(slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challengeId}::uuid FOR UPDATE`;
    const challenge = await challengeForChair(slug, viewer, tx);
    const { panel } = await panelOf(challenge, tx);
    const at = await now(tx);
    const size = { jurors: panel.jurors.length, entries: panel.entries.length };
    const refusal = whyNotAssign(runningCalendar(challenge, challenge.second), size, at);
    if (refusal) return refused(refusal);
    const { round } = challenge;
    if (await drawOf(challengeId, "assignment", round, tx))
      return refuse(
        "announced",
        "The seed of this round is drawn once, and that is under way or done. Reload the page.",
      );
    const [jurors, entries] = [panel.jurors, panel.entries].map((them) => them.map(({ number }) => number));
    const conflicts = panel.conflicts.map(([entry, juror]) => [juror, entry]);
    const about = { jurors: jurors ?? [], entries: entries ?? [] };
    const announced = await announce(
      {
        ...{ challengeId, purpose: "assignment", round, source, at, by: viewer.id },
        subject: sha256(canonicalJson(about)),
        facts: size,
        content: { ...about, conflicts },
      },
      tx,
    );
    return ok(announced);
  });
}
