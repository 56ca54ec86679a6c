import { Button } from "~/ui/button";
import { Note } from "~/ui/layout";

type Of = { draw: string; fieldId: string };

/**
 * Where public/draw-number.js makes a number on this device and types the commitment to it. Hidden without JavaScript, and
 * where the browser cannot hash.
 */
export const NumberMaker = ({ draw, entry, fieldId }: Of & { entry: number }) => (
  <div data-makes-number={draw} data-entry={entry} data-field={fieldId} hidden>
    <Button type="button">Make a number on this device</Button>
    <div role="status">
      <div data-made="" hidden>
        <Note>
          <p>
            Your team’s number, which was sent to nobody: <code className="hash" />
          </p>
          <p>
            <span data-kept="">This browser keeps it for you. </span>
            Copy it to where your team finds it: only with it can you open what you commit to.
          </p>
        </Note>
      </div>
    </div>
  </div>
);

/** Says that public/draw-number.js has typed the number that this browser kept. */
export const NumberKept = ({ draw, fieldId }: Of) => (
  <p data-opens-number={draw} data-field={fieldId} hidden>
    This browser had kept your team’s number.
  </p>
);
