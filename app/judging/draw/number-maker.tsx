import { useEffect, useState } from "react";
import { Button } from "~/ui/button";
import { Hash } from "~/ui/cert";
import { Note } from "~/ui/layout";

const place = (draw: string): string => `palio:draw:${draw}`;

/** A number that this device was asked to keep; null where it has none, or forbids keeping. */
function keptNumber(draw: string): string | null {
  try {
    return window.localStorage.getItem(place(draw));
  } catch {
    return null;
  }
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Types a text into a field as a person would, so that the form hears of it. */
function type(id: string, text: string): void {
  const field = document.getElementById(id);
  if (!(field instanceof HTMLInputElement)) return;
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

type Maker = { draw: string; entry: number; fieldId: string };

/**
 * Makes a number on this device and types the commitment to it; the number itself is sent to nobody. It is kept on the
 * device, and shown to be kept elsewhere. Nothing without JavaScript or where the browser cannot hash.
 */
export function NumberMaker({ draw, entry, fieldId }: Maker) {
  const [canMake, setCanMake] = useState(false);
  const [made, setMade] = useState<{ nonce: string; isKept: boolean } | null>(null);
  useEffect(() => setCanMake(globalThis.crypto?.subtle !== undefined), []);
  if (!canMake) return null;
  const make = async () => {
    const nonce = hex(crypto.getRandomValues(new Uint8Array(32)));
    const line = new TextEncoder().encode(`palio-draw:${draw}:${entry}:${nonce}`);
    type(fieldId, hex(new Uint8Array(await crypto.subtle.digest("SHA-256", line))));
    let isKept = true;
    try {
      window.localStorage.setItem(place(draw), nonce);
    } catch {
      isKept = false;
    }
    setMade({ nonce, isKept });
  };
  return (
    <div className="stack" role="status">
      {made === null ? (
        <Button type="button" onClick={make}>
          Make a number on this device
        </Button>
      ) : (
        <Note>
          <p>
            Your team’s number, which was sent to nobody: <Hash value={made.nonce} />
          </p>
          <p>
            {made.isKept ? "This browser keeps it for you. " : "This browser does not keep it. "}
            Copy it to where your team finds it: only with it can you open what you commit to.
          </p>
        </Note>
      )}
    </div>
  );
}

/** Types the number that this device kept for a draw into its field, unless something stands there. */
export function NumberKept({ draw, fieldId }: Omit<Maker, "entry">) {
  const [isKept, setIsKept] = useState(false);
  useEffect(() => {
    const nonce = keptNumber(draw);
    const field = document.getElementById(fieldId);
    if (nonce === null || !(field instanceof HTMLInputElement) || field.value !== "") return;
    type(fieldId, nonce);
    setIsKept(true);
  }, [draw, fieldId]);
  return isKept ? <p role="status">This browser had kept your team’s number.</p> : null;
}
