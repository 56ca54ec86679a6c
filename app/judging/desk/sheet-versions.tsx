import { instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { ActButton } from "~/ui/button";
import { ChosenLevels } from "./rubric";
import type { Rubric } from "./sheet";
import type { SheetVersion } from "./sheet-history";

type Shown = SheetVersion & { changes: string[] };
type VersionsProps = {
  slug: string;
  entry: number;
  zone: string;
  rubric: Rubric;
  versions: Shown[];
  newest: number;
  whyNotBringBack: string | null;
};

/** Every version with what it changed, its whole text to unfold, and the way back to it. */
export function SheetVersions({ slug, entry, zone, rubric, versions, newest, whyNotBringBack }: VersionsProps) {
  return (
    <ol className="rows" reversed>
      {versions.map(({ number, savedAt, changes, scores, feedback, privateNote }) => (
        <li key={number} value={number}>
          <p>
            <b>Version {number}</b> <span className="quiet">{instantText(savedAt, zone)}</span>
            {number === newest && " · the one that stands"}
          </p>
          <p>{changes.length > 0 ? `${changes.join("; ")}.` : "The same again."}</p>
          <details>
            <summary>The whole of version {number}</summary>
            <ChosenLevels rubric={rubric} scores={scores} />
            <h3>What the team will read</h3>
            <p className="typed">{feedback || "Nothing."}</p>
            {privateNote && (
              <>
                <h3>Private note</h3>
                <p className="typed quiet">{privateNote}</p>
              </>
            )}
            {number !== newest && (
              <ActButton
                action={paths.deskAct(slug, entry, "history")}
                values={{ version: String(number) }}
                small
                disabledReason={whyNotBringBack}
              >
                Bring version {number} back
              </ActButton>
            )}
          </details>
        </li>
      ))}
    </ol>
  );
}
