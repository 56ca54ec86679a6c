import type { ReactNode } from "react";
import { moneyText, parseMoney } from "~/kernel/money";
import { instantText, isTimeZone } from "~/kernel/time";
import { paths } from "~/paths";
import { CalendarLine } from "~/ui/calendar-line";
import { Certificate } from "~/ui/cert";
import { Part, Reading } from "~/ui/layout";
import { Prose } from "~/ui/prose";
import { Table } from "~/ui/table";
import { BLIND_RULE } from "../blind";
import type { Draft, TypedCriterion } from "../draft";
import { CodeWords } from "../reading/rules";
import { isRights, RIGHTS } from "../rights";
import { readSecondRule, secondRuleText } from "../second-round";
import { PledgeText } from "./pledge-text";
import { draftInstant, STEPS } from "./ready-item";

type PreviewProps = {
  draft: Draft;
  briefHtml: string;
  rulesHtml: string;
  /** What the rules ask of the code; null while they are not finished. */
  code: string[] | null;
  /** What they say of ties; null while they are not finished. */
  ties: string[] | null;
  titles: Record<string, { title: string; slug: string }>;
  now: Date;
  /** The challenge's small banner. */
  mark: ReactNode;
};

const Missing = () => <p className="warn">Not written yet.</p>;

/** A draft as teams will read it, with what is missing said in its place. */
export function DraftPreview({ draft, briefHtml, rulesHtml, code, ties, titles, now, mark }: PreviewProps) {
  const { prizes, criteria, data, rules, pledge } = draft;
  const zone = isTimeZone(draft.calendar.timeZone) ? draft.calendar.timeZone : "UTC";
  const second = criteria.second.criteria.length > 0 ? criteria.second : null;
  const rule = second && readSecondRule(second);
  return (
    <>
      <Part id="brief" title="Brief">
        {briefHtml ? <Prose html={briefHtml} /> : <Missing />}
        <p className="why">Contact: {draft.basics.contact || "not written yet"}</p>
      </Part>
      <Part id="calendar" title="Calendar">
        <Calendar draft={draft} zone={zone} now={now} />
        <p className="why">It is announced at the moment you publish it.</p>
      </Part>
      <Part id="data" title="Data">
        {data.datasets.length === 0 ? (
          <Missing />
        ) : (
          <ul className="rows">
            {data.datasets.map(({ datasetId, role, note }) => {
              const known = titles[datasetId];
              return (
                <li key={datasetId}>
                  <h3>{known ? <a href={paths.dataset(known.slug)}>{known.title}</a> : "No longer here"}</h3>
                  <p className="quiet">
                    {role === "required" ? "Required." : role === "context" ? "For context." : "Suggested."} {note}
                  </p>
                </li>
              );
            })}
          </ul>
        )}
      </Part>
      <Part id="prizes" title="Prizes">
        {prizes.prizes.length === 0 ? (
          <Missing />
        ) : (
          <Table
            rows={prizes.prizes.map((prize, index) => ({ ...prize, index }))}
            keyOf={({ index }) => index}
            columns={[
              { name: "Prize", head: true, cell: ({ title }) => title || "Not named yet" },
              { name: "What", folded: "What", numeric: true, cell: prizeText },
            ]}
          />
        )}
      </Part>
      <Part id="criteria" title="How entries are scored">
        <p className="quiet">Each entry is scored by {criteria.reviewsPerEntry || "?"} jurors.</p>
        {criteria.criteria.length === 0 && <Missing />}
        <Rubric criteria={criteria.criteria} />
        {second && (
          <section className="below">
            <h3>The second round</h3>
            {typeof rule === "string" || !rule ? <p className="warn">{rule}</p> : <p>{secondRuleText(rule)}</p>}
            <p>Each of them is scored by {second.reviewsPerEntry || "?"} jurors, by these criteria.</p>
            <Rubric criteria={second.criteria} />
          </section>
        )}
      </Part>
      <Part id="rules" title="Rules and rights">
        <h3>{isRights(rules.rights) ? RIGHTS[rules.rights].title : "Rights not chosen yet"}</h3>
        <Reading>
          <p>{isRights(rules.rights) ? RIGHTS[rules.rights].text : ""}</p>
          <p>
            Teams of {rules.minTeam || "?"} to {rules.maxTeam || "?"}. {rules.eligibility}
          </p>
          {rules.blind === "on" && <p>{BLIND_RULE}</p>}
        </Reading>
        {rulesHtml ? <Prose html={rulesHtml} /> : <Missing />}
        <section className="below">
          <h3>The code</h3>
          {code ? <CodeWords sentences={code} /> : <Missing />}
        </section>
        <section className="below">
          <h3>Ties</h3>
          {ties ? <CodeWords sentences={ties} /> : <Missing />}
        </section>
      </Part>
      <Part id="pledge" title="The city’s pledge">
        <Certificate
          level={3}
          mark={mark}
          sign={
            pledge.signedByName
              ? `Signed by ${pledge.signedByName}, ${instantText(new Date(pledge.signedAt), zone)}`
              : "Not signed yet"
          }
        >
          <PledgeText pledge={pledge} decisionDueAt={draftInstant(draft, "decisionDueAt")} zone={zone} />
        </Certificate>
      </Part>
    </>
  );
}

function Rubric({ criteria }: { criteria: TypedCriterion[] }) {
  const total = criteria.reduce((sum, { weight }) => sum + (Number(weight) || 0), 0);
  return criteria.map(({ title, description, weight, levels }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: criteria of a draft have no other identity
    <section key={index} className="below">
      <h3>
        {title || `Criterion ${index + 1}`}, {weight || "?"} of {total} parts
      </h3>
      {description && <p>{description}</p>}
      <ol className="bulleted" style={{ listStyle: "decimal" }}>
        {levels.map(({ sentence }, level) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place
          <li key={level}>{sentence || <span className="warn">No sentence yet.</span>}</li>
        ))}
      </ol>
    </section>
  ));
}

function prizeText({ kind, amount, currency, inKind }: Draft["prizes"]["prizes"][number]): string {
  if (kind === "kind") return inKind || "not written yet";
  const money = /^[A-Z]{3}$/.test(currency) ? parseMoney(amount, currency) : null;
  return money ? moneyText(money) : "amount not written yet";
}

function Calendar({ draft, zone, now }: { draft: Draft; zone: string; now: Date }) {
  const stops = STEPS.flatMap(([field, text]) => {
    const at = draftInstant(draft, field);
    return at ? [{ at, text }] : [];
  });
  if (stops.length < STEPS.length) {
    return (
      <ul className="bulleted">
        {STEPS.map(([field, text]) => {
          const at = draftInstant(draft, field);
          return (
            <li key={field}>
              {text}: {at ? instantText(at, zone) : <span className="warn">not set yet</span>}
            </li>
          );
        })}
      </ul>
    );
  }
  const iso = stops.map(({ at }) => at.toISOString());
  return (
    <CalendarLine
      stops={stops.map(({ at, text }) => ({ at: at.toISOString(), text }))}
      runs={[
        { from: iso[0] ?? "", to: iso[1] ?? "", kind: "solid" },
        { from: iso[1] ?? "", to: iso[2] ?? "", kind: "hatched" },
      ]}
      now={now.toISOString()}
      zone={zone}
    />
  );
}
