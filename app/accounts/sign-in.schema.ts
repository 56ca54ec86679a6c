import { z } from "zod";
import { languageTag } from "~/kernel/language";
import { excerpt, words } from "~/kernel/text";

export const email = z
  .string({ error: "Type your mail address." })
  .trim()
  .toLowerCase()
  .max(254, "That address is too long.")
  .pipe(z.email("That is not a mail address. It looks like name@example.org."));

export const SignInForm = z.object({ email, to: z.string().max(2000).optional() });

export const CodeForm = z.object({
  email,
  to: z.string().max(2000).optional(),
  code: z
    .string({ error: "Type the six digits from the mail." })
    .transform((text) => text.replace(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "The code has six digits.")),
});

export const ProfileForm = z.object({
  name: z
    .string({ error: "Type the name others will see." })
    .trim()
    .min(2, "At least two letters.")
    .max(80, "At most 80 characters."),
  about: z.string().trim().max(2000, "At most 2,000 characters.").default(""),
  skills: z.string().trim().max(400, "At most 400 characters.").default(""),
  languages: z
    .string()
    .trim()
    .max(400, "At most 400 characters.")
    .default("")
    .transform((typed, context) =>
      words(typed).flatMap((word) => {
        const tag = languageTag(word);
        if (tag === null)
          context.addIssue({
            code: "custom",
            message: `No language is known as “${excerpt(word, 40)}”. Write it as “Italian”, “italiano” or “it”.`,
            input: typed,
          });
        return tag ?? [];
      }),
    ),
  affiliation: z.string().trim().max(120, "At most 120 characters.").default(""),
  to: z.string().max(2000).optional(),
});

export const ReceiptsForm = z.object({ receipts: z.enum(["yes", "no"]) });

export type SignInFields = z.input<typeof SignInForm>;
export type CodeFields = z.input<typeof CodeForm>;
export type ProfileFields = z.input<typeof ProfileForm>;
