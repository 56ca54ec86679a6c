import { count } from "~/kernel/text";
import type { Letter } from "~/platform/mail/mail.server";

type About = { title: string; judgingEnds: string };

export const invitationMail = ({
  name,
  link,
  chair,
  title,
  judgingEnds,
  isReminder = false,
}: About & { name: string; link: string; chair: string; isReminder?: boolean }): Letter => ({
  subject: isReminder ? `Still open: your invitation to the jury of “${title}”` : `Will you judge “${title}”?`,
  text: `Dear ${name},

${chair} invites you to the jury of “${title}”. You would score a share of the entries against a published rubric, in your own time, until ${judgingEnds}, and write each team a few sentences.

Accept here. The link works once and is meant for you alone:
${link}
${isReminder ? "\nIt takes the place of the link in the first mail.\n" : ""}
Teams and the public know your scores and your words by a number, never by your name. If you cannot, ignore this mail.`,
});

export const assignedMail = ({
  name,
  entries,
  moved = 0,
  link,
  title,
  judgingEnds,
}: About & { name: string; entries: number; moved?: number; link: string }): Letter => ({
  subject: `${count(entries, "entry", "entries")} to read for “${title}”`,
  text: `Dear ${name},

${count(entries, "entry has", "entries have")} been assigned to you${moved > 0 ? `, and ${moved} that you had not begun went to another juror` : ""}. Your queue is here:
${link}

Before an entry opens you are asked whether anything ties you to it. If something does, declare it; the entry then goes to another juror. Judging ends on ${judgingEnds}.`,
});

export const reassignedMail = ({
  name,
  moved,
  link,
  title,
}: About & { name: string; moved: number; link: string }): Letter => ({
  subject: `${count(moved, "entry", "entries")} fewer to read for “${title}”`,
  text: `Dear ${name},

${count(moved, "entry", "entries")} that you had not begun went to another juror. What is left stands here:
${link}`,
});

export const sheetsMissingMail = ({
  name,
  missing,
  link,
  title,
  judgingEnds,
}: About & { name: string; missing: number; link: string }): Letter => ({
  subject: `${count(missing, "sheet")} still missing for “${title}”`,
  text: `Dear ${name},

${count(missing, "sheet is", "sheets are")} still to be handed in. Everything you saved is where you left it:
${link}

Judging ends on ${judgingEnds}. Every team waits for its feedback.`,
});

export const freedMail = ({
  name,
  entry,
  juror,
  link,
  title,
}: {
  name: string;
  entry: number;
  juror: number;
  link: string;
  title: string;
}): Letter => ({
  subject: `Entry ${entry} needs another juror: “${title}”`,
  text: `Dear ${name},

Juror ${juror} declared a conflict on entry ${entry} of “${title}” and gave it back. Assign it to another juror here:
${link}

If no other juror is free of a conflict, invite one first.`,
});

export const foundMail = ({
  name,
  pairs,
  link,
  title,
}: {
  name: string;
  pairs: { juror: number; entry: number }[];
  link: string;
  title: string;
}): Letter => ({
  subject: `${count(pairs.length, "conflict")} found in the jury of “${title}”`,
  text: `Dear ${name},

The site found what may tie a juror to an entry that they were given:
${pairs.map(({ juror, entry }) => `Juror ${juror}, entry ${entry}`).join("\n")}

Until you decide, the juror does not see the entry and their sheet does not count. Dismiss it with a reason, or give the entry to another juror:
${link}`,
});

export const excusedMail = ({ name, title }: { name: string; title: string }): Letter => ({
  subject: `You are no longer on the jury of “${title}”`,
  text: `Dear ${name},

The chair has taken you off the jury of “${title}”. Sheets that you handed in still count; what you had not handed in goes to other jurors. Thank you for your time.`,
});

export const takenOutMail = ({ name, title }: { name: string; title: string }): Letter => ({
  subject: `Others score the second round of “${title}”`,
  text: `Dear ${name},

The chair has taken you out of the second round of “${title}”. Sheets that you handed in still count; what you had not handed in goes to other jurors. You stay on the jury. Thank you for your time.`,
});
