import { count } from "~/kernel/text";
import { instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { Acts, LinkButton } from "~/ui/button";
import { KeyValues, Section } from "~/ui/layout";
import type { ChairedFinal, FinalForChair } from "./final-for-chair.server";
import { FinalWatch } from "./final-watch";
import { OrderReading, Reliability } from "./order-reading";
import { ruleText } from "./who-goes-on";

/** A final as its chair reads it: how far it is while it is open, and what the votes say once it is closed. */
export function FinalReading({ page, final }: { page: FinalForChair; final: ChairedFinal }) {
  const { slug, timeZone } = page.challenge;
  const { coverage, order, closedAt, openedAt, startsAt, minutesEach, rule } = final;
  const titleOf = (entry: number): string => coverage.entries.find(({ number }) => number === entry)?.title ?? "";
  const nameOf = (juror: number): string => coverage.jurors.find(({ number }) => number === juror)?.name ?? "";
  return (
    <>
      <Section name={closedAt ? "The final is closed" : "The final is open"} first>
        <div className="stack">
          <KeyValues
            items={[
              { label: "Opened", value: instantText(openedAt, timeZone) },
              {
                label: "Who went on",
                value: `${ruleText(rule)}: ${count(coverage.entries.length, "entry", "entries")}`,
              },
              {
                label: "In the hall",
                value: `from ${instantText(startsAt, timeZone)}, ${count(minutesEach, "minute")} each`,
              },
              ...(closedAt ? [{ label: "Closed", value: instantText(closedAt, timeZone) }] : []),
            ]}
          />
          <Acts>
            <LinkButton href={paths.runSheet(slug)}>Run sheet</LinkButton>
            {!closedAt && (
              <LinkButton main href={paths.closeFinal(slug)}>
                Close the final
              </LinkButton>
            )}
          </Acts>
        </div>
      </Section>
      {order && (
        <Section name="What the votes say" note="Nobody else sees it before results are published.">
          <OrderReading order={order} titleOf={titleOf} />
        </Section>
      )}
      {order && (
        <Section
          name="How far to rely on whom"
          note="The chance that a juror’s vote is not turned round, as the other votes tell. For you alone."
        >
          <Reliability jurors={order.jurors.map((row) => ({ ...row, name: nameOf(row.juror) }))} />
        </Section>
      )}
      <Section
        name="Coverage"
        note={
          closedAt
            ? undefined
            : "How often each was compared. Which was found better is shown when the final is closed."
        }
      >
        <FinalWatch coverage={coverage} />
      </Section>
    </>
  );
}
