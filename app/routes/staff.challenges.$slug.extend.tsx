import { type SubmissionResult, useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { StaffPage } from "~/challenges/desk/staff-frame";
import { VIEWERS_CHANGE_NOTHING } from "~/challenges/desk/words";
import { ChallengeCalendar } from "~/challenges/reading/overview";
import { calendarHistory, extendCalendar, movesLookedAt } from "~/challenges/running/extend-calendar.server";
import { MOVABLE, type Move, whyNotExtend, whyNotMove } from "~/challenges/running/running";
import { type ExtendFields, ExtendForm, reasonAsked } from "~/challenges/running/running.schema";
import { requireEditor, runningChallengeForStaff } from "~/challenges/staff-challenge.server";
import { count } from "~/kernel/text";
import { instantText, toLocalInput } from "~/kernel/time";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { DateTimeField, TextArea } from "~/ui/form-fields";
import { Section } from "~/ui/layout";
import { Table } from "~/ui/table";

export const meta: MetaFunction = () => [{ title: "Extend the calendar · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const [at, challenge] = await Promise.all([now(), runningChallengeForStaff(slug, viewer)]);
  const why = challenge.mayEdit ? (whyNotExtend(challenge, at)?.message ?? null) : VIEWERS_CHANGE_NOTHING;
  const reason = reasonAsked(new URL(request.url).searchParams.get("reason"));
  return data({ challenge, why, reason, history: await calendarHistory(challenge.id), now: at }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireEditor(slug, viewer);
  const form = await readForm(request, ExtendForm);
  const answer = (moves: Move[] | null, status: number, formErrors?: string[]) =>
    data({ result: form.submission.reply({ formErrors }) as SubmissionResult, moves }, { status });
  if (!form.ok) return answer(null, 400);
  const { act, reason, ...dates } = form.value;
  const extension = { slug, ...dates };
  const moves = await (act === "look"
    ? movesLookedAt(extension, viewer)
    : extendCalendar({ ...extension, reason }, viewer));
  if (!moves.ok) return answer(null, moves.refusal.code === "not-yours" ? 403 : 409, [moves.refusal.message]);
  if (act === "look") return answer(moves.value, 200);
  const said = `${count(moves.value.length, "date")} moved, for everyone. Everyone registered is told.`;
  return redirectSaying(paths.staffChallenge(slug), said);
}

export default function Extend() {
  const { challenge, why, reason, history, now: at } = useLoaderData<typeof loader>();
  const zone = challenge.timeZone;
  const last = useActionData<typeof action>();
  const moves: Move[] | null = last?.moves ?? null;
  const local = (date: Date | null) => (date ? toLocalInput(date, zone) : "");
  const [form, fields] = useForm<ExtendFields>({
    id: "extend",
    lastResult: last?.result,
    defaultValue: { ...Object.fromEntries(MOVABLE.map(({ field }) => [field, local(challenge[field])])), reason },
  });
  return (
    <StaffPage
      challenge={challenge}
      now={at}
      title="Extend the calendar"
      lede="A date moves later, for everyone alike, or not at all. The move is announced, mailed, and stands in the record."
    >
      <Section name="The calendar as it stands">
        <ChallengeCalendar calendar={challenge} now={at} />
      </Section>
      <FormErrors form={form} title="No date was moved" />
      {moves && (
        <Section name="What would move" note="Nothing has moved yet. It cannot be taken back; the button is below.">
          <ul className="bulleted">
            {moves.map(({ field, words, before, after }) => (
              <li key={field}>
                {words}: <b>{instantText(after, zone)}</b>, was {instantText(before, zone)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <PostForm form={form}>
        {MOVABLE.map(({ field, words }) => {
          const fixed = whyNotMove(field, challenge, at)?.message;
          const date = challenge[field];
          return fixed ? (
            <div className="field" key={field}>
              <span className="label">{words}</span>
              <span>{date ? instantText(date, zone) : ""}</span>
              <span className="hint">{fixed}</span>
            </div>
          ) : (
            <DateTimeField
              key={field}
              field={fields[field]}
              label={words}
              optional={false}
              hint={date ? `Now ${instantText(date, zone)}. Not earlier.` : undefined}
              zone={zone}
            />
          );
        })}
        <TextArea
          field={fields.reason}
          label="Why it moves"
          hint="Everyone registered reads this sentence, on the page and in their mail."
          rows={3}
        />
        <Acts>
          <Button name="act" value="look" main={!moves} disabledReason={why}>
            See what would move
          </Button>
          {moves && (
            <Button name="act" value="move" main disabledReason={why}>
              Move the dates
            </Button>
          )}
        </Acts>
      </PostForm>
      {history.length > 0 && (
        <Section name="What has moved">
          <Table
            rows={history}
            keyOf={({ id }) => id}
            columns={[
              { name: "Date", head: true, cell: ({ words }) => words },
              { name: "From", folded: "From", cell: ({ before }) => instantText(before, zone) },
              { name: "To", folded: "To", cell: ({ after }) => instantText(after, zone) },
              { name: "Why", folded: "Why", cell: ({ reason }) => reason },
            ]}
          />
        </Section>
      )}
    </StaffPage>
  );
}
