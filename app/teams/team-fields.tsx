import type { FieldMetadata } from "@conform-to/react";
import { CheckboxField } from "~/ui/form-choices";
import { TextArea, TextField } from "~/ui/form-fields";

type Fields = Record<"name" | "about" | "isLooking" | "skillsWanted", FieldMetadata>;

/** What a team says of itself. */
export function TeamFields({ fields }: { fields: Fields }) {
  return (
    <>
      <TextField field={fields.name} label="The team’s name" hint="Everyone sees it." autoComplete="off" />
      <TextArea
        field={fields.about}
        label="What you are about"
        hint="Who you are, what you have in mind, when you work on it. Everyone sees it."
        optional
        rows={3}
        count={{ most: 600, unit: "characters" }}
      />
      <CheckboxField
        field={fields.isLooking}
        label="We look for people"
        hint="The team is listed among those that can be asked."
        optional
      />
      <TextField
        field={fields.skillsWanted}
        label="Skills you look for"
        hint="Separated by commas, such as: maps, Rust, hydrology."
        optional
      />
    </>
  );
}

/** Skills as small tags; nothing where there are none. */
export function Skills({ of }: { of: string[] }) {
  if (of.length === 0) return null;
  return (
    <ul className="tags">
      {of.map((skill) => (
        <li key={skill}>{skill}</li>
      ))}
    </ul>
  );
}
