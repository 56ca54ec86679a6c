import { NOT_FOUND, problem, type Reply } from "./reply";

/**
 * What can go wrong: not found, unavailable, a gateway's own page, the secondary limit with a wait, the primary limit
 * used up, words that are no JSON, an answer that lets wait, and one that breaks off in the middle.
 */
export type TroubleKind = "gone" | "down" | "bad-gateway" | "limited" | "spent" | "babble" | "slow" | "cut";

export type Trouble = {
  is: TroubleKind;
  /** The paths it befalls. */
  on: RegExp;
  /** So many more requests. */
  times: number;
  /** How long a slow answer takes, in milliseconds. */
  ms: number;
};

const HTML = { "content-type": "text/html; charset=utf-8" };

/** Takes the first trouble that befalls a path, and counts it. */
export function troubleFor(troubles: Trouble[], path: string): Trouble | undefined {
  const found = troubles.find(({ on, times }) => times > 0 && on.test(path));
  if (found) found.times -= 1;
  return found;
}

/** What is answered in the place of the real answer; null where the real one is sent, late or not whole. */
export function replyIn(trouble: TroubleKind): Reply | null {
  if (trouble === "gone") return NOT_FOUND;
  if (trouble === "down") return problem(503, "Service unavailable");
  if (trouble === "bad-gateway") return { status: 502, body: "<html><h1>502 Bad Gateway</h1></html>", headers: HTML };
  if (trouble === "babble") return { status: 200, body: "<html>not json</html>" };
  if (trouble === "limited")
    return problem(403, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", {
      "retry-after": "60",
    });
  return null;
}
