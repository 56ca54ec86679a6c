import { paths } from "~/paths";
import { Scroll } from "~/ui/table";
import type { Snippet } from "../snippets";
import { type TableAsked, tableFields } from "../table/table-asked";

/** How to get the copy in code: one language at a time, each with an address of its own. */
export function DatasetCode({ slug, snippets, asked }: { slug: string; snippets: Snippet[]; asked: TableAsked }) {
  const shown = snippets.find(({ id }) => id === asked.code) ?? snippets.find(({ id }) => id === "python");
  if (!shown) return null;
  return (
    <>
      <Scroll label={`Code in ${shown.language}`}>
        <pre>
          <code>{shown.code}</code>
        </pre>
      </Scroll>
      <nav className="acts" aria-label="Languages">
        {snippets.map(({ id, language }) =>
          id === shown.id ? (
            <b key={id} aria-current="true">
              {language}
            </b>
          ) : (
            <a key={id} href={`${paths.dataset(slug, tableFields({ ...asked, code: id }))}#code`} rel="nofollow">
              {language}
            </a>
          ),
        )}
      </nav>
    </>
  );
}
