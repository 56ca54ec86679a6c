import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** A webhook as it came: GitHub's id of it, the event, and the bytes that were signed. */
export type Delivery = { id: string; event: string; payload: Uint8Array<ArrayBuffer> };

type Read = { ok: true; delivery: Delivery } | { ok: false; status: 400 | 401 | 404 | 413; why: string };

const no = (status: 400 | 401 | 404 | 413, why: string): Read => ({ ok: false, status, why });

/** GitHub sends nothing larger: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
const MOST_BYTES = 25 * 1024 * 1024;
const TOO_LARGE = "That is more than the 25 MB that GitHub sends at most.";
const NOT_SIGNED = "This does not carry GitHub's signature, X-Hub-Signature-256. Set a secret at the webhook.";
const WRONG =
  "The signature is not by this site's secret. Set the same one at the webhook and in GITHUB_WEBHOOK_SECRET.";

/**
 * Reads a webhook, signed with one of the secrets. Whoever has none learns nothing but that; what is inside is not looked
 * at, so that the answer takes as long for any payload.
 */
export async function readDelivery(request: Request, secrets: string[]): Promise<Read> {
  if (secrets.length === 0) return no(404, "This site takes no webhooks: GITHUB_WEBHOOK_SECRET is not set.");
  if (Number(request.headers.get("Content-Length")) > MOST_BYTES) return no(413, TOO_LARGE);
  const signature = request.headers.get("X-Hub-Signature-256");
  if (signature === null) return no(401, NOT_SIGNED);
  const payload = await bytesUpTo(request, MOST_BYTES);
  if (payload === null) return no(413, TOO_LARGE);
  if (!isSigned(payload, { signature, secrets })) return no(401, WRONG);
  if (!/^application\/json\b/i.test(request.headers.get("Content-Type") ?? ""))
    return no(400, "Set the webhook's content type to application/json.");
  const id = z.guid().safeParse(request.headers.get("X-GitHub-Delivery"));
  if (!id.success) return no(400, "X-GitHub-Delivery is not the id of a delivery.");
  const event = request.headers.get("X-GitHub-Event") ?? "";
  if (!/^[a-z0-9_]{1,64}$/.test(event)) return no(400, "X-GitHub-Event is not the name of an event.");
  return { ok: true, delivery: { id: id.data.toLowerCase(), event, payload } };
}

type By = { signature: string; secrets: string[] };

/**
 * Whether one of the secrets signed these very bytes, compared in a time that tells nothing of where they differ.
 * https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export function isSigned(bytes: Uint8Array, { signature, secrets }: By): boolean {
  const hex = /^sha256=([0-9a-f]{64})$/.exec(signature)?.[1];
  if (hex === undefined) return false;
  const given = Buffer.from(hex, "hex");
  return secrets.some((secret) => timingSafeEqual(createHmac("sha256", secret).update(bytes).digest(), given));
}

/** The whole body; null once it is longer than that, and the rest is not read. */
async function bytesUpTo({ body }: Request, most: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.byteLength;
    if (length > most) {
      await reader?.cancel();
      return null;
    }
    parts.push(part.value);
  }
  return Buffer.concat(parts);
}
