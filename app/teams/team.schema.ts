import { z } from "zod";
import { words } from "~/kernel/text";

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most.toLocaleString("en")} characters.`)
    .default("");

const teamName = z
  .string({ error: "Give the team a name." })
  .trim()
  .min(2, "A name has at least two characters.")
  .max(60, "At most 60 characters.");

const skills = text(400)
  .transform(words)
  .refine((list) => list.length <= 12, "At most 12 skills.")
  .refine(
    (list) => list.every((skill) => skill.length <= 40),
    "Each skill at most 40 characters, with commas between.",
  );

const tick = z.boolean({ error: "Tick it, or leave it." }).default(false);
const again = "Open this page again: it does not say which rules you read.";
const rulesNumber = z.coerce.number({ error: again }).int(again).min(1, again).max(10_000, again);
const accept = z.literal("on", { error: "Tick this to take part." });

export const RegisterForm = z.object({
  name: teamName,
  about: text(600),
  isLooking: tick,
  skillsWanted: skills,
  rules: rulesNumber,
  accept,
});

export const AboutForm = z.object({ name: teamName, about: text(600), isLooking: tick, skillsWanted: skills });

export const JoinForm = z.object({ rules: rulesNumber, accept });

export const AskForm = z.object({ message: text(600), rules: rulesNumber, accept });

export const RulesForm = z.object({
  rules: rulesNumber,
  accept: z.literal("on", { error: "Tick this to accept for the team." }),
});

export const SeekForm = z.object({
  about: text(600).refine(
    ({ length }) => length >= 10,
    "Say in a sentence what you would bring: at least 10 characters.",
  ),
  skills,
});

export const RepositoryForm = z.object({
  address: z
    .string({ error: "Paste the address of a GitHub repository." })
    .trim()
    .max(500, "That address is too long."),
  commit: text(200),
  followsBranch: tick,
});

/** Forms that are nothing but a button with a value. */
export const PersonAct = z.object({ person: z.uuid({ error: "Choose somebody of the team." }) });
export const RequestAct = z.object({
  request: z.uuid({ error: "That request is not known." }),
  answer: z.enum(["accept", "decline"], { error: "Accept or decline." }),
});
export const InviteAct = z.object({ link: z.enum(["new", "off"], { error: "Make a new link or switch it off." }) });
export const BaselineAct = z.object({
  commit: z
    .string()
    .regex(/^([0-9a-f]{40})?$/, "A commit has 40 digits.")
    .default(""),
});
export const MarkAct = z.object({ mark: z.enum(["on", "off"], { error: "Switch it on or off." }) });
export const NoFields = z.object({});

export type RegisterFields = z.input<typeof RegisterForm>;
export type AboutFields = z.input<typeof AboutForm>;
export type JoinFields = z.input<typeof JoinForm>;
export type AskFields = z.input<typeof AskForm>;
export type RulesFields = z.input<typeof RulesForm>;
export type SeekFields = z.input<typeof SeekForm>;
export type RepositoryFields = z.input<typeof RepositoryForm>;
