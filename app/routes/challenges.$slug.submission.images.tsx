import { useForm } from "@conform-to/react";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { type ImagesFields, ImagesForm, MOST_IMAGES } from "~/submissions/draft/draft.schema";
import { savePictures } from "~/submissions/draft/save-pictures.server";
import { entryForMember } from "~/submissions/entry-desk.server";
import { requireMember } from "~/teams/own-team.server";
import { Workspace } from "~/teams/workspace";
import { Acts, Button, LinkButton } from "~/ui/button";
import { FieldGroup, FormErrors, PostForm } from "~/ui/form";
import { CheckboxField } from "~/ui/form-choices";
import { FileField, HiddenField, TextField } from "~/ui/form-fields";

export const meta: MetaFunction = () => [{ title: "Pictures · Palio" }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const { title, theme, arms } = await challengeForVisitor(slug, at);
  const { draft } = await entryForMember({ slug, viewer }, at);
  return { challenge: { slug, title, theme, arms }, images: draft.images };
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await requireMember(slug, viewer);
  const form = await readForm(request, ImagesForm);
  if (!form.ok) return invalid(form);
  const { kept, file, alt } = form.value;
  const saved = await savePictures({ slug, kept, file, alt }, viewer);
  if (!saved.ok) return refuse(saved.refusal, form);
  return redirectSaying(paths.submissionAct(slug, "images"), "The pictures are saved.");
}

export default function Images() {
  const { challenge, images } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<ImagesFields>({
    id: "images",
    lastResult: useActionData<typeof action>(),
    defaultValue: { kept: images.map(({ sha256, alt }) => ({ sha256, alt })) },
  });
  const kept = fields.kept.getFieldList().flatMap((field, index) => {
    const image = images[index];
    return image ? [{ image, fields: field.getFieldset() }] : [];
  });
  return (
    <Workspace
      challenge={challenge}
      title="Pictures"
      here="other"
      lede={`Up to ${MOST_IMAGES}, each PNG, JPEG, WebP or GIF of at most 5 MB. They stand below the description.`}
    >
      <FormErrors form={form} title="Not saved" />
      <PostForm form={form} encType="multipart/form-data">
        {kept.map(({ image, fields: of }, index) => (
          <FieldGroup key={image.sha256} title={`Picture ${index + 1}`}>
            <img src={paths.file(image.sha256)} alt={image.alt} width={320} />
            <HiddenField field={of.sha256} value={image.sha256} />
            <TextField field={of.alt} label="What it shows" hint="For those who cannot see it." optional />
            <CheckboxField field={of.remove} label="Remove this picture" />
          </FieldGroup>
        ))}
        {images.length < MOST_IMAGES && (
          <FieldGroup title={images.length === 0 ? "A picture" : "Another picture"}>
            <FileField field={fields.file} label="File" accept="image/png,image/jpeg,image/webp,image/gif" optional />
            <TextField field={fields.alt} label="What it shows" hint="For those who cannot see it." optional />
          </FieldGroup>
        )}
        <Acts>
          <Button main>Save the pictures</Button>
          <LinkButton href={paths.submission(challenge.slug)}>Back to the entry</LinkButton>
        </Acts>
      </PostForm>
    </Workspace>
  );
}
