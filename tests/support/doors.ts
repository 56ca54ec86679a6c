import type { LookupAddress } from "node:dns";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { type DoorSettings, doorWith } from "~/platform/fetch/door.server";

/** What a name leads to, each time it is looked up; the last one stays. A name that is not here does not exist. */
export type Names = Record<string, string[][]>;

/** A resolver that a hostile name server would be happy with, and how often each name was asked for. */
export function resolverOf(names: Names) {
  const asked: Record<string, number> = {};
  const lookup = async (host: string): Promise<LookupAddress[]> => {
    const turn = asked[host] ?? 0;
    asked[host] = turn + 1;
    const answers = names[host.toLowerCase()];
    const addresses = answers?.[Math.min(turn, answers.length - 1)];
    if (!addresses) throw Object.assign(new Error(`no ${host}`), { code: "ENOTFOUND" });
    return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  };
  return { lookup, asked };
}

/** A door with a resolver of its own, open to nothing but the public internet unless the test says otherwise. */
export const aDoor = ({ names = {}, ...more }: Partial<DoorSettings> & { names?: Names } = {}) =>
  doorWith({
    lookup: resolverOf(names).lookup,
    allow: [],
    ports: ["80", "443"],
    userAgent: "Palio",
    connectMs: 300,
    idleMs: 900,
    totalMs: 10_000,
    ...more,
  });

const listening = async (server: Server, host?: string): Promise<number> => {
  await new Promise<void>((resolve) => void server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
};

/** A server on every address of this machine that counts who connects and what they send. Nobody should. */
export async function aTrap() {
  const caught = { connections: 0, bytes: 0 };
  const server = createServer((socket) => {
    caught.connections += 1;
    socket.on("data", (part) => {
      caught.bytes += part.byteLength;
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nprivate");
    });
    socket.on("error", () => {});
  });
  const port = await listening(server);
  return { port: String(port), caught, close: () => server.close() };
}

/** A server on this machine that answers as the test says; `host` is what an operator's list would name. */
export async function aServer(answer: RequestListener) {
  const server = createHttpServer(answer);
  const port = await listening(server, "127.0.0.1");
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { host: `127.0.0.1:${port}`, at: (path: string) => `http://127.0.0.1:${port}${path}`, close };
}
