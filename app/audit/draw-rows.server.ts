import { roundFact } from "~/challenges/running-round";
import { db } from "~/platform/database.server";
import { commitmentTo } from "~/record/draw/nonces";
import { outcomeOf } from "~/record/draw/outcome";
import type { Facts, Told } from "./compare";

/** The draws of a challenge, as they were announced and made, and the part that teams had in them. */
export async function drawRows(challengeId: string): Promise<Told[]> {
  const rows = await db.draw.findMany({
    where: { challengeId },
    include: {
      nonces: { orderBy: { submission: { number: "asc" } }, include: { submission: { select: { number: true } } } },
    },
  });
  return rows.flatMap(({ nonces, ...draw }): Told[] => {
    const { id, announced, seed, randomness, signature } = draw;
    const of = { key: id, row: `draw ${id}` };
    const parts = nonces.map(({ submission, nonce }) => ({ entry: submission.number, nonce }));
    const { revealed: entries, refused } = outcomeOf(draw.cityNonce ?? "", parts, announced);
    const by: Facts = draw.source === "drand" ? { signature } : { city: draw.cityNonce, entries, refused };
    const made = { draw: id, announced, ...by, randomness, seed };
    return [
      { ...of, type: "draw.announced", facts: announcedFacts(draw), at: { announced_at: draw.announcedAt } },
      ...nonces.flatMap(
        ({ submission: { number: entry }, commitment, nonce, submissionId, committedAt, revealedAt }): Told[] => {
          const part = { key: `${id}/${entry}`, row: `draw_nonce ${id} ${submissionId}` };
          const committed = { draw: id, entry, nonce_hash: commitment };
          const revealed = { draw: id, entry, nonce };
          return [
            { ...part, type: "draw.committed", facts: committed, at: { committed_at: committedAt } },
            ...(nonce
              ? [{ ...part, type: "draw.revealed" as const, facts: revealed, at: { revealed_at: revealedAt } }]
              : []),
          ];
        },
      ),
      ...(seed ? [{ ...of, type: "draw.made" as const, facts: made, at: { drawn_at: draw.drawnAt } }] : []),
    ];
  });
}

type Row = Awaited<ReturnType<typeof db.draw.findUniqueOrThrow>>;

function announcedFacts({ id, purpose, round, subject, source, ...draw }: Row): Facts {
  const about = { draw: id, purpose, ...roundFact(round), subject, source };
  if (source === "drand") return { ...about, chain: draw.chain, beacon: draw.beacon };
  const { cityNonce, commitsUntil, dueAt } = draw;
  return {
    ...about,
    ...(cityNonce ? { city: commitmentTo({ draw: id, party: "city", nonce: cityNonce }) } : {}),
    ...{ commits_until: commitsUntil?.toISOString() ?? null, reveals_until: dueAt.toISOString() },
  };
}
