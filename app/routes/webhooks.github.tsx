import type { ActionFunctionArgs } from "@remix-run/node";
import { config } from "~/platform/config.server";
import { readDelivery } from "~/platform/github/delivery.server";
import { receiveDelivery } from "~/teams/webhooks/receive-delivery.server";

const said = (status: number, sentence: string, headers: Record<string, string> = {}): Response =>
  new Response(sentence, {
    status,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", ...headers },
  });

export const loader = () => said(405, "GitHub posts its webhooks to this address.", { Allow: "POST" });

/** Answered at once: whatever a webhook leads to is done by a job. */
export async function action({ request }: ActionFunctionArgs) {
  const read = await readDelivery(request, config().github.webhookSecrets);
  if (!read.ok) return said(read.status, read.why);
  await receiveDelivery(read.delivery);
  return said(202, "Received.");
}
