import type { Letter } from "~/platform/mail/mail.server";

/** To the people who can answer. */
export const questionAsked = (of: { title: string; number: number; body: string; url: string }): Letter => ({
  subject: `Question ${of.number} on “${of.title}”`,
  text: `Somebody asked:

${of.body}

Answer it for everyone to read:
${of.url}

How long answers take is shown on the challenge's page.
`,
});
