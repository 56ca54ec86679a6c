// Imported before anything that reads the settings: a relay of the tests' drand network on this machine.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import "../loopback";
import { chainOfTests } from "../draws";

/** What the relay was asked for, and what it answers instead of a beacon while that is set. */
export const relay = { asked: [] as string[], broken: null as string | null };

const server = createServer((request, response) => {
  const { chain, sign } = chainOfTests();
  const [, hash, , round = ""] = (request.url ?? "").split("/");
  relay.asked.push(request.url ?? "");
  if (hash !== chain.hash || !/^\d+$/.test(round)) return response.writeHead(404).end();
  const beacon = JSON.stringify({ round: Number(round), randomness: "00", signature: sign(Number(round)) });
  return response.writeHead(200, { "content-type": "application/json" }).end(relay.broken ?? beacon);
});
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", () => listening()));
process.env.DRAND_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

export const closeRelay = (): void => void server.close();
