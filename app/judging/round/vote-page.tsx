import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { paths } from "~/paths";
import { ActButton } from "~/ui/button";
import type { FinalDesk, PairEntry } from "./final-desk.server";
import { useVoteKeys, VOTE_KEYS } from "./vote-keys";

/** Two entries and three buttons: made for a phone in a noisy hall, and for keys. */
export function VotePage({ page, isLost }: { page: FinalDesk; isLost: boolean }) {
  const { challenge, given, asked, pair, last, whyNotVote } = page;
  const { slug } = challenge;
  const isListening = useVoteKeys();
  const tincture = faceOf(challenge).arms.colour;
  return (
    <>
      <div className="desk-bar" data-tincture={tincture}>
        <ChallengeMark of={challenge} />
        <h1>
          <a href={paths.desk(slug)}>The final of {challenge.title}</a>
        </h1>
        <p className="prog">
          <b>
            {given} of about {asked}
          </b>
        </p>
      </div>
      <main className="vote" id="main" tabIndex={-1} data-tincture={tincture}>
        {isLost && <p role="alert">That press did not arrive as it was made. Press again.</p>}
        {pair ? <Pair slug={slug} pair={pair} given={given} asked={asked} /> : <NoPair page={page} />}
        {last && !whyNotVote && (
          <div className="undo">
            <ActButton action={paths.finalUndo(slug)} values={{ vote: last.id }} aria-keyshortcuts={VOTE_KEYS.undo}>
              Undo the last
            </ActButton>
            <p className="why">
              {last.isTie
                ? `You said that “${last.winner}” and “${last.loser}” are equal.`
                : `You said that “${last.winner}” is better than “${last.loser}”.`}
            </p>
          </div>
        )}
        <p className="why">
          <a href={paths.runSheet(slug)}>Who comes on when</a>
          {!whyNotVote && (
            <>
              {" · "}
              <a href={paths.finalConflicts(slug)}>I have a conflict with an entry</a>
            </>
          )}
        </p>
        {isListening && pair && (
          <p className="why keys">
            <kbd>←</kbd> <kbd>→</kbd> the better one, <kbd>=</kbd> equal, <kbd>U</kbd> undo
          </p>
        )}
      </main>
    </>
  );
}

type PairProps = { slug: string; pair: NonNullable<FinalDesk["pair"]>; given: number; asked: number };

function Pair({ slug, pair: { left, right, key }, given, asked }: PairProps) {
  return (
    <form method="post" action={paths.finalDesk(slug)}>
      <input type="hidden" name="key" value={key} />
      <input type="hidden" name="left" value={left.number} />
      <input type="hidden" name="right" value={right.number} />
      <h2>Which is better?</h2>
      {given >= asked && <p className="why">You have done your share. Every further pair makes the order surer.</p>}
      <div className="two">
        <Card slug={slug} of={left} side="left" />
        <Card slug={slug} of={right} side="right" />
      </div>
      <button type="submit" className="btn equal" name="choice" value="equal" aria-keyshortcuts={VOTE_KEYS.equal}>
        They are equal
      </button>
    </form>
  );
}

/** The whole card is the button; the link beneath leads to all of the entry. */
function Card({ slug, of: { number, title, pitch, team }, side }: { slug: string; of: PairEntry; side: Side }) {
  return (
    <div>
      <button
        type="submit"
        className="card"
        name="choice"
        value={side}
        aria-keyshortcuts={VOTE_KEYS[side]}
        aria-labelledby={`${side}-title`}
        aria-describedby={`${side}-pitch`}
      >
        <b id={`${side}-title`}>{title}</b>
        <small>
          Entry {number}
          {team && `, by ${team}`}
        </small>
        <span id={`${side}-pitch`}>{pitch}</span>
      </button>
      <a href={paths.entry(slug, number)}>Read entry {number}</a>
    </div>
  );
}

type Side = "left" | "right";

function NoPair({ page: { whyNotVote, given, barred } }: { page: FinalDesk }) {
  if (whyNotVote)
    return (
      <>
        <h2>The final is closed</h2>
        <p>Your votes count. The chair sees what they say; everyone does when results are published.</p>
      </>
    );
  return (
    <>
      <h2>{given > 0 ? "You have seen every pair" : "There is no pair for you"}</h2>
      <p>
        {given > 0
          ? "Thank you. Your votes count as they stand until the chair closes the final; you may still undo the last."
          : `You have a conflict with ${barred} of the entries, and it takes two to compare any.`}
      </p>
    </>
  );
}
