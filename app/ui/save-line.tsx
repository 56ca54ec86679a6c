import { savingText } from "./save-state";
import type { Autosave } from "./use-autosave";

/** Says in words whether what was typed is on the server. Without a script it says what the server knew. */
export function SaveState({ state, live, restore, discard, compare }: Autosave) {
  const { tone, text, more } = savingText(state, live);
  return (
    <div className="saving">
      <p aria-live="polite">
        <b className={tone === "waiting" ? undefined : tone}>{text}</b> {more}
      </p>
      {state.kept && (
        <div className="acts">
          <button type="button" className="btn small" onClick={restore}>
            Put them back
          </button>
          <button type="button" className="btn small" onClick={discard}>
            Let them go
          </button>
        </div>
      )}
      {state.refusal?.conflict && (
        <div className="acts">
          {compare ? (
            <button type="submit" className="btn small" name={compare.name} value={compare.value}>
              See both texts and decide
            </button>
          ) : (
            <button type="button" className="btn small" onClick={() => window.location.assign(window.location.href)}>
              See what the server has
            </button>
          )}
        </div>
      )}
    </div>
  );
}
