import { createCookie } from "@remix-run/node";
import { config } from "../config.server";
import { now } from "../database.server";
import { openText, sealText } from "../sealed-text.server";

/**
 * What a browser carries to another site's door and back: nobody reads or changes it on the way, and after `lasts`
 * milliseconds it is nothing.
 */
export function sealedCookie(name: string, lasts: number) {
  const purpose = `cookie:${name}`;
  const cookie = () =>
    createCookie(config().isSecure ? `__Host-palio-${name}` : `palio_${name}`, {
      httpOnly: true,
      // Strict would not come back with the browser: another site sends it here.
      sameSite: "lax",
      secure: config().isSecure,
      path: "/",
    });
  return {
    async write(value: object): Promise<string> {
      const until = (await now()).getTime() + lasts;
      return cookie().serialize(sealText(JSON.stringify({ until, value }), purpose), { maxAge: lasts / 1000 });
    },
    /** Null where there is none, where it is not ours, or where it is too old. */
    async read(request: Request): Promise<unknown> {
      const sealed = (await cookie().parse(request.headers.get("Cookie"))) as unknown;
      const text = typeof sealed === "string" ? openText(sealed, purpose) : null;
      if (text === null) return null;
      const { until, value } = JSON.parse(text) as { until: number; value: unknown };
      return (await now()).getTime() < until ? value : null;
    },
    forget: (): Promise<string> => cookie().serialize("", { maxAge: 0 }),
  };
}
