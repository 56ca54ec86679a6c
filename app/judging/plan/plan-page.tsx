import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { Bar, Followed, FollowedNote } from "~/ui/bar";
import { ActButton, Acts, LinkButton } from "~/ui/button";
import { Note, Tally } from "~/ui/layout";
import { Table } from "~/ui/table";
import type { PlanPage } from "./plan-for-chair.server";
import { fitText } from "./plan-words";

type Plan = NonNullable<PlanPage["plan"]>;
type Proposed = NonNullable<Plan["proposal"]>;

/** How far a plan is, why there is none, or what is proposed and asked. */
export function PlanShown({ slug, plan }: { slug: string; plan: Plan }) {
  const { state, isStopping, step, reason, proposal, hasBefore } = plan;
  const leave = (words: string) => (
    <ActButton action={paths.planAct(slug, "leave")} disabledReason={isStopping ? "It stops within a second." : null}>
      {words}
    </ActButton>
  );
  const back = hasBefore ? "Go back to the plan before" : "Put it aside";
  return (
    <Followed id="plan" while={plan.isUnderWay}>
      {plan.isUnderWay && (
        <>
          <p role="status">
            {state === "waiting" ? "Waiting for its turn." : `Working it out${step ? `: ${step}` : ""}.`}
          </p>
          <FollowedNote href={paths.juryAct(slug, "assign")}>You may leave this page, the work goes on.</FollowedNote>
          {leave("Stop")}
        </>
      )}
      {state === "impossible" && (
        <>
          <Note tone="bad">
            <p>{reason}</p>
            <p className="quiet">Nothing was changed. Ask for something else, or invite more jurors.</p>
          </Note>
          {leave(back)}
        </>
      )}
      {state === "cancelled" && (
        <>
          <Note>It was stopped on request. Nothing was changed.</Note>
          {leave(back)}
        </>
      )}
      {proposal && <ProposalShown slug={slug} plan={plan} proposal={proposal} back={back} />}
    </Followed>
  );
}

function ProposalShown({ slug, plan, proposal, back }: { slug: string; plan: Plan; proposal: Proposed; back: string }) {
  const { added, given, sum, least, proof, connection, shortage, outgrown, cost, jurors, entries } = proposal;
  const does = [
    added > 0 ? `assigns ${count(added, "review")}` : null,
    given > 0 ? `moves ${count(given, "review")} that nobody began` : null,
  ].flatMap((one) => one ?? []);
  return (
    <>
      {cost && (
        <Note>
          <p>{cost}</p>
        </Note>
      )}
      {[outgrown && `${outgrown} Work it out again.`, shortage, connection.isConnected ? null : connection.text].map(
        (sentence) =>
          sentence && (
            <Note key={sentence} tone="warn">
              <p>{sentence}</p>
            </Note>
          ),
      )}
      <Tally
        items={[
          { figure: added, label: "reviews to assign" },
          { figure: fitText(sum), label: "fit in all" },
          { figure: fitText(least), label: "fit of the entry with the least" },
        ]}
      />
      <p>
        {proof} {connection.isConnected && connection.text}
      </p>
      <p className="why">
        Worked out with the seed <code>{plan.seed}</code>. With it, the jury and its conflicts anyone works out the same
        pairs; it goes into the record when you confirm.
      </p>
      <Loads jurors={jurors} />
      <Pairs slug={slug} entries={entries} />
      <p>
        {does.length > 0 ? `Confirming ${does.join(" and ")}, and tells each juror by mail.` : "Nothing changes hands."}
      </p>
      <Acts>
        <ActButton
          main
          action={paths.planAct(slug, "confirm")}
          values={{ plan: plan.id }}
          disabledReason={outgrown ? "Work it out again first: the jury has changed." : null}
        >
          Confirm and tell the jurors
        </ActButton>
        <LinkButton href={paths.planAct(slug, "change")}>Change a pair</LinkButton>
        <ActButton action={paths.planAct(slug, "leave")}>{back}</ActButton>
      </Acts>
    </>
  );
}

/** Each juror's load as it would be. */
function Loads({ jurors }: { jurors: Proposed["jurors"] }) {
  const most = Math.max(1, ...jurors.map(({ load }) => load));
  return (
    <Table
      caption="What each juror reads"
      rows={jurors}
      keyOf={({ number }) => number}
      columns={[
        { name: "Juror", head: true, cell: ({ number, name }) => `${number}. ${name}` },
        { name: "More", folded: "More", numeric: true, cell: ({ more }) => more },
        ...(jurors.some(({ fewer }) => fewer > 0)
          ? [{ name: "Fewer", folded: "Fewer", numeric: true, cell: ({ fewer }: Proposed["jurors"][number]) => fewer }]
          : []),
        { name: "In all", folded: "In all", numeric: true, cell: ({ load }) => load },
        { name: "Load", cell: ({ load }) => <Bar value={(load / most) * 100} /> },
      ]}
    />
  );
}

const SIGNS = { pinned: " (pinned)", begun: " (begun)", standing: " (stands)", added: "" };

/** Each entry with its jurors; a juror's number leads to where the pair is changed. */
const Pairs = ({ slug, entries }: { slug: string; entries: Proposed["entries"] }) => (
  <Table
    caption="Who reads each entry"
    rows={entries}
    keyOf={({ number }) => number}
    columns={[
      { name: "Entry", head: true, cell: ({ number, title }) => `${number}. ${title}` },
      {
        name: "Jurors",
        folded: "Jurors",
        cell: ({ number: entry, jurors }) =>
          jurors.length === 0 ? (
            <span className="warn">Nobody</span>
          ) : (
            <Acts>
              {jurors.map(({ number, is }) => (
                <LinkButton key={number} small href={paths.changePlan(slug, { entry, juror: number })}>
                  Juror {number}
                  {SIGNS[is]}
                </LinkButton>
              ))}
            </Acts>
          ),
      },
    ]}
  />
);

/** Conflicts that the site sees by itself. */
export function DetectedConflicts({ detected }: { detected: PlanPage["detected"] }) {
  if (detected.length === 0) return null;
  return (
    <Table
      caption="Found by the site, and kept apart"
      rows={detected}
      keyOf={({ name, entry, reason }) => `${name} ${entry} ${reason}`}
      columns={[
        { name: "Juror", head: true, cell: ({ name }) => name },
        { name: "Entry", folded: "Entry", numeric: true, cell: ({ entry }) => entry },
        { name: "Why", folded: "Why", cell: ({ reason }) => reason },
      ]}
    />
  );
}
