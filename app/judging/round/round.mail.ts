import type { Letter } from "~/platform/mail/mail.server";

export const finalOpenMail = ({
  name,
  title,
  starts,
  link,
  runSheet,
}: {
  name: string;
  title: string;
  starts: string;
  link: string;
  runSheet: string;
}): Letter => ({
  subject: `You vote in the final of “${title}”`,
  text: `Dear ${name},

The final of “${title}” begins on ${starts}. You see two entries at a time and say which is better, or that they are equal; a phone is enough. Vote here:
${link}

Before the first pair you are asked whether anything ties you to one of the entries. Who comes on when:
${runSheet}`,
});
