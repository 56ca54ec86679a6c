import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { StaffPage } from "~/challenges/desk/staff-frame";
import { VIEWERS_CHANGE_NOTHING } from "~/challenges/desk/words";
import { chairsOf, nameChair } from "~/challenges/running/chairs.server";
import { type ChairFields, ChairForm } from "~/challenges/running/running.schema";
import { requireEditor, runningChallengeForStaff } from "~/challenges/staff-challenge.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { ActButton, Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { TextField } from "~/ui/form-fields";
import { Section } from "~/ui/layout";
import { Table } from "~/ui/table";
import { When } from "~/ui/when";

export const meta: MetaFunction = () => [{ title: "Chairs of the jury · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const [at, challenge] = await Promise.all([now(), runningChallengeForStaff(slug, viewer)]);
  return data({ challenge, chairs: await chairsOf(challenge.id), now: at }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireEditor(slug, viewer);
  const form = await readForm(request, ChairForm);
  if (!form.ok) return invalid(form);
  const named = await nameChair({ slug, ...form.value }, viewer);
  if (!named.ok) return refuse(named.refusal, form);
  return redirectSaying(paths.staffAct(slug, "chairs"), `${named.value.name} is a chair of the jury.`);
}

export default function Chairs() {
  const { challenge, chairs, now: at } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<ChairFields>({ id: "chairs", lastResult: useActionData<typeof action>() });
  const role = challenge.mayEdit ? null : VIEWERS_CHANGE_NOTHING;
  const last = chairs.length === 1 ? "Somebody must answer for the jury. Name another chair first." : null;
  return (
    <StaffPage
      challenge={challenge}
      now={at}
      title="Chairs of the jury"
      lede="A chair invites jurors, hands out entries, closes judging, and publishes the results with their reasons."
    >
      <Section first name="Chairs">
        <Table
          rows={chairs}
          keyOf={({ person }) => person.id}
          columns={[
            {
              name: "Name",
              head: true,
              cell: ({ person }) => <a href={paths.person(person.handle)}>{person.name}</a>,
            },
            {
              name: "Since",
              folded: "Since",
              cell: ({ since }) => <When at={since.toISOString()} zone={challenge.timeZone} as="day" />,
            },
            {
              name: <span className="visually-hidden">Remove</span>,
              cell: ({ person }) => (
                <ActButton
                  action={paths.staffAct(challenge.slug, "chairs/remove")}
                  values={{ person: person.id }}
                  small
                  disabledReason={role ?? last}
                >
                  Remove {person.name}
                </ActButton>
              ),
            },
          ]}
        />
      </Section>
      <Section name="Name another">
        <FormErrors form={form} title="Nobody was named" />
        <PostForm form={form}>
          <TextField
            field={fields.email}
            label="Mail address"
            type="email"
            hint="Of somebody who has signed in here before. They are told by mail."
          />
          <Button main disabledReason={role}>
            Name a chair
          </Button>
        </PostForm>
      </Section>
    </StaffPage>
  );
}
