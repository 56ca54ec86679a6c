import type { Viewer } from "~/accounts/roles";
import { ok, type Result, refused } from "~/kernel/result";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now, type Tx, transaction } from "~/platform/database.server";
import { found } from "~/platform/http/respond.server";
import { writeMails } from "~/platform/mail/mail.server";
import { CALENDAR } from "../phase";
import { whyNotAsk, whyNotAskMore } from "./asking";
import { questionAsked } from "./question-asked.mail";

/**
 * Asks a question under a published challenge, for everyone to read, and tells those who can answer. The same words
 * sent twice by one person are one question.
 */
export function askQuestion(
  { slug, body }: { slug: string; body: string },
  viewer: Viewer,
): Promise<Result<{ number: number }>> {
  return transaction(async (tx) => {
    // Questions are numbered one after another, so they queue on their challenge.
    await tx.$queryRaw`SELECT id FROM challenge WHERE slug = ${slug} FOR UPDATE`;
    const challenge = found(
      await tx.challenge.findFirst({
        where: { slug, publishedAt: { not: null } },
        select: { id: true, title: true, organisationId: true, ...CALENDAR },
      }),
    );
    const refusal = whyNotAsk(challenge, await now(tx));
    if (refusal) return refused(refusal);
    const mine = { challengeId: challenge.id, askedById: viewer.id, answer: null };
    const same = await tx.question.findFirst({ where: { ...mine, body }, select: { number: true } });
    if (same) return ok(same);
    const tooMany = whyNotAskMore(await tx.question.count({ where: mine }));
    if (tooMany) return refused(tooMany);
    const last = await tx.question.aggregate({ where: { challengeId: challenge.id }, _max: { number: true } });
    const number = (last._max.number ?? 0) + 1;
    await tx.question.create({ data: { challengeId: challenge.id, number, askedById: viewer.id, body } });
    await tellStaff({ challenge, slug, number, body }, tx);
    return ok({ number });
  });
}

async function tellStaff(
  of: { challenge: { id: string; title: string; organisationId: string }; slug: string; number: number; body: string },
  tx: Tx,
): Promise<void> {
  const staff = await tx.organisationMember.findMany({
    where: { organisationId: of.challenge.organisationId, role: { in: ["owner", "editor"] } },
    select: { person: { select: { id: true, email: true } } },
  });
  const url = config().origin + paths.staffAct(of.slug, "questions");
  const letter = questionAsked({ title: of.challenge.title, number: of.number, body: of.body, url });
  await writeMails(
    staff.map(({ person }) => ({
      ...letter,
      to: person.email,
      key: `question ${of.challenge.id} ${of.number} ${person.id}`,
    })),
    tx,
  );
}
