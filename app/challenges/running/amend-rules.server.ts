import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refuse, refused } from "~/kernel/result";
import { now, transaction } from "~/platform/database.server";
import { appendToRecord } from "~/record/record.server";
import { type CodeRules, storedCodeRules } from "../code-rules";
import { postNotice } from "../notices.server";
import type { Rights } from "../rights";
import { rulesHash } from "../rules.server";
import { publishedForEditor } from "../staff-challenge.server";
import { storedTieRules, type TieRules, whyNoSuchCriterion, whyNotRetie } from "../tie-rules";
import { whyNotAmend } from "./running";

type Rules = { text: string; eligibility: string; rights: Rights; code: CodeRules; blind?: boolean; ties: TieRules };
type Amendment = Rules & { slug: string; from: number; reason: string };

/**
 * Publishes a new version of the rules: recorded with the hashes of both, told to everyone registered, and asked of
 * each team anew. `from` is the version the editor read; where another came meanwhile it is refused ("conflict").
 */
export function amendRules(
  { slug, from, reason, ...rules }: Amendment,
  viewer: Viewer,
): Promise<Result<{ number: number }>> {
  return transaction(async (tx) => {
    const editing = await publishedForEditor(slug, viewer, tx);
    if (!editing.ok) return editing;
    const challenge = editing.value;
    const at = await now(tx);
    const why = whyNotAmend(challenge, at);
    if (why) return refused(why);
    const newest = await tx.rulesVersion.findFirstOrThrow({
      where: { challengeId: challenge.id },
      orderBy: { number: "desc" },
      select: {
        ...{ number: true, text: true, eligibility: true, rights: true, code: true, blind: true, ties: true },
        hash: true,
      },
    });
    if (newest.number !== from)
      return refuse(
        "conflict",
        `Somebody published version ${newest.number} since you opened this page. Compare with it first.`,
      );
    const standing = { ...newest, code: storedCodeRules(newest.code), ties: storedTieRules(newest.ties) };
    const ties =
      whyNotRetie({ before: standing.ties, after: rules.ties }, challenge, at) ??
      whyNoSuchCriterion(rules.ties, await tx.criterion.count({ where: { challengeId: challenge.id, round: 1 } }));
    if (ties) return refused(ties);
    const hash = rulesHash(rules);
    // A version that says nothing of code or ties is the same as one that says in words what holds without them.
    if (hash === rulesHash(standing)) return refuse("same", "Not a word is different from the rules as they stand.");
    if (rules.blind && !newest.blind && (await tx.submission.count({ where: { challengeId: challenge.id } })) > 0)
      return refuse(
        "too-late",
        "An entry is in, and the record names its commit for good. A challenge is made blind before its first hand-in.",
      );
    const number = newest.number + 1;
    await tx.rulesVersion.create({
      data: { ...rules, challengeId: challenge.id, number, hash, reason, publishedById: viewer.id, publishedAt: at },
    });
    await appendToRecord(
      {
        type: "rules.changed",
        challengeId: challenge.id,
        at,
        by: viewer.id,
        payload: { version: number, rules: hash, previous: newest.hash },
        content: { reason },
      },
      tx,
    );
    await postNotice(
      {
        challengeId: challenge.id,
        kind: "rules",
        title: `The rules changed: version ${number}`,
        body: `${reason}\n\nThe rules page shows every word that changed. Each team is asked to accept version ${number}; until it does, it keeps what it has handed in and hands in nothing new.`,
        postedById: viewer.id,
        at,
      },
      tx,
    );
    return ok({ number });
  });
}
