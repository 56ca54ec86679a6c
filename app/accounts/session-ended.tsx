import { paths } from "~/paths";
import type { SessionEnded } from "~/platform/http/typed-text";

/** The typed text to copy from, and the way to sign in, in a tab of its own so that the text stays in sight. */
export function SessionEndedPage({ typed, back }: SessionEnded) {
  return (
    <>
      <h1>You were signed out, and nothing was saved</h1>
      <p className="lede">
        Your session ended before this form arrived. What you typed stands below: copy it, sign in, and paste it there.
      </p>
      <p>
        <a href={paths.signIn(back)} target="_blank" rel="noopener">
          Sign in and come back to the form
        </a>
        , in a new tab; this page stays.
      </p>
      <div className="stack">
        {typed.map(({ label, text, isCut }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is written out once and never reordered
          <div className="field" key={i}>
            <label htmlFor={`typed-${i}`}>{label}</label>
            <textarea
              className="in"
              id={`typed-${i}`}
              readOnly
              rows={Math.min(12, Math.max(1, text.split("\n").length, Math.ceil(text.length / 70)))}
              defaultValue={text}
            />
            {isCut && <p className="why">It was longer; this is its beginning.</p>}
          </div>
        ))}
      </div>
      <p className="why">Files do not come back: choose them again.</p>
    </>
  );
}
