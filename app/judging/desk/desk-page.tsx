import { useRef } from "react";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { EntryReading } from "~/submissions/entry-reading";
import { SealedCode } from "~/submissions/seal/seal-reading";
import { RepositoryEvents } from "~/teams/repository-reading";
import { SaveState } from "~/ui/save-line";
import { useAutosave } from "~/ui/use-autosave";
import type { DeskEntry } from "./desk.server";
import { DESK_KEYS, SHORTCUTS } from "./desk-keys";
import { handedInText, open, placeText, Queue } from "./queue";
import { isConflict, SheetForm, SheetRead, type SheetResult } from "./sheet-form";
import { useDeskKeys } from "./use-desk-keys";

/** The juror's desk at one entry: queue, evidence, rubric side by side; one column on a phone. */
export function DeskPage({ page, result }: { page: DeskEntry; result: SheetResult }) {
  const { challenge, evidence, queue, whyNotScore } = page;
  const { slug } = challenge;
  const formRef = useRef<HTMLFormElement>(null);
  const helpRef = useRef<HTMLDialogElement>(null);
  const hasTyping = result?.status === "error";
  const isOpen = page.state !== "handed_in" && whyNotScore === null;
  const autosave = useAutosave({
    formRef,
    url: paths.deskAct(slug, evidence.number, "autosave"),
    storageKey: page.storageKey,
    savedText: page.savedText,
    unsaved: hasTyping && isOpen && !isConflict(result),
  });
  const own = open(queue);
  const at = own.findIndex(({ number }) => number === evidence.number);
  const beside = (by: 1 | -1): string | null => {
    const item = own[at + by];
    return item ? paths.deskEntry(slug, item.number) : null;
  };
  const isListening = useDeskKeys({ formRef, helpRef, previous: beside(-1), next: beside(1), save: autosave.saveNow });
  const tincture = faceOf(challenge).arms.colour;
  return (
    <>
      <div className="desk-bar" data-tincture={tincture}>
        <ChallengeMark of={challenge} />
        <h1>
          <a href={paths.desk(slug)}>{challenge.title}</a>
        </h1>
        <p className="prog">
          <b>{placeText(queue, evidence.number)}</b>{" "}
          <span className="quiet">
            in your queue, {handedInText(queue)}
            {challenge.judgingEndsAt && `, until ${instantText(challenge.judgingEndsAt, challenge.timeZone)}`}
          </span>
        </p>
      </div>
      <main className="desk" id="main" tabIndex={-1} data-tincture={tincture}>
        <Column id="queue" className="q" label="Queue">
          <p className="quiet">Your queue</p>
          <Queue slug={slug} queue={queue} current={evidence.number} />
        </Column>
        <Column id="evidence" className="evi" label="Evidence">
          <p className="quiet">
            {page.round === 2 && "Second round, "}
            {page.round === 2 ? "entry" : "Entry"} {evidence.number}
            {evidence.team && `, by ${evidence.team.name}`}
          </p>
          <h2>{evidence.title}</h2>
          <EntryReading
            entry={evidence}
            proof={evidence.proof}
            code={
              evidence.seal && (
                <>
                  <SealedCode
                    {...{ slug, number: evidence.number, seal: evidence.seal, zone: challenge.timeZone }}
                    receivedAt={new Date(evidence.receivedAt)}
                    isInside
                  />
                  <br />
                  <a href={paths.deskAct(slug, evidence.number, "provenance")}>How it came about</a>
                </>
              )
            }
          />
          {page.events.length > 0 && (
            <>
              <h3>Its repository on GitHub</h3>
              <RepositoryEvents events={page.events} zone={challenge.timeZone} />
            </>
          )}
        </Column>
        <Column id="rubric" className="rubric" label="Rubric">
          {isOpen || hasTyping ? (
            <SheetForm page={page} result={result} formRef={formRef} live={autosave.live} />
          ) : (
            <SheetRead page={page} />
          )}
        </Column>
      </main>
      <footer className="save" data-tincture={tincture}>
        {isOpen || hasTyping ? <SaveState {...autosave} /> : <p>{whyNotScore ?? `Handed in ${page.savedText}.`}</p>}
        <nav className="jump" aria-label="Parts of the desk">
          <a href="#evidence">Evidence</a>
          <a href="#rubric">Rubric</a>
          <a href="#queue">Queue</a>
        </nav>
        <KeyLine shown={isListening} help={() => helpRef.current?.showModal()} />
      </footer>
      <KeyHelp dialogRef={helpRef} />
    </>
  );
}

type ColumnProps = { id: string; className: string; label: string; children: React.ReactNode };

/** Each column scrolls by itself on a wide screen, so each can be reached and scrolled by keyboard. */
const Column = ({ id, className, label, children }: ColumnProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
  <section id={id} className={className} aria-label={label} tabIndex={0}>
    {children}
  </section>
);

/** Keys are told only where a script listens to them. */
function KeyLine({ shown, help }: { shown: boolean; help: () => void }) {
  if (!shown) return null;
  return (
    <span className="keys">
      <span>
        <kbd>1</kbd> <kbd>2</kbd> … level
      </span>
      <span>
        <kbd>↑</kbd> <kbd>↓</kbd> criterion
      </span>
      <span>
        <kbd>J</kbd> <kbd>K</kbd> next, previous entry
      </span>
      <button type="button" className="link" onClick={help} aria-keyshortcuts={SHORTCUTS.help}>
        <kbd>?</kbd> all keys
      </button>
    </span>
  );
}

function KeyHelp({ dialogRef }: { dialogRef: React.RefObject<HTMLDialogElement> }) {
  return (
    <dialog ref={dialogRef} className="keys-help" aria-labelledby="keys-title">
      <h2 id="keys-title">Keys of the desk</h2>
      <dl className="kv">
        {DESK_KEYS.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit" className="btn">
          Close
        </button>
      </form>
    </dialog>
  );
}
