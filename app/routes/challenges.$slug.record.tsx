import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { challengeMeta } from "~/challenges/challenge-reading";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { actAsked, dayAsked, daySpan } from "~/record/asked";
import { recordBefore, recordPage } from "~/record/record.server";
import { RecordSearch, RecordTable } from "~/record/record-reading";
import { aboutActs } from "~/submissions/about-acts.server";
import { Part } from "~/ui/layout";
import { Empty, Pager } from "~/ui/table";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(`Record of ${page?.challenge.title}`, page?.challenge);

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const challenge = await challengeForVisitor(slug, await now());
  const { searchParams } = new URL(request.url);
  const asked = { type: actAsked(searchParams.get("type")), day: dayAsked(searchParams.get("day")) };
  const before = recordBefore(searchParams.get("before"));
  const span = daySpan(asked.day, challenge.timeZone);
  const { entries, next } = await recordPage({ challengeId: challenge.id, type: asked.type, span, before });
  return data(
    { challenge, entries: await aboutActs(entries), next, asked, isFirst: before === undefined },
    publicPage(request),
  );
}

export default function ChallengeRecord() {
  const { challenge, entries, next, asked, isFirst } = useLoaderData<typeof loader>();
  const { slug, timeZone } = challenge;
  const isAsked = asked.type !== undefined || asked.day !== undefined;
  return (
    <Part id="record" title="Record">
      <p className="quiet">
        Every act with consequences in this challenge, newest first. Each leads to its line in the record and to the
        words that it commits to. <a href={paths.record()}>What the record is, and what it is not</a>.{" "}
        <a href={paths.challengeRecordFeed(slug)}>Feed</a>
      </p>
      <RecordSearch action={paths.challengeRecord(slug)} asked={asked} />
      {isAsked && entries.length === 0 ? (
        <Empty title="No such act" action={<a href={paths.challengeRecord(slug)}>Every act</a>}>
          <p>Nothing of that kind was done then.</p>
        </Empty>
      ) : (
        <RecordTable entries={entries} zone={timeZone} />
      )}
      <Pager
        label="Pages of the record"
        first={isFirst ? null : paths.challengeRecord(slug, asked)}
        next={next === null ? null : paths.challengeRecord(slug, { ...asked, before: String(next) })}
      />
    </Part>
  );
}
