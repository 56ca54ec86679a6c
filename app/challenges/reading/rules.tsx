import type { Change } from "~/kernel/diff";
import { dayText } from "~/kernel/time";
import { paths } from "~/paths";
import { Hash } from "~/ui/cert";
import { Diff } from "~/ui/diff";
import { KeyValues } from "~/ui/layout";
import { Prose } from "~/ui/prose";
import { BLIND_RULE } from "../blind";
import { isRights, RIGHTS } from "../rights";

type Version = { number: number; reason: string; hash: string; publishedAt: Date };

/** One version of the rules as it binds people: text, eligibility, rights, and the hash they were accepted under. */
export function RulesInFull({
  version,
  html,
  zone,
}: {
  version: Version & { eligibility: string; rights: string; blind: boolean };
  html: string;
  zone: string;
}) {
  const { eligibility, rights, blind, hash, publishedAt } = version;
  return (
    <div className="stack">
      <Prose html={html} />
      <KeyValues
        items={[
          { label: "Who may take part", value: eligibility },
          {
            label: "Rights",
            value: isRights(rights) ? `${RIGHTS[rights].title}. ${RIGHTS[rights].text}` : rights,
          },
          ...(blind ? [{ label: "Judging", value: BLIND_RULE }] : []),
          { label: "Published", value: dayText(publishedAt, zone) },
          { label: "SHA-256", value: <Hash value={hash} />, code: true },
        ]}
      />
    </div>
  );
}

/** What a version asks of the code, or says of ties, a line each. */
export const CodeWords = ({ sentences }: { sentences: string[] }) => (
  <ul className="bulleted">
    {sentences.map((sentence) => (
      <li key={sentence}>{sentence}</li>
    ))}
  </ul>
);

/** What a version changed, and why. */
export function RulesChange({ reason, changes, previous }: { reason: string; changes: Change[]; previous: number }) {
  return (
    <div className="stack">
      <p>
        <b>Why:</b> {reason}
      </p>
      <p className="quiet">Against version {previous}: struck out is gone, underlined is new.</p>
      <Diff parts={changes} />
    </div>
  );
}

/** Every version there has been; none is ever taken away. */
export function RulesVersions({
  slug,
  versions,
  shown,
  zone,
}: {
  slug: string;
  versions: Version[];
  shown: number;
  zone: string;
}) {
  return (
    <ul className="stack">
      {versions.map(({ number, reason, publishedAt }) => (
        <li key={number}>
          <a href={paths.challengeRules(slug, number)} aria-current={number === shown ? "page" : undefined}>
            Version {number}
          </a>
          , {dayText(publishedAt, zone)}
          {number === shown && ", shown here"}
          <p className="quiet">{reason || "As first published."}</p>
        </li>
      ))}
    </ul>
  );
}
