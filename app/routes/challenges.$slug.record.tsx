import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { challengeMeta } from "~/challenges/challenge-reading";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { recordBefore, recordPage } from "~/record/record.server";
import { RecordTable } from "~/record/record-reading";
import { Part } from "~/ui/layout";
import { Pager } from "~/ui/table";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(`Record of ${page?.challenge.title}`, page?.challenge);

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const challenge = await challengeForVisitor(slug, await now());
  const before = recordBefore(new URL(request.url).searchParams.get("before"));
  const { entries, next } = await recordPage({ challengeId: challenge.id, before });
  return data({ challenge, entries, next, isFirst: before === undefined }, publicPage(request));
}

export default function ChallengeRecord() {
  const { challenge, entries, next, isFirst } = useLoaderData<typeof loader>();
  const { slug, timeZone } = challenge;
  return (
    <Part id="record" title="Record">
      <p className="quiet">
        Every act with consequences in this challenge, newest first.{" "}
        <a href={paths.record()}>What the record is, and what it is not</a>.
      </p>
      <RecordTable entries={entries} zone={timeZone} />
      <Pager
        label="Pages of the record"
        first={isFirst ? null : paths.challengeRecord(slug)}
        next={next === null ? null : paths.challengeRecord(slug, { before: String(next) })}
      />
    </Part>
  );
}
