import type { Instant } from "~/kernel/time";
import type { Account } from "./world";

/** How an application is known to this GitHub: by OAuth's id and secret, and as an App by its number and key. */
export type Settings = {
  clientId: string;
  clientSecret: string;
  /** Where people may be sent back to; null is anywhere. */
  callback: string | null;
  appId: number;
  /** PEM. Null: no App is known. */
  publicKey: string | null;
};

/** What a code stands for until it is exchanged. */
type Code = { person: Account; scopes: string[]; redirectUri: string | null; challenge: string | null; at: Instant };

/** Who is signed in at GitHub's own pages, and the codes they gave. Null: a page asks who one is. */
export type Desk = { who: Account | "denies" | null; codes: Map<string, Code> };
