import type { World } from "./form-world";
import { dataForms } from "./forms/data-forms";
import { entryForms } from "./forms/entry-forms";
import type { Form } from "./forms/fields";
import { finalForms } from "./forms/final-forms";
import { juryForms } from "./forms/jury-forms";
import { peopleForms } from "./forms/people-forms";
import { staffForms } from "./forms/staff-forms";
import { teamForms } from "./forms/team-forms";

/** Acts that carry nothing but the press of their button. */
export const NO_FIELDS = [
  "challenges.$slug.desk.$number.open",
  "challenges.$slug.desk.$number.reopen",
  "challenges.$slug.jury.conflicts.$juror.$entry.reinstate",
  "staff.datasets.import_.$id.cancel",
  "staff.datasets.sources.$id.read",
  "challenges.$slug.jury.assign.leave",
  "challenges.$slug.jury.assign.draw",
  "challenges.$slug.jury.close",
  "challenges.$slug.jury.final.close",
  "challenges.$slug.jury.publish",
  "challenges.$slug.seek.stop",
  "challenges.$slug.submission.prefill",
  "challenges.$slug.submission.seal",
  "challenges.$slug.team.leave",
  "challenges.$slug.team.refresh",
  "jury.$token",
  "settings.github.link",
  "settings.github.unlink",
  "settings.sessions.revoke-others",
  "sign-in.github._index",
  "sign-out",
  "staff.challenges.$slug.delete",
  "webhooks.github",
];

/** Every form of the site, in an order in which what is legally sent at the end takes nothing from the next. */
export const everyForm = (at: World): Form[] => [
  ...peopleForms(at),
  ...teamForms(at),
  ...entryForms(at),
  ...juryForms(at),
  ...finalForms(at),
  ...staffForms(at),
  ...dataForms(at),
];
