import type { FieldMetadata } from "@conform-to/react";
import { count, list } from "~/kernel/text";
import type { Instant } from "~/kernel/time";
import { paths } from "~/paths";
import { ActButton, Acts, LinkButton } from "~/ui/button";
import { CheckboxField, RadioGroup } from "~/ui/form-choices";
import { NumberField } from "~/ui/form-fields";
import { DrawState } from "../draw/draw-reading";
import type { ShownDraw } from "../draw/draws.server";

type Fields = Record<"mode" | "least" | "most" | "mayMove", FieldMetadata>;

/** Whether jurors are asked what they would like to read. */
export function AskForBids({ slug, bids }: { slug: string; bids: { isAsked: boolean; said: number } }) {
  const said = bids.said > 0 ? ` ${count(bids.said, "answer")} so far; they weigh two fifths in the fit.` : "";
  return (
    <>
      <p>
        {bids.isAsked
          ? `Jurors are asked on their desks what they would like to read.${said}`
          : `Jurors are not asked what they would like to read.${said}`}
      </p>
      <ActButton action={paths.planAct(slug, "bids")} values={{ ask: bids.isAsked ? "no" : "yes" }}>
        {bids.isAsked ? "Ask no more" : "Ask what they would like to read"}
      </ActButton>
    </>
  );
}

/** Which entries every juror scores first. */
export const WarmUpChosen = ({ slug, warmUp }: { slug: string; warmUp: number[] }) => (
  <>
    <p>
      {warmUp.length === 0
        ? "There is no warm-up set: entries that everybody on the jury scores first."
        : `Warm-up set: ${warmUp.length === 1 ? "entry" : "entries"} ${list(warmUp.map(String))}. A plan gives it to every juror without a conflict.`}
    </p>
    <Acts>
      <LinkButton href={paths.planAct(slug, "warm-up")}>Choose the warm-up set</LinkButton>
    </Acts>
  </>
);

type SeedProps = { slug: string; draw: ShownDraw | null; whyNot: string | null; zone: string; now: Instant };

/** The seed of this round's plans: to be drawn, announced, or drawn. */
export function SeedOfPlans({ slug, draw, whyNot, zone, now }: SeedProps) {
  if (draw)
    return (
      <>
        <DrawState
          {...{ draw, zone, now }}
          href={paths.juryAct(slug, "assign")}
          beaconHref={paths.drawAct(slug, draw.id, "beacon")}
        />
        <p>
          <a href={paths.challengeDraws(slug)}>How it is drawn, for everyone to check</a>
        </p>
      </>
    );
  return (
    <>
      <p>
        Between plans that are as good a seed chooses, and nobody may choose the seed. Announcing the draw writes the
        jury, the entries and, sealed, the conflicts into the record; the seed comes after that, once for every plan of
        this round. So announce it when the jury is together.
      </p>
      <ActButton main action={paths.planAct(slug, "draw")} disabledReason={whyNot}>
        Announce the draw
      </ActButton>
    </>
  );
}

/** What the chair asks of a plan. */
export function PlanFieldset({ fields, hasStanding }: { fields: Fields; hasStanding: boolean }) {
  return (
    <>
      <RadioGroup
        field={fields.mode}
        label="What to seek"
        options={[
          {
            value: "fair",
            label: "The best for the entry that fares worst",
            note: "Then, as far as that leaves room, the best for all together.",
          },
          {
            value: "sum",
            label: "The best for all together",
            note: "Single entries may get jurors who know little of them.",
          },
        ]}
      />
      <NumberField
        field={fields.least}
        label="Entries a juror, at least"
        hint="Left empty, the load is as even as conflicts allow."
        optional
      />
      <NumberField field={fields.most} label="Entries a juror, at most" optional />
      {hasStanding && (
        <CheckboxField
          field={fields.mayMove}
          label="Repair: reviews that nobody has begun may move"
          hint="As few as can be. Without it, everything that is assigned stays where it is."
          optional
        />
      )}
      <p className="why">
        How well a juror fits an entry follows from the words that both have in common: a person’s skills, and the
        themes and keywords of the data and the topics and languages of the code. Between plans that fit as well the
        seed chooses.
      </p>
    </>
  );
}
