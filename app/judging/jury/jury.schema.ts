import { z } from "zod";
import { MOST_INVITATIONS } from "./jury";

const Address = z.email().max(254);

export type Invited = { name: string; email: string };

/** "Ada Bruni, ada@example.org" or "Ada Bruni <ada@example.org>"; null where the line is neither. */
export function readInvited(line: string): Invited | null {
  const match = /^(.*?)[\s,;<]+([^\s,;<>]+@[^\s,;<>]+)>?$/.exec(line.trim());
  const name = (match?.[1] ?? "").trim();
  const email = (match?.[2] ?? "").toLowerCase();
  return name.length >= 2 && name.length <= 80 && Address.safeParse(email).success ? { name, email } : null;
}

export const InviteForm = z.object({
  people: z
    .string({ error: "Write a name and a mail address, one juror a line." })
    .max(10_000, "At most 10,000 characters.")
    .transform((text, context): Invited[] => {
      const lines = text.split("\n").flatMap((line, index) => (line.trim() ? [{ line, number: index + 1 }] : []));
      const say = (message: string) => context.addIssue({ code: "custom", message });
      if (lines.length === 0) say("Write a name and a mail address, one juror a line.");
      if (lines.length > MOST_INVITATIONS) say(`At most ${MOST_INVITATIONS} at a time.`);
      const read = lines.map(({ line, number }) => ({ number, invited: readInvited(line) }));
      for (const { number, invited } of read)
        if (!invited) say(`Line ${number} is not a name and a mail address, such as “Ada Bruni, ada@example.org”.`);
      const people = read.flatMap(({ invited }) => (invited ? [invited] : []));
      const twice = people.find(({ email }, index) => people.findIndex((other) => other.email === email) !== index);
      if (twice) say(`${twice.email} stands there twice.`);
      return people;
    }),
});

/** Somebody on the jury, or invited to it. */
export const OneForm = z.object({ who: z.enum(["juror", "invitation"]), id: z.uuid() });
export const NudgeForm = z.object({ who: z.enum(["juror", "invitation", "all"]), id: z.uuid().optional() });

export type InviteFields = { people?: string };
