import { createHmac } from "node:crypto";
import type { Delivery } from "./world";

/** A delivery as it goes out: the signature is over these very bytes. */
export function letterOf({ guid, event, id, installation, payload }: Delivery, secret: string) {
  const body = JSON.stringify(payload);
  return {
    body,
    headers: {
      "content-type": "application/json",
      "user-agent": "GitHub-Hookshot/0000000",
      "x-github-delivery": guid,
      "x-github-event": event,
      "x-github-hook-id": String(id),
      "x-github-hook-installation-target-id": String(installation.id),
      "x-github-hook-installation-target-type": "integration",
      "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    },
  };
}

/** Posts what was not posted, in order, and keeps what was answered; 502 stands for no answer. Never tries again. */
export async function deliver(deliveries: Delivery[], to: string, secret: string): Promise<number[]> {
  const statuses: number[] = [];
  for (const delivery of deliveries.filter(({ statusCode }) => statusCode === null)) {
    const answer = await fetch(to, { method: "POST", ...letterOf(delivery, secret) }).catch(() => null);
    await answer?.arrayBuffer();
    delivery.statusCode = answer?.status ?? 502;
    statuses.push(delivery.statusCode);
  }
  return statuses;
}
