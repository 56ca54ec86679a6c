export type DiffPart = { kind: "same" | "added" | "removed"; text: string };

/** What changed between two texts, struck and underlined as well as coloured, and said aloud. */
export function Diff({ parts }: { parts: DiffPart[] }) {
  return (
    <div className="diff">
      {parts.map((part, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a difference have no other identity
        <Part key={i} {...part} />
      ))}
    </div>
  );
}

function Part({ kind, text }: DiffPart) {
  if (kind === "same") return <span>{text}</span>;
  const Change = kind === "added" ? "ins" : "del";
  return (
    <Change>
      <span className="visually-hidden">[{kind}: </span>
      {text}
      <span className="visually-hidden">]</span>
    </Change>
  );
}
