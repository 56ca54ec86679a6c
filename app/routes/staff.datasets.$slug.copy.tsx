import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { requireViewer } from "~/accounts/session.server";
import { askForCopy } from "~/datasets/ask-for-copy.server";
import { slugAsked } from "~/datasets/asked";
import { CopyForm } from "~/datasets/dataset.schema";
import { requireDatasetEditor } from "~/datasets/staff-datasets.server";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { forbidden, found, redirectSaying } from "~/platform/http/respond.server";

/** Nothing to read here: whoever comes back to this address after signing in stands on the dataset's page. */
export async function loader({ params }: LoaderFunctionArgs) {
  return redirect(paths.dataset(found(slugAsked(params.slug))));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const slug = found(slugAsked(params.slug));
  await requireDatasetEditor(slug, viewer);
  const form = await readForm(request, CopyForm);
  if (!form.ok) return found(null);
  const asked = await askForCopy({ slug, distributionId: form.value.distributionId }, viewer);
  if (!asked.ok && asked.refusal.code === "not-yours") return forbidden(asked.refusal.message);
  return redirectSaying(
    paths.dataset(slug),
    asked.ok ? "A copy is being fetched. This page shows when it is here." : asked.refusal.message,
  );
}
