import { dayText, type Instant } from "~/kernel/time";
import { KeyValues } from "~/ui/layout";
import type { Draft } from "../draft";

/** The words of a draft's pledge, as they are signed and as teams will read them. */
export function PledgeText({
  pledge,
  decisionDueAt,
  zone,
}: {
  pledge: Draft["pledge"];
  decisionDueAt: Instant | null;
  zone: string;
}) {
  const { ownerName, ownerRole, upkeep, upkeepUntil, decision, money, path } = pledge;
  const open = <span className="warn">not written yet</span>;
  return (
    <KeyValues
      items={[
        { label: "Who answers for it", value: ownerName ? `${ownerName}, ${ownerRole || "office not named"}` : open },
        { label: "The data", value: upkeep ? `${upkeep} Until ${upkeepUntil || "a day not set"}.` : open },
        {
          label: "The decision",
          value: decision ? `${decision} By ${decisionDueAt ? dayText(decisionDueAt, zone) : "a day not set"}.` : open,
        },
        { label: "The money", value: money || open },
        { label: "After the prize", value: path || open },
      ]}
    />
  );
}
