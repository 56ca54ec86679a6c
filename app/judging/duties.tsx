import { ChallengeMark } from "~/challenges/challenge-reading";
import { paths } from "~/paths";
import { Section } from "~/ui/layout";
import { When } from "~/ui/when";
import type { Duties } from "./duties.server";

/** Where a person scores and what they chair; nothing where they do neither. */
export function MyDuties({ juries, chaired }: Duties) {
  return (
    <>
      {juries.length > 0 && (
        <Section name="On the jury" note="Your desks, newest first.">
          <ul className="open-list">
            {juries.map((of) => (
              <li key={of.slug}>
                <ChallengeMark of={of} />
                <div>
                  <h3>
                    <a href={paths.desk(of.slug)}>{of.title}</a>
                  </h3>
                  <p>{sheetsText(of)}</p>
                </div>
                <p className="end">{until(of)}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {chaired.length > 0 && (
        <Section name="In the chair">
          <ul className="open-list">
            {chaired.map((of) => (
              <li key={of.slug}>
                <ChallengeMark of={of} />
                <h3>
                  <a href={paths.jury(of.slug)}>{of.title}</a>
                </h3>
                <p className="end">{until(of)}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

const sheetsText = ({ number, isScoring, sheets, done }: Duties["juries"][number]): string =>
  !isScoring
    ? `You are juror ${number}. Your part is done: others score the second round.`
    : sheets === 0
      ? `You are juror ${number}. Nothing is assigned yet.`
      : `You are juror ${number}. ${done} of ${sheets} sheets handed in.`;

function until({ judgingClosedAt, judgingEndsAt, timeZone }: Duties["chaired"][number]) {
  if (judgingClosedAt) return "Judging is closed";
  return judgingEndsAt ? (
    <>
      until <When at={judgingEndsAt.toISOString()} zone={timeZone} />
    </>
  ) : null;
}
