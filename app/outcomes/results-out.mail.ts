import type { Letter } from "~/platform/mail/mail.server";

export const resultsOutMail = ({ name, title, link }: { name: string; title: string; link: string }): Letter => ({
  subject: `Results are out: “${title}”`,
  text: `Dear ${name},

The results of “${title}” are published, with the ranking that your sheets went into and the awards:
${link}

Every team now reads the feedback you wrote to it. Thank you for the time you gave.`,
});
