import type { ReactNode } from "react";
import { count, list } from "~/kernel/text";
import { VENDOR_FOLDERS } from "~/teams/vendored";
import { Section } from "~/ui/layout";
import { Empty } from "~/ui/table";
import { FactList } from "./fact-list";
import { LARGE_FILES, LARGE_LINES, SHARED_BYTES } from "./facts";
import type { Provenance, ToldFact } from "./provenance.server";
import { WorkReading } from "./work-reading";

/** How a team's code came about, for whoever may see it. */
export function ProvenanceReading({
  of: { facts, work, lookedAt },
  zone,
  note,
  reply,
}: {
  of: Provenance;
  zone: string;
  note: ReactNode;
  reply?: (fact: ToldFact) => ReactNode;
}) {
  return (
    <>
      <Section name="What was seen" note={note} first>
        {facts.length === 0 ? (
          <Empty title="No such fact was seen">
            <p>{lookedAtText(lookedAt)}</p>
          </Empty>
        ) : (
          <div className="stack">
            <p className="quiet">{lookedAtText(lookedAt)}</p>
            <FactList facts={facts} zone={zone} reply={reply} />
          </div>
        )}
      </Section>
      {work && (
        <Section name="Work by day" note="Of the commits that the branch leads to.">
          <WorkReading work={work} zone={zone} />
        </Section>
      )}
      <Section name="What is looked for">
        <LookedFor />
      </Section>
    </>
  );
}

/** "Looked at: 40 commits since the opening, 12 pushes that GitHub saw and the sealed code." */
function lookedAtText({ repository, commits, pushes, isSealed, isCut }: Provenance["lookedAt"]): string {
  const things = [
    ...(repository ? [count(commits, "commit since the opening", "commits since the opening")] : []),
    ...(repository
      ? [pushes === 0 ? "no push, because GitHub told of none" : `${count(pushes, "push", "pushes")} that GitHub saw`]
      : []),
    ...(isSealed ? ["the sealed code"] : []),
  ];
  if (things.length === 0) return "Nothing could be looked at: no repository is linked, and no code is sealed.";
  const missing = isSealed ? "" : " No code is sealed yet.";
  return `Looked at: ${list(things)}.${missing}${isCut ? " There is more; the newest were looked at." : ""}`;
}

const LookedFor = () => (
  <div className="reading">
    <p>
      These are facts, and none of them says that anything is wrong. A reason may be as plain as a train without a net.
    </p>
    <ul>
      <li>Forks, the declared baseline, and commits dated before the opening.</li>
      <li>
        Pushes by force, a deleted branch, and commits that the branch no longer leads to. Their times are GitHub’s.
      </li>
      <li>
        Commits dated more than a day before GitHub saw them pushed, or more than ten minutes after, and those dated
        after the opening that were pushed before it. Whoever makes a commit chooses its date; GitHub’s time is its own.
      </li>
      <li>
        Commits of more than {LARGE_LINES.toLocaleString("en")} lines or {LARGE_FILES} files, but for merges. The first
        300 commits are measured.
      </li>
      <li>
        Commits that add files to folders named {list(VENDOR_FOLDERS, "or")}. In the sealed code: those folders, and
        minified files.
      </li>
      <li>
        The same tree, or the same files of {SHARED_BYTES.toLocaleString("en")} bytes or more, in another sealed entry
        of this challenge. Licences are left out. Other entries are named from the deadline on.
      </li>
    </ul>
  </div>
);
