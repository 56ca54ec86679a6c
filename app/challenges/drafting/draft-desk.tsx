import { list } from "~/kernel/text";
import { paths } from "~/paths";
import { Acts, LinkButton } from "~/ui/button";
import { Checklist, NextUp } from "~/ui/checklist";
import { Section as Part } from "~/ui/layout";
import { openItems, placeOf, stepOf } from "../desk/staff-desk";
import { VIEWERS_CHANGE_NOTHING } from "../desk/words";
import { SECTION_WORDS, SECTIONS } from "../draft";
import type { Item, NamedDataset } from "./ready-item";

const SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const inWords = (n: number): string => SMALL[n] ?? String(n);
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** "Two things are missing: rules and team size." Null where nothing is. */
export function whyNotPublish(items: Item[]): string | null {
  const open = openItems(items);
  if (open.length === 0) return null;
  const names = open.map(({ title }) => `${title.slice(0, 1).toLowerCase()}${title.slice(1)}`);
  const shown = names.length > 6 ? [...names.slice(0, 5), `${inWords(names.length - 5)} more`] : names;
  return `${capital(inWords(open.length))} ${open.length === 1 ? "thing is" : "things are"} missing: ${list(shown)}.`;
}

/** What publishing keeps of the data, and of which datasets it can keep nothing. */
export function whatIsKept(named: Pick<NamedDataset, "title" | "isHeld">[]): string {
  const without = named.filter(({ isHeld }) => !isHeld).map(({ title }) => `“${title}”`);
  const kept = "The newest copy of each file that is held here is kept for the teams, byte for byte.";
  if (without.length === 0) return kept;
  const lack = `No copy is held of ${list(without)}: there, the files at their source are what counts.`;
  return without.length === named.length ? lack : `${kept} ${lack}`;
}

/** The desk of a draft: the next thing on top, the checklist, publishing, and each section. */
export function DraftDesk({ slug, items, mayEdit }: { slug: string; items: Item[]; mayEdit: boolean }) {
  const [first] = openItems(items);
  const role = mayEdit ? null : VIEWERS_CHANGE_NOTHING;
  const place = first ? placeOf(slug, first) : paths.staffAct(slug, "publish");
  const done = items.length - openItems(items).length;
  return (
    <>
      <NextUp
        kicker={mayEdit ? "Next, and it is yours" : "Next"}
        title={first ? stepOf(first) : "Publish it"}
        acts={
          place && (
            <LinkButton href={place} main disabledReason={role}>
              {first ? "Do it" : "To publishing"}
            </LinkButton>
          )
        }
      >
        <p className="quiet">
          {first
            ? `${SECTION_WORDS[first.section]}: ${first.title}`
            : "Nothing is missing. Read it once as a team will, then publish."}
        </p>
      </NextUp>
      <Part first name="Before publishing" note={`${done} of ${items.length} are done.`}>
        <Checklist
          items={items.map((item) => ({
            title: item.title,
            done: item.todo === null,
            note: item.todo ?? undefined,
            ...(mayEdit ? { href: placeOf(slug, item) ?? undefined, action: "Do it" } : {}),
          }))}
          doneLabel={done === 1 ? "One that is done" : `${capital(inWords(done))} that are done`}
        />
        <div className="below">
          <Acts>
            <LinkButton href={paths.draftPreview(slug)}>Preview as a team sees it</LinkButton>
            <LinkButton href={paths.staffAct(slug, "publish")} main disabledReason={role ?? whyNotPublish(items)}>
              Publish the challenge
            </LinkButton>
          </Acts>
        </div>
      </Part>
      <Part name="Sections" note="In any order. Everything is saved as it is typed.">
        <ul className="rows">
          {SECTIONS.map((section) => {
            const left = openItems(items).filter((item) => item.section === section).length;
            return (
              <li key={section}>
                <h3>
                  {mayEdit ? (
                    <a href={paths.draftSection(slug, section)}>{SECTION_WORDS[section]}</a>
                  ) : (
                    SECTION_WORDS[section]
                  )}
                </h3>
                <p className="quiet">{left === 0 ? "Done." : `${capital(inWords(left))} to do.`}</p>
              </li>
            );
          })}
        </ul>
      </Part>
      <Part name="Leave it" note="Only a draft can be deleted.">
        <LinkButton href={paths.staffAct(slug, "delete")} risky disabledReason={role}>
          Delete this draft
        </LinkButton>
      </Part>
    </>
  );
}
