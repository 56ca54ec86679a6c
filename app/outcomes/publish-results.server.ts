import type { Viewer } from "~/accounts/roles";
import { postNotice } from "~/challenges/notices.server";
import { roundFact } from "~/challenges/running-round";
import { type ChairedChallenge, challengeForChair } from "~/judging/chair.server";
import { sealOf, wordsOf } from "~/judging/desk/hand-in-sheet.server";
import { drawOf } from "~/judging/draw/announce.server";
import { whyNotAnswered } from "~/judging/jury/jury";
import { isFinalOpen } from "~/judging/round/final.server";
import { coverageOf, liveEntries, type NewestSheet, sheetsOf } from "~/judging/sheets.server";
import { ok, type Result, refused } from "~/kernel/result";
import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now, type Tx, transaction } from "~/platform/database.server";
import { writeMails } from "~/platform/mail/mail.server";
import type { Fact } from "~/record/entry";
import { appendToRecord } from "~/record/record.server";
import { whyNotPublish } from "./awards";
import { rankingOf } from "./ranking.server";
import { decisionsOwedMail, resultsOutMail } from "./results-out.mail";
import { accountOf, whyNotReveal } from "./sealed-sheets";
import { sealedSheets } from "./sealed-sheets.server";

/**
 * Publishes results: the ranking and the awards to everyone, to each team its scores and feedback. Every sheet that
 * counts is revealed in the record against its seal, and those that were sealed and do not count are named. Refused while judging is open, an entry has no feedback from a
 * handed-in sheet, or no award is decided. Everyone registered, every juror whose sheets count and the city's owners
 * and editors, who owe the decisions, are told by mail.
 */
export function publishResults(slug: string, viewer: Viewer): Promise<Result<{ slug: string }>> {
  return transaction(async (tx) => {
    const { id: challengeId } = await challengeForChair(slug, viewer, tx);
    await tx.$queryRaw`SELECT id FROM challenge WHERE id = ${challengeId}::uuid FOR UPDATE`;
    const challenge = await challengeForChair(slug, viewer, tx);
    const ranking = await rankingOf(challengeId, tx);
    const sheets = await sheetsOf(challengeId, tx);
    const awards = await tx.award.findMany({
      where: { challengeId, submission: { withdrawnAt: null } },
      orderBy: { id: "asc" },
    });
    const refusal = whyNotPublish({
      ...challenge,
      awards: awards.length,
      ranked: ranking?.rows.length ?? 0,
      silence: whyNotAnswered(coverageOf(await liveEntries(challengeId, tx), sheets)),
      isFinalOpen: await isFinalOpen(challengeId, tx),
    });
    if (refusal || !ranking) return refused(refusal ?? { code: "not-closed", message: "There is no ranking yet." });
    const counted = sheets.flatMap(revealedOf);
    const sealed = await sealedSheets(challengeId, tx);
    const unlike = whyNotReveal(sealed, counted);
    if (unlike) return refused(unlike);
    const at = await now(tx);
    // Where nothing was awarded there is nothing left to decide.
    const decided = awards.length === 0 ? { decidedAt: at } : {};
    await tx.challenge.update({ where: { id: challengeId }, data: { resultsPublishedAt: at, ...decided } });
    // What each juror did was to hand the sheet in.
    for (const { payload } of counted)
      await appendToRecord({ type: "score.revealed", challengeId, at, by: null, payload }, tx);
    const { account, content } = accountOf(sealed, counted);
    const lots = await drawOf(challengeId, "result", 1, tx);
    const drawn: { [key: string]: Fact } = lots ? { draw: lots.id, seed: lots.seed } : {};
    const payload = { result: ranking.hash, ...drawn, ...account };
    await appendToRecord({ type: "result.published", challengeId, at, by: viewer.id, payload, content }, tx);
    for (const { id, submissionId, prizeId, reason } of awards)
      await appendToRecord(
        {
          type: "award.decided",
          challengeId,
          at,
          by: viewer.id,
          payload: { award: id, submission: submissionId, prize: prizeId },
          content: { reason },
        },
        tx,
      );
    await tell(
      { challenge, chair: viewer, awarded: new Set(awards.map(({ submissionId }) => submissionId)).size, sheets, at },
      tx,
    );
    return ok({ slug });
  });
}

/** A sheet that counts, told in full but for its words, beside the seal that is in the record since it was handed in. */
function revealedOf({ versionId, nonce, state, scores, feedback, round, ...sheet }: NewestSheet) {
  const { jurorId, jurorNumber, submissionId, entry } = sheet;
  if (state !== "handed_in" || versionId === null) return [];
  const words = { versionId, nonce, scores, feedback };
  const seal = sealOf(words);
  const payload = { juror: jurorId, submission: submissionId, ...roundFact(round), seal, ...wordsOf(words) };
  return [{ juror: jurorNumber, entry, round, seal, payload }];
}

type Telling = { challenge: ChairedChallenge; chair: Viewer; awarded: number; sheets: NewestSheet[]; at: Instant };

/** A notice goes to everyone registered; the jury and the city, which owes its decisions, are told by letters of their own. */
async function tell({ challenge, chair, awarded, sheets, at }: Telling, tx: Tx): Promise<void> {
  const { id: challengeId, slug, title } = challenge;
  await postNotice(
    {
      challengeId,
      kind: "results",
      title: "Results are out",
      body: `The jury's ranking, the awards and the reasons for them are published: [the results](${paths.challengeResults(slug)}).\n\nIf your team handed in an entry, its scores and every juror's feedback are on the entry's own page, for you alone.`,
      postedById: chair.id,
      at,
    },
    tx,
  );
  const { origin } = config();
  const link = `${origin}${paths.challengeResults(slug)}`;
  const counted = new Set(sheets.filter(({ state }) => state === "handed_in").map(({ jurorId }) => jurorId));
  const jurors = await tx.juror.findMany({
    // Who was excused is told too where a sheet of theirs counts.
    where: { challengeId, OR: [{ leftAt: null }, { id: { in: [...counted] } }] },
    select: { id: true, person: { select: { name: true, email: true } } },
  });
  const staff = await tx.organisationMember.findMany({
    where: { organisationId: challenge.organisationId, role: { in: ["owner", "editor"] } },
    select: { person: { select: { id: true, name: true, email: true } } },
  });
  const owed = { title, link, awarded, decide: `${origin}${paths.staffAct(slug, "decisions")}` };
  await writeMails(
    [
      ...jurors.map(({ id, person: { name, email } }) => ({
        key: `results:${challengeId}:${id}`,
        to: email,
        ...resultsOutMail({ name, title, link }),
      })),
      ...staff.map(({ person: { id, name, email } }) => ({
        key: `results-owed:${challengeId}:${id}`,
        to: email,
        ...decisionsOwedMail({ name, ...owed, ...challenge }),
      })),
    ],
    tx,
  );
}
