/**
 * Who a route is for. "team" is everyone in the team that competes; "staff" may read the desk of the city that posted,
 * "any staff" work for a city at all; "reporter" found a problem in the city's data, or edits that data.
 */
export type Access =
  | "anyone"
  | "signed-in"
  | "team"
  | "captain"
  | "juror"
  | "chair"
  | "jury"
  | "receipt"
  | "reporter"
  | "staff"
  | "editor"
  | "any staff"
  | "any editor"
  | "nobody";

export const ROLES = [
  "stranger",
  "person",
  "captain",
  "member",
  "juror",
  "chair",
  "owner",
  "editor",
  "viewer",
  "foreigner",
  "administrator",
] as const;
export type Role = (typeof ROLES)[number];

export const REACH: Record<Access, readonly Role[]> = {
  anyone: ROLES,
  "signed-in": ROLES.filter((role) => role !== "stranger"),
  team: ["captain", "member"],
  captain: ["captain"],
  juror: ["juror"],
  chair: ["chair", "administrator"],
  jury: ["juror", "chair", "administrator"],
  staff: ["owner", "editor", "viewer", "administrator"],
  editor: ["owner", "editor", "administrator"],
  receipt: ["captain", "member", "owner", "editor", "viewer", "administrator"],
  reporter: ["person", "owner", "editor", "administrator"],
  "any staff": ["owner", "editor", "viewer", "foreigner", "administrator"],
  "any editor": ["owner", "editor", "foreigner", "administrator"],
  nobody: [],
};
