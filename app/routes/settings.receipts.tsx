import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { chooseReceipts } from "~/accounts/accounts.server";
import { requireViewer } from "~/accounts/session.server";
import { ReceiptsForm } from "~/accounts/sign-in.schema";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/form.server";
import { redirectSaying } from "~/platform/http/respond.server";

/** Whether the viewer gets the receipts of what they do by mail. */
export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const form = await readForm(request, ReceiptsForm);
  if (!form.ok) throw new Response("Choose whether receipts come by mail.", { status: 400 });
  const isWanted = form.value.receipts === "yes";
  await chooseReceipts(viewer.id, isWanted);
  return redirectSaying(
    paths.settings(),
    isWanted ? "Receipts come by mail." : "Receipts do not come by mail any more.",
  );
}

export const loader = () => redirect(paths.settings());
