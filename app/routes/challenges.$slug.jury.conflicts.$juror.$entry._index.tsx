import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { type DismissFields, DismissForm } from "~/judging/conflict/conflict.schema";
import { ConflictTable } from "~/judging/conflict/conflict-table";
import { conflictForChair } from "~/judging/conflict/conflicts.server";
import { dismissConflict } from "~/judging/conflict/rule-on-conflict.server";
import { instantText } from "~/kernel/time";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { numberIn, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { ActButton, Acts, Button, LinkButton } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { TextArea } from "~/ui/form-fields";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Juror ${page?.juror.number} and entry ${page?.entry} · Palio` },
];

type Params = LoaderFunctionArgs["params"];
const pairIn = ({ slug = "", juror, entry }: Params) => ({ slug, juror: numberIn(juror), entry: numberIn(entry) });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  return data(await conflictForChair(pairIn(params), viewer), { headers: PRIVATE });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const of = pairIn(params);
  await conflictForChair(of, viewer);
  const form = await readForm(request, DismissForm);
  if (!form.ok) return invalid(form);
  const dismissed = await dismissConflict({ ...of, ...form.value }, viewer);
  if (!dismissed.ok) return refuse(dismissed.refusal, form);
  return redirectSaying(paths.juryConflicts(of.slug), `Dismissed: juror ${of.juror} may score entry ${of.entry}.`);
}

export default function Conflict() {
  const { challenge, juror, entry, conflicts, rulings, whyNot } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<DismissFields>({ id: "dismiss", lastResult: useActionData<typeof action>() });
  const { slug, timeZone } = challenge;
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(slug)}>The jury</a>
            <a href={paths.juryConflicts(slug)}>Conflicts</a>
          </Crumb>
        }
        title={`Juror ${juror.number} and entry ${entry}`}
        lede={`Juror ${juror.number} is ${juror.name}. While one of these blocks, they do not see the entry on their desk, and a sheet of theirs does not count.`}
      />
      <ConflictTable slug={slug} conflicts={conflicts} zone={timeZone} />
      {rulings.length > 0 && (
        <Section name="What was decided">
          <ul className="bulleted">
            {rulings.map(({ id, isDismissed, reason, ruledAt }) => (
              <li key={id}>
                {isDismissed ? `Dismissed: ${reason}` : "The dismissal was taken back."}{" "}
                <small className="quiet">{instantText(ruledAt, timeZone)}</small>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section name="Decide">
        <FormErrors form={form} title="Not dismissed" />
        <PostForm form={form}>
          <TextArea
            field={fields.reason}
            label="Why it does not stand in the way"
            hint="Kept with the day and with who decided."
            rows={3}
          />
          <Acts>
            <Button main disabledReason={whyNot.dismiss}>
              Dismiss the conflict
            </Button>
            <LinkButton href={paths.juryConflicts(slug)}>Back</LinkButton>
          </Acts>
        </PostForm>
        {whyNot.reinstate === null && (
          <ActButton action={paths.reinstateConflict(slug, juror.number, entry)}>Take the dismissal back</ActButton>
        )}
      </Section>
    </Main>
  );
}
