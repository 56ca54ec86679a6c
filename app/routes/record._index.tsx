import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { challengeTitles } from "~/challenges/reading/list.server";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { recordBefore, recordPage, recordSize } from "~/record/record.server";
import { RecordTable } from "~/record/record-reading";
import { PageHead, Reading, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Pager } from "~/ui/table";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction = () => [{ title: "The record · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const before = recordBefore(new URL(request.url).searchParams.get("before"));
  const [{ entries, next }, size] = await Promise.all([recordPage({ before }), recordSize()]);
  const titles = await challengeTitles(
    entries.map(({ challengeId }) => challengeId),
    await now(),
  );
  const page = { entries, next, titles, size, isFirst: before === undefined, zone: config().timeZone };
  return data(page, publicPage(request));
}

export default function TheRecord() {
  const { entries, next, titles, size, isFirst, zone } = useLoaderData<typeof loader>();
  return (
    <Main>
      <PageHead
        title="The record"
        lede={`Every act with consequences, newest first: ${count(size, "act")} so far. Nothing leaves it.`}
      />
      {isFirst && (
        <Section name="What it is" first>
          <Reading>
            <p>
              Each act is one line of canonical JSON (RFC 8785) with its SHA-256. A line carries identifiers, hashes,
              instants and numbers, never a name or a sentence: what people wrote is only committed to by a salted hash.
              The database refuses to change or delete a line.
            </p>
            <p>
              <b>What it is not, today.</b> The lines are not joined into one tree yet, and nobody outside has signed
              it. Whoever runs this server could still show a different record to somebody who kept nothing. Keep the
              hashes that matter to you, such as the one on a receipt: a line that was changed no longer has its hash.
              The tree and its signatures come in a later version.
            </p>
          </Reading>
        </Section>
      )}
      <Section name={isFirst ? "Newest acts" : "Earlier acts"}>
        <RecordTable entries={entries} titles={titles} zone={zone} />
        <Pager
          label="Pages of the record"
          first={isFirst ? null : paths.record()}
          next={next === null ? null : paths.record({ before: String(next) })}
        />
      </Section>
    </Main>
  );
}
