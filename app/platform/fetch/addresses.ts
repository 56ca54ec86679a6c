import ipaddr from "ipaddr.js";
import type { Refusal } from "~/kernel/result";

const MOST_ADDRESS = 4_000;

/** What is handed out to the public today (RFC 4291, 2.4): everything else of IPv6 is somebody's inside or nobody's. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

/** Whether an IP literal is public unicast. An IPv4 address that IPv6 carries inside itself is judged in its stead. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return isPublicIpv4(parsed);
  const inside = ipv4Inside(parsed);
  if (inside) return inside.every(isPublicIpv4);
  return parsed.match(GLOBAL_UNICAST) && parsed.range() === "unicast";
}

/** ipaddr.js reads "unicast" where no special range of IANA's registry matches. */
const isPublicIpv4 = (address: ipaddr.IPv4): boolean => address.range() === "unicast";

/**
 * The IPv4 addresses that a packet to this IPv6 address may end up at, or null where it carries none: mapped
 * (RFC 4291), NAT64 under the well-known prefix (RFC 6052), 6to4 (RFC 3056), Teredo's server and client (RFC 4380,
 * the client's bits are turned over).
 */
function ipv4Inside(address: ipaddr.IPv6): ipaddr.IPv4[] | null {
  const bytes = address.toByteArray();
  const at = (start: number, turn = 0) => new ipaddr.IPv4(bytes.slice(start, start + 4).map((byte) => byte ^ turn));
  if (address.range() === "ipv4Mapped") return [at(12)];
  if (address.match(ipaddr.IPv6.parseCIDR("64:ff9b::/96"))) return [at(12)];
  if (address.range() === "6to4") return [at(2)];
  if (address.range() === "teredo") return [at(4), at(12, 0xff)];
  return null;
}

/** The host of an address as the operator's list and a look-up spell it: no brackets, no closing dot. */
export const hostOf = ({ hostname }: Pick<URL, "hostname">): string => hostname.replace(/^\[|\]$|\.$/g, "");

/** Whether the operator's list opens this host: "data.intra" with every port, "data.intra:8080" with that one. */
export function isAllowed(url: Pick<URL, "hostname" | "port">, allow: readonly string[]): boolean {
  const host = hostOf(url);
  return allow.includes(host) || (url.port !== "" && allow.includes(`${host}:${url.port}`));
}

/** What a person typed as an address, or why it is none. */
export function addressIn(text: string): URL | Refusal {
  const typed = text.trim();
  if (typed.length > MOST_ADDRESS) return { code: "no-address", message: "That address is too long to be one." };
  return URL.canParse(typed) ? new URL(typed) : { code: "no-address", message: "That is not an address." };
}

/** What may be asked besides the public internet's usual ports: the operator's hosts, and the ports of everyone. */
export type Limits = { allow: readonly string[]; ports: readonly string[] };

/** Why an address may not be asked, as far as its letters tell; what its name leads to is checked on connecting. */
export function whyNotAsk(url: URL, { allow, ports }: Limits): Refusal | null {
  const no = (message: string): Refusal => ({ code: "address-refused", message });
  if (url.protocol !== "http:" && url.protocol !== "https:") return no("Only http and https addresses can be read.");
  if (url.username || url.password) return no("An address with a name or a password in it is not read.");
  if (isAllowed(url, allow)) return null;
  if (url.port !== "" && !ports.includes(url.port)) return no("Only the usual ports, 80 and 443, can be read.");
  const host = hostOf(url);
  if (ipaddr.isValid(host) && !isPublicAddress(host)) return no(NOT_PUBLIC);
  return null;
}

export const NOT_PUBLIC = "That address is not on the public internet.";
