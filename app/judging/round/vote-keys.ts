import { useEffect, useState } from "react";

/** The keys of a vote, as `aria-keyshortcuts` writes them on the buttons that they press. */
export const VOTE_KEYS = { left: "ArrowLeft", right: "ArrowRight", equal: "=", undo: "U" } as const;

type Press = { key: string; hasModifier: boolean; isTyping: boolean };

/** Which button a key presses; null where the key is the browser's. */
export function voteKeyOf({ key, hasModifier, isTyping }: Press): string | null {
  if (hasModifier || isTyping) return null;
  return Object.values(VOTE_KEYS).find((known) => known.toLowerCase() === key.toLowerCase()) ?? null;
}

/** Listens to the keys of a vote; false until it does. A pressed button leads to another page, so one press is one vote. */
export function useVoteKeys(): boolean {
  const [isListening, setListening] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return;
      const shortcut = voteKeyOf({
        key: event.key,
        hasModifier: event.ctrlKey || event.metaKey || event.altKey,
        isTyping: event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement,
      });
      const button = shortcut && document.querySelector<HTMLElement>(`#main [aria-keyshortcuts="${shortcut}"]`);
      if (!button) return;
      event.preventDefault();
      button.click();
    };
    document.addEventListener("keydown", onKey);
    setListening(true);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return isListening;
}
