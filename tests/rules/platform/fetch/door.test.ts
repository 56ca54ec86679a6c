import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { isPublicAddress } from "~/platform/fetch/addresses";
import { type Answer, checkedDial } from "~/platform/fetch/door.server";
import { aDoor, aServer, aTrap, resolverOf } from "../../../support/doors";
import {
  NAMES_THAT_LEAD_INSIDE,
  NOT_OF_THE_WEB,
  NOT_THE_PUBLIC_INTERNET,
  OTHER_PORTS,
  SPELLINGS_OF_THIS_MACHINE,
} from "./hostile";

let trap: Awaited<ReturnType<typeof aTrap>>;
let good: Awaited<ReturnType<typeof aServer>>;
let to = "";
let heard: Record<string, string | string[] | undefined> = {};

beforeAll(async () => {
  trap = await aTrap();
  good = await aServer((request, response) => {
    heard = request.headers;
    const hops = Number(/^\/hops\/(\d+)$/.exec(request.url ?? "")?.[1] ?? 0);
    if (request.url === "/away") response.writeHead(302, { location: to });
    else if (hops > 0) response.writeHead(307, { location: `/hops/${hops - 1}` });
    else if (request.url === "/round") response.writeHead(301, { location: "/round" });
    else if (request.url === "/headers") response.writeHead(200, { "x-long": "a".repeat(20_000) });
    response.end("good");
  });
});
afterAll(() => {
  trap.close();
  good.close();
});
beforeEach(() => {
  Object.assign(trap.caught, { connections: 0, bytes: 0 });
});

const text = async ({ body }: Answer): Promise<string> => {
  let all = "";
  for await (const part of body) all += String(part);
  return all;
};

/** The refusal's code; fails the test where the address was read. */
async function refusalOf(door: ReturnType<typeof aDoor>, address: string): Promise<string> {
  const answer = await door(address, {}, text);
  if (answer.ok) throw new Error(`${address} was read`);
  expect(answer.refusal.message).toMatch(/^[A-Z].*\.$/);
  return answer.refusal.code;
}

// The trap's own port is open to everyone here: what stops these is the address alone.
const doorToTheTrap = () => aDoor({ names: NAMES_THAT_LEAD_INSIDE, ports: [trap.port] });

test.each([
  ...SPELLINGS_OF_THIS_MACHINE,
  ...NOT_THE_PUBLIC_INTERNET,
  ...Object.keys(NAMES_THAT_LEAD_INSIDE),
  ...Object.keys(NAMES_THAT_LEAD_INSIDE).map((name) => `${name.toUpperCase()}.`),
])("nothing is connected to for the host %s", async (host) => {
  for (const scheme of ["http", "https"])
    expect(await refusalOf(doorToTheTrap(), `${scheme}://${host}:${trap.port}/`)).toMatch(
      /^(address-refused|no-address)$/,
    );
  expect(trap.caught).toEqual({ connections: 0, bytes: 0 });
});

test.each(NOT_OF_THE_WEB)("“%s” is not asked", async (address) => {
  expect(await refusalOf(doorToTheTrap(), address)).toMatch(/^(address-refused|no-address)$/);
  expect(trap.caught.connections).toBe(0);
});

test.each(OTHER_PORTS)("port %s is not asked, not even of a public host", async (port) => {
  const door = aDoor({ names: { "public.test": [["3ffe::1"]] } });
  for (const host of ["public.test", "93.184.216.34", "[2606:2800:220:1:248:1893:25c8:1946]"])
    expect(await refusalOf(door, `http://${host}:${port}/`)).toBe("address-refused");
});

test("no redirect leads to where an address does not", async () => {
  const door = aDoor({ names: NAMES_THAT_LEAD_INSIDE, ports: [trap.port], allow: [good.host] });
  const hosts = [...SPELLINGS_OF_THIS_MACHINE, ...NOT_THE_PUBLIC_INTERNET, ...Object.keys(NAMES_THAT_LEAD_INSIDE)];
  const places = [
    ...hosts.map((host) => `http://${host}:${trap.port}/`),
    ...NOT_OF_THE_WEB.filter((address) => /^[a-z-]+:./.test(address)),
    `//127.0.0.1:${trap.port}/`,
    `\\\\127.0.0.1:${trap.port}\\`,
  ];
  for (to of places) {
    // A header holds Latin letters only: a server that redirects to anything else percent-encodes it.
    to = to.replace(/[^\x20-\x7e]/gu, encodeURIComponent);
    expect(await refusalOf(door, good.at("/away")), to).toMatch(/^(address-refused|no-address)$/);
  }
  expect(trap.caught).toEqual({ connections: 0, bytes: 0 });
});

test("a name that was public once and leads inside the next time is refused the next time", async () => {
  // 3ffe::/16 was given back to IANA: public unicast by its bits, and routed to nobody.
  const { lookup, asked } = resolverOf({ "rebinding.test": [["3ffe::1"], ["127.0.0.1"], ["3ffe::1"], ["::1"]] });
  const door = aDoor({ lookup, ports: [trap.port] });
  const codes: string[] = [];
  for (let turn = 0; turn < 4; turn++) codes.push(await refusalOf(door, `http://rebinding.test:${trap.port}/`));
  expect(codes.map((code) => code === "address-refused")).toEqual([false, true, false, true]);
  // One look-up a question: the address that was checked is the one that is dialled.
  expect(asked).toEqual({ "rebinding.test": 4 });
  expect(trap.caught.connections).toBe(0);
});

test("a socket that turns out to be connected inside is closed before a byte is sent", async () => {
  const dialled: Socket[] = [];
  const dial = checkedDial((_options, callback) => {
    const socket = connect(Number(trap.port), "127.0.0.1", () => callback(null, socket));
    dialled.push(socket);
  }, isPublicAddress);
  const error = await new Promise((resolve) =>
    dial({ hostname: "public.test", protocol: "http:", port: "80" }, (...[failure]) => resolve(failure)),
  );
  expect(error).toMatchObject({ code: "address-refused" });
  expect(dialled.map(({ destroyed }) => destroyed)).toEqual([true]);
  expect(trap.caught.bytes).toBe(0);
});

test("the trap works: a door that is allowed to reaches it", async () => {
  const answer = await aDoor({ allow: [`127.0.0.1:${trap.port}`] })(`http://127.0.0.1:${trap.port}/`, {}, text);
  expect(answer).toEqual({ ok: true, value: "private" });
  expect(trap.caught.connections).toBe(1);
});

test("what the operator allows is read, by address with its port, by address, and by name", async () => {
  const names = { "data.intra": [["127.0.0.1"]] };
  const port = new URL(good.at("/")).port;
  expect(await aDoor({ allow: [good.host] })(good.at("/"), {}, text)).toEqual({ ok: true, value: "good" });
  expect(await aDoor({ allow: ["127.0.0.1"] })(good.at("/"), {}, text)).toEqual({ ok: true, value: "good" });
  const door = aDoor({ names, allow: ["data.intra"] });
  expect(await door(`http://data.intra:${port}/`, {}, text)).toEqual({ ok: true, value: "good" });
  // A name that leads to an allowed address is not itself allowed.
  expect(await refusalOf(aDoor({ names, allow: ["127.0.0.1"], ports: [port] }), `http://data.intra:${port}/`)).toBe(
    "address-refused",
  );
  expect(await refusalOf(aDoor({ allow: ["127.0.0.1:1"] }), good.at("/"))).toBe("address-refused");
});

test("nothing of ours goes along: no cookie, no token, no address of the page before", async () => {
  process.env.HTTP_PROXY = process.env.http_proxy = `http://127.0.0.1:${trap.port}`;
  const door = aDoor({ allow: [good.host] });
  await door(good.at("/hops/2"), {}, text);
  delete process.env.HTTP_PROXY;
  delete process.env.http_proxy;
  expect(Object.keys(heard).sort()).toEqual(["accept", "accept-encoding", "connection", "host", "user-agent"]);
  expect(trap.caught.connections).toBe(0);
});

test("three redirects are followed, a fourth is not, and a circle ends", async () => {
  const door = aDoor({ allow: [good.host] });
  const read = async (answer: Answer) => ({ url: answer.url, text: await text(answer) });
  expect(await door(good.at("/hops/3"), {}, read)).toEqual({
    ok: true,
    value: { url: good.at("/hops/0"), text: "good" },
  });
  expect(await refusalOf(door, good.at("/hops/4"))).toBe("too-many-redirects");
  expect(await refusalOf(door, good.at("/round"))).toBe("too-many-redirects");
});

test("an answer that begins with endless headers is refused", async () => {
  expect(await refusalOf(aDoor({ allow: [good.host] }), good.at("/headers"))).toBe("bad-answer");
});

test("a name that nobody knows and a port at which nobody listens are told apart in words", async () => {
  const closed = await aServer(() => {});
  closed.close();
  expect(await aDoor()("http://nowhere.test/", {}, text)).toMatchObject({
    refusal: { code: "unreachable", message: "No server of that name was found." },
  });
  expect(await aDoor({ allow: [closed.host] })(closed.at("/"), {}, text)).toMatchObject({
    refusal: { code: "unreachable", message: "No server answers at that address." },
  });
});

test.each([
  ["93.184.216.34", true],
  ["1.1.1.1", true],
  ["2606:2800:220:1:248:1893:25c8:1946", true],
  ["::ffff:93.184.216.34", true],
  ["64:ff9b::93.184.216.34", true],
  ["2002:5db8:d822::1", true],
  ["2001:0:5db8:d822:0:0:a247:27dd", true],
  ["172.15.255.255", true],
  ["172.32.0.0", true],
  ["100.63.255.255", true],
  ["100.128.0.0", true],
  ["198.17.255.255", true],
  ["223.255.255.255", true],
  ["126.255.255.255", true],
  ["128.0.0.0", true],
  ...[...NOT_THE_PUBLIC_INTERNET, "127.0.0.1", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[2002:7f00:1::]"].map(
    (host): [string, boolean] => [host.replace(/[[\]]/g, ""), false],
  ),
  ["fe80::1%eth0", false],
  ["2606:2800:220:1:248:1893:25c8:1946%eth0", true],
  ["2001:0:7f00:1:0:0:a247:27dd", false],
  ["2001:0:5db8:d822:0:0:80ff:fffe", false],
  ["example.org", false],
  ["", false],
])("of the literal %s it is %s that it is public", (address, is) => {
  expect(isPublicAddress(address)).toBe(is);
});
