import { nameChair } from "~/challenges/running/chairs.server";
import { closeJudging } from "~/judging/close-judging.server";
import { sayNoConflict } from "~/judging/conflict/say-no-conflict.server";
import { handInSheet } from "~/judging/desk/hand-in-sheet.server";
import { saveSheet } from "~/judging/desk/save-sheet.server";
import { acceptInvitation } from "~/judging/jury/accept-invitation.server";
import { inviteJurors } from "~/judging/jury/invite-jurors.server";
import { confirmPlan } from "~/judging/plan/confirm-plan.server";
import { startPlan } from "~/judging/plan/start-plan.server";
import { chooseWarmUp } from "~/judging/plan/warm-up-set.server";
import { workOutPlan } from "~/judging/plan/work-out-plan.server";
import { seeded } from "~/kernel/random";
import { slugOf } from "~/kernel/text";
import { db } from "~/platform/database.server";
import { done } from "./calendar";
import type { Town } from "./people";
import { FEEDBACK, OTHER_JURORS } from "./town";

export const CHAIR = "Marta Orsini";
export const JURORS = ["Tommaso Greco", "Ines Ferri", ...OTHER_JURORS];

/** Names the chair, who invites the jury; everyone accepts by the link in the letter. */
export async function gatherJury(slug: string, town: Town): Promise<void> {
  done(await nameChair({ slug, email: town.email(CHAIR) }, town.person("Chiara Valli")));
  done(
    await inviteJurors({ slug, people: JURORS.map((name) => ({ name, email: town.email(name) })) }, town.person(CHAIR)),
  );
  for (const name of JURORS) {
    const letter = await db.mail.findFirstOrThrow({
      where: { to: town.email(name), text: { contains: "/jury/" } },
      orderBy: { createdAt: "desc" },
    });
    const token = /\/jury\/([\w-]+)/.exec(letter.text)?.[1] ?? "";
    done(await acceptInvitation(token, town.person(name)));
  }
}

export async function assign(slug: string, town: Town, warmUp: number[]): Promise<void> {
  done(await chooseWarmUp({ slug, entries: warmUp }, town.person(CHAIR)));
  const asked = { slug, mode: "fair", least: null, most: null, mayMove: false } as const;
  const { id: planId } = done(await startPlan(asked, town.person(CHAIR)));
  await workOutPlan({ planId });
  done(await confirmPlan({ slug, planId }, town.person(CHAIR)));
}

/** Has a juror score their queue but for the last ones that they leave, the first of those half done. Levels follow the entry. */
export async function score({
  slug,
  juror,
  town,
  leaves,
}: {
  slug: string;
  juror: string;
  town: Town;
  leaves: number;
}): Promise<void> {
  const viewer = town.person(juror);
  const queue = await db.assignment.findMany({
    where: { juror: { personId: viewer.id, challenge: { slug } }, releasedAt: null },
    orderBy: { submission: { number: "asc" } },
    select: { submission: { select: { number: true } } },
  });
  const rubric = await db.criterion.findMany({
    where: { challenge: { slug }, round: 1 },
    orderBy: { position: "asc" },
    select: { id: true, levels: { select: { value: true } } },
  });
  const given = queue.map(({ submission }) => submission.number);
  if (given.length > 0)
    done(await sayNoConflict({ slug, numbers: given.slice(0, given.length - Math.max(0, leaves - 1)) }, viewer));
  for (const [index, { submission }] of queue.slice(0, queue.length - Math.max(0, leaves - 1)).entries()) {
    const random = seeded(`${slug} ${submission.number}`);
    const own = seeded(`${slug} ${submission.number} ${juror}`);
    const isHalf = leaves > 0 && index === queue.length - leaves;
    const scored = rubric.slice(0, isHalf ? 1 : rubric.length).map(({ id, levels }) => {
      const level = 1 + Math.round(random() * (levels.length - 1) * 0.7 + own() * (levels.length - 1) * 0.3);
      return [id, level] as const;
    });
    const sheet = {
      scores: Object.fromEntries(scored),
      privateNote: "",
      feedback: isHalf ? "" : (FEEDBACK[Math.floor(own() * FEEDBACK.length)] ?? FEEDBACK[0]),
    };
    const save = {
      slug,
      number: submission.number,
      sheet,
      idempotencyKey: `seed-${slug}-${submission.number}-${slugOf(juror)}`,
    };
    const { revision } = done(await saveSheet({ ...save, revision: 0 }, viewer));
    if (!isHalf) done(await handInSheet({ ...save, idempotencyKey: `${save.idempotencyKey}-in`, revision }, viewer));
  }
}

export async function close(slug: string, town: Town): Promise<void> {
  done(await closeJudging(slug, town.person(CHAIR)));
}
