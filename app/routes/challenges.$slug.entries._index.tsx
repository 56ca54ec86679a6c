import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { HIDDEN } from "~/challenges/blind";
import { challengeMeta } from "~/challenges/challenge-reading";
import { count } from "~/kernel/text";
import { instantText } from "~/kernel/time";
import { entriesForVisitor } from "~/outcomes/entries.server";
import { EntryList } from "~/outcomes/entries-reading";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { Note, Part } from "~/ui/layout";
import { Empty, Pager } from "~/ui/table";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(`Entries for ${page?.challenge.title}`, page?.challenge);

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const after = Number(/^\d{1,9}$/.exec(new URL(request.url).searchParams.get("after") ?? "")?.[0] ?? 0);
  const page = await entriesForVisitor({ slug, after }, await now());
  return data({ ...page, after }, publicPage(request));
}

export default function Entries() {
  const { challenge, count: inNow, entries, next, after } = useLoaderData<typeof loader>();
  const { slug, closesAt, timeZone } = challenge;
  return (
    <Part id="entries" title="Entries">
      {entries === null ? (
        <Empty title={inNow === 0 ? "No entry is in yet" : `${count(inNow, "entry is", "entries are")} in`}>
          <p>
            Nobody but its team sees an entry before the deadline.{" "}
            {closesAt && `All of them open here on ${instantText(closesAt, timeZone)}.`}
          </p>
        </Empty>
      ) : entries.length === 0 && after === 0 ? (
        <Empty title="No entry was handed in">
          <p>The challenge closed without one.</p>
        </Empty>
      ) : (
        <>
          {entries.some(({ team }) => team === null) && <Note>{HIDDEN}</Note>}
          <EntryList slug={slug} entries={entries} />
          <Pager
            label="Pages of entries"
            previous={after > 0 ? paths.challengeEntries(slug) : null}
            next={next === null ? null : paths.challengeEntries(slug, { after: next })}
          />
        </>
      )}
    </Part>
  );
}
