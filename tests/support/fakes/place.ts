import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What a place on loopback was asked. */
export type Asked = { method: string; path: string; type: string; body: string };

type Answer = { status: number; type?: string; body?: string };

/** A server on this machine that hears whole questions and answers what the test says. Needs FETCH_ALLOW=127.0.0.1. */
export async function startPlace(answerTo: (asked: Asked) => Answer) {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const one = { method, path, type: headers["content-type"] ?? "", body: await text(request) };
    asked.push(one);
    const { status, type = "text/plain", body = "" } = answerTo(one);
    response.writeHead(status, { "content-type": type }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { asked, at: (path: string) => `http://127.0.0.1:${port}${path}`, close: () => void server.close() };
}

/** A mirror of one file: it keeps what is put, gives it back, and fails with each of its troubles once when something is put; while it is silent it answers 503. */
export async function startMirror() {
  const mirror = { kept: null as string | null, troubles: [] as number[], isSilent: false };
  const place = await startPlace(({ method, body }) => {
    if (mirror.isSilent) return { status: 503 };
    if (method === "GET") return mirror.kept === null ? { status: 404 } : { status: 200, body: mirror.kept };
    const status = mirror.troubles.shift() ?? 200;
    if (status === 200) mirror.kept = body;
    return { status };
  });
  const puts = () => place.asked.filter(({ method }) => method === "PUT");
  return Object.assign(mirror, { ...place, puts });
}
