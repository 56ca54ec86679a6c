import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { requireEditor } from "~/challenges/staff-challenge.server";
import { prizeText } from "~/outcomes/awards-reading";
import { type PaymentFields, PaymentForm } from "~/outcomes/payment.schema";
import { paymentText } from "~/outcomes/payments";
import { paymentsForStaff } from "~/outcomes/results.server";
import { statePayment } from "~/outcomes/state-payment.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { SelectField } from "~/ui/form-choices";
import { TextField } from "~/ui/form-fields";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty, Table } from "~/ui/table";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Payments · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  return data(await paymentsForStaff(slug, viewer), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireEditor(slug, viewer);
  const form = await readForm(request, PaymentForm);
  if (!form.ok) return invalid(form);
  const stated = await statePayment({ slug, ...form.value }, viewer);
  if (!stated.ok) return refuse(stated.refusal, form);
  return redirectSaying(paths.staffAct(slug, "payments"), "Stated, in public and in the record.");
}

export default function StaffPayments() {
  const { challenge, prizes, whyNot } = useLoaderData<typeof loader>();
  const unpaid = prizes.find(({ paidOn }) => !paidOn);
  const [form, fields] = useForm<PaymentFields>({
    id: "payment",
    lastResult: useActionData<typeof action>(),
    defaultValue: { award: unpaid?.id ?? "" },
  });
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.staff()}>Staff desk</a>
            <a href={paths.staffChallenge(challenge.slug)}>{challenge.title}</a>
          </Crumb>
        }
        title="Payments"
        lede="Say of each prize when it was paid, or handed over. Everyone reads it beside the award; until you say so, it stands there as not stated."
      />
      <Section name="Prizes" first>
        {prizes.length > 0 ? (
          <Table
            label="Prizes and their payment"
            rows={prizes}
            keyOf={({ id }) => id}
            columns={[
              { name: "Prize", head: true, cell: ({ prize }) => `${prize.title}, ${prizeText(prize)}` },
              { name: "Team", cell: ({ team, entry }) => `${team}, entry ${entry}` },
              { name: "Payment", cell: ({ paidOn }) => paymentText(paidOn) },
            ]}
          />
        ) : (
          <Empty title="Nothing to pay yet">
            <p>{whyNot}</p>
          </Empty>
        )}
      </Section>
      <Section
        name="State a payment"
        note="What was stated wrongly is stated again: the later word stands, and the record keeps both."
      >
        <FormErrors form={form} title="Not stated" />
        <PostForm form={form}>
          <SelectField
            field={fields.award}
            label="Prize"
            placeholder="Choose a prize"
            options={prizes.map(({ id, prize, team }) => ({ value: id, label: `${prize.title}: ${team}` }))}
          />
          <TextField field={fields.paidOn} type="date" label="Paid on" short />
          <Button main disabledReason={whyNot}>
            State it in public
          </Button>
        </PostForm>
      </Section>
    </Main>
  );
}
