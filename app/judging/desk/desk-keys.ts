/** Keys that use one thing on the page, as that thing's `aria-keyshortcuts` names them. */
export const SHORTCUTS = {
  handIn: "Control+Enter",
  feedback: "F",
  note: "N",
  conflict: "C",
  reopen: "R",
  save: "S",
  help: "?",
} as const;

export type Shortcut = (typeof SHORTCUTS)[keyof typeof SHORTCUTS];

/** The keys of the desk as its help lists them. */
export const DESK_KEYS = [
  { keys: ["1", "2", "3"], does: "choose that level of the criterion you are at" },
  { keys: ["0"], does: "level 0, or level 10 where there is no 0" },
  { keys: ["↑", "↓"], does: "previous and next criterion; in the queue and the evidence they scroll" },
  { keys: ["←", "→"], does: "the level before and after" },
  { keys: ["Delete"], does: "take a score back" },
  { keys: ["J", "K"], does: "next and previous entry" },
  { keys: ["F"], does: "write what the team will read" },
  { keys: ["N"], does: "write your private note" },
  { keys: ["S"], does: "save now" },
  { keys: ["Ctrl+Enter"], does: "hand in this sheet, also while you write" },
  { keys: ["R"], does: "reopen a sheet that is handed in" },
  { keys: ["C"], does: "declare a conflict" },
  { keys: ["?"], does: "this list" },
];

/** A key that went down, and where on the desk that happened. */
export type Press = {
  /** As `KeyboardEvent.key` names it. */
  key: string;
  /** Whether Ctrl is held, and nothing else with it. */
  isControl?: boolean;
  /** Whether Ctrl, Alt or the system's own key is held. */
  hasModifier?: boolean;
  /** In a field that takes text. */
  isTyping?: boolean;
  /** In the queue or the evidence, which scroll by arrows. */
  isReading?: boolean;
  /** The list of keys lies over the desk. */
  isHelpOpen?: boolean;
};

export type DeskAct =
  | { act: "score"; digit: number }
  | { act: "unscore" }
  | { act: "move"; by: 1 | -1 }
  | { act: "go"; to: "next" | "previous" }
  | { act: "save" }
  | { act: "use"; shortcut: Shortcut }
  | { act: "help" };

/**
 * What a key does on the desk; null where it is the browser's. Keys rest while somebody types text, take no browser's
 * own shortcut, and change nothing behind the open help. Handing in alone has a key while somebody types.
 */
export function deskActOf({ key, isControl, hasModifier, isTyping, isReading, isHelpOpen }: Press): DeskAct | null {
  if (key === "Enter" && isControl) return isHelpOpen ? null : { act: "use", shortcut: SHORTCUTS.handIn };
  if (hasModifier || isTyping) return null;
  if (key === "?") return { act: "help" };
  if (isHelpOpen) return null;
  if (/^\d$/.test(key)) return { act: "score", digit: Number(key) };
  if (key === "Delete" || key === "Backspace") return { act: "unscore" };
  if (key === "ArrowDown" || key === "ArrowUp")
    return isReading ? null : { act: "move", by: key === "ArrowDown" ? 1 : -1 };
  switch (key.toLowerCase()) {
    case "j":
      return { act: "go", to: "next" };
    case "k":
      return { act: "go", to: "previous" };
    case "s":
      return { act: "save" };
    case "f":
      return { act: "use", shortcut: SHORTCUTS.feedback };
    case "n":
      return { act: "use", shortcut: SHORTCUTS.note };
    case "c":
      return { act: "use", shortcut: SHORTCUTS.conflict };
    case "r":
      return { act: "use", shortcut: SHORTCUTS.reopen };
    default:
      return null;
  }
}

/** The level that a digit means among those of a criterion: 0 is level 10 where no level 0 exists. */
export function levelOf(digit: number, levels: number[]): number | null {
  if (levels.includes(digit)) return digit;
  return digit === 0 && levels.includes(10) ? 10 : null;
}
