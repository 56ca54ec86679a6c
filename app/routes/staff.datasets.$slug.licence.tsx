import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { slugAsked } from "~/datasets/asked";
import { confirmLicence } from "~/datasets/confirm-licence.server";
import { type LicenceFields, LicenceForm } from "~/datasets/dataset.schema";
import { LICENCE_OPTIONS, OWN_TERMS } from "~/datasets/known-licence";
import { licenceSaid, licenceWords } from "~/datasets/licence-words";
import { licenceForStaff, requireDatasetEditor } from "~/datasets/staff-datasets.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { found, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FieldGroup, FormErrors, PostForm } from "~/ui/form";
import { SelectField } from "~/ui/form-choices";
import { TextArea } from "~/ui/form-fields";
import { Crumb, KeyValues, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const meta: MetaFunction = () => [{ title: "Confirm a licence · Palio" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const dataset = await licenceForStaff(found(slugAsked(params.slug)), viewer);
  return data({ dataset }, { headers: PRIVATE });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const slug = found(slugAsked(params.slug));
  await requireDatasetEditor(slug, viewer);
  const form = await readForm(request, LicenceForm);
  if (!form.ok) return invalid(form);
  const confirmed = await confirmLicence({ slug, ...form.value }, viewer);
  if (!confirmed.ok) return refuse(confirmed.refusal, form);
  return redirectSaying(paths.dataset(slug), "The licence is confirmed. No import changes it.");
}

export default function ConfirmLicence() {
  const { dataset } = useLoaderData<typeof loader>();
  const { slug, title, landingPage, licenceRaw, licenceId, licenceReason, licenceConfirmedAt } = dataset;
  const [form, fields] = useForm<LicenceFields>({
    id: "licence",
    lastResult: useActionData<typeof action>(),
    defaultValue: {
      licenceId: licenceId ?? (licenceConfirmedAt ? OWN_TERMS : ""),
      reason: licenceConfirmedAt ? (licenceReason ?? "") : "",
    },
  });
  return (
    <Main narrow>
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.staffDatasets()}>Your data</a>
            <a href={paths.dataset(slug)}>{title}</a>
          </Crumb>
        }
        title="Confirm the licence"
        lede="Say under which licence everyone may use this data, and how you know. Your name is kept with it, and stands on the dataset’s page."
      />
      <KeyValues
        items={[
          { label: "What the source says", value: licenceSaid(licenceRaw) || "nothing" },
          { label: "How it was read", value: `${licenceWords(dataset).short}: ${licenceWords(dataset).sentence}` },
          ...(landingPage
            ? [
                {
                  label: "At its source",
                  value: (
                    <a href={landingPage} rel="nofollow noopener">
                      {landingPage}
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
      <FormErrors form={form} title="Not confirmed" />
      <PostForm form={form}>
        <FieldGroup title="Your confirmation">
          <SelectField field={fields.licenceId} label="Licence" placeholder="Choose" options={LICENCE_OPTIONS} />
          <TextArea
            field={fields.reason}
            label="How you know"
            hint="The resolution, the page or the person: one or two sentences that everyone reads."
            rows={4}
            count={{ most: 1000, unit: "characters" }}
          />
        </FieldGroup>
        <Button
          main
          disabledReason={dataset.mayEdit ? null : "Only owners and editors of the organisation can confirm a licence."}
        >
          Confirm the licence
        </Button>
      </PostForm>
    </Main>
  );
}
