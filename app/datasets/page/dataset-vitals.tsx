import type { Instant } from "~/kernel/time";
import { When } from "~/ui/when";
import { type Vital, type VitalFacts, vitalsOf } from "../vitals";

/** The facts that somebody wants before anything else: whether it answers, how fresh it is, what is said of it, its licence. */
export function DatasetVitals({ facts, zone, now }: { facts: VitalFacts; zone: string; now: Instant }) {
  return (
    <dl className="vitals">
      {vitalsOf(facts, now).map((vital) => (
        <div key={vital.label}>
          <dt>{vital.label}</dt>
          <dd>
            <b className={vital.tone}>{vital.figure}</b>
            <Note vital={vital} zone={zone} now={now} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Note({ vital: { note, at, url }, zone, now }: { vital: Vital; zone: string; now: Instant }) {
  if (url)
    return (
      <a href={url} rel="nofollow noopener">
        {note}
      </a>
    );
  return (
    <>
      {note}
      {at && (
        <>
          {" "}
          <When at={at.toISOString()} zone={zone} as="relative" now={now.toISOString()} />
        </>
      )}
    </>
  );
}
