import type { SubmissionResult } from "@conform-to/react";
import { paths } from "~/paths";
import { Part, WithAside } from "~/ui/layout";
import { Contents } from "~/ui/navigation";
import { Prose } from "~/ui/prose";
import { type Draft, SECTION_WORDS, type Section } from "../draft";
import type { Item } from "../drafting/ready-item";
import { BasicsForm } from "./basics-form";
import { CalendarForm, type ZoneGroup } from "./calendar-form";
import { CriteriaForm } from "./criteria-form";
import { type DataChoice, DataForm } from "./data-form";
import { PledgeForm } from "./pledge-form";
import { PrizesForm } from "./prizes-form";
import { RulesForm } from "./rules-form";
import type { Clash, Writing } from "./section-form";

type WritingPageProps = {
  section: Section;
  steps: readonly Section[];
  draft: Draft;
  revision: number;
  savedText: string | null;
  personId: string;
  face: { slug: string };
  items: Item[];
  choice: DataChoice | null;
  zones: ZoneGroup[];
  preview: string | null;
  lastResult?: SubmissionResult | null;
  clash?: Clash | null;
};

/** One section's form, beside the list of all of them with what each still lacks. */
export function WritingPage({ steps, items, face: { slug }, preview, ...page }: WritingPageProps) {
  const { section } = page;
  const left = (step: Section): number => items.filter((item) => item.section === step && item.todo !== null).length;
  const places = steps.map((step) => ({
    href: paths.draftSection(slug, step),
    label: `${SECTION_WORDS[step]}${left(step) === 0 ? ", done" : `, ${left(step)} to do`}`,
    current: step === section,
  }));
  const missing = items.filter((item) => item.section === section && item.todo !== null);
  return (
    <WithAside
      aside={
        <Contents
          label="Sections of this draft"
          items={[...places, { href: paths.draftPreview(slug), label: "Preview the whole" }]}
        />
      }
    >
      {missing.length > 0 && (
        <details>
          <summary>Still missing here: {missing.length}</summary>
          <ul className="bulleted">
            {missing.map(({ title, todo, href }) => (
              <li key={title + todo}>
                {title}: {href ? <a href={href}>{todo}</a> : todo}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Form slug={slug} {...page} />
      {preview !== null && (
        <Part id="preview" title="Preview">
          {preview === "" ? <p className="quiet">Nothing is written yet.</p> : <Prose html={preview} />}
        </Part>
      )}
    </WithAside>
  );
}

type FormProps = Omit<WritingPageProps, "steps" | "items" | "face" | "preview"> & { slug: string };

function Form({ draft, choice, zones, ...common }: FormProps) {
  const of = <S extends Section>(section: S): Writing<S> => ({ ...common, section, content: draft[section] });
  switch (common.section) {
    case "basics":
      return <BasicsForm writing={of("basics")} />;
    case "data":
      return choice && <DataForm writing={of("data")} choice={choice} />;
    case "prizes":
      return <PrizesForm writing={of("prizes")} />;
    case "rules":
      return <RulesForm writing={of("rules")} />;
    case "criteria":
      return <CriteriaForm writing={of("criteria")} />;
    case "calendar":
      return <CalendarForm writing={of("calendar")} zones={zones} />;
    case "pledge":
      return <PledgeForm writing={of("pledge")} />;
  }
}
