import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { newestAudit } from "~/audit/audit.server";
import { AuditReading } from "~/audit/audit-reading";
import { challengeTitles } from "~/challenges/reading/list.server";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { HowToCheckDraws } from "~/record/draws-explained";
import { whyNotSigned } from "~/record/integrator/signing";
import { signingNow } from "~/record/integrator/signing.server";
import { KeptElsewhere } from "~/record/keeping/kept-elsewhere";
import { keptElsewhere } from "~/record/keeping/places.server";
import { recordBefore, recordPage, recordSize } from "~/record/record.server";
import { HowToCheck, NewestCheckpoint, WhatItIs } from "~/record/record-explained";
import { RecordTable } from "~/record/record-reading";
import { aboutActs } from "~/submissions/about-acts.server";
import { PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Pager } from "~/ui/table";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction = () => [{ title: "The record · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const before = recordBefore(new URL(request.url).searchParams.get("before"));
  const [{ entries: lines, next }, size, signing, audit, kept] = await Promise.all([
    recordPage({ before }),
    recordSize(),
    signingNow(),
    before === undefined ? newestAudit() : null,
    before === undefined ? keptElsewhere() : [],
  ]);
  const at = await now();
  const ofChallenges = lines.map(({ challengeId }) => challengeId);
  const [titles, entries] = await Promise.all([challengeTitles(ofChallenges, at), aboutActs(lines)]);
  const { origin, timeZone } = config();
  const why = whyNotSigned(signing, at)?.message ?? null;
  const isFirst = before === undefined;
  return data(
    {
      entries,
      next,
      titles,
      size,
      signing,
      audit,
      kept,
      why,
      isFirst,
      origin,
      zone: timeZone,
    },
    publicPage(request),
  );
}

export default function TheRecord() {
  const { entries, next, titles, size, signing, audit, kept, why, isFirst, origin, zone } =
    useLoaderData<typeof loader>();
  return (
    <Main>
      <PageHead
        title="The record"
        lede={`Every act with consequences, newest first: ${count(size, "act")} so far. Nothing leaves it.`}
      />
      {isFirst && (
        <>
          <WhatItIs />
          <NewestCheckpoint signing={signing} why={why} zone={zone} />
          <KeptElsewhere places={kept} zone={zone} />
          <HowToCheck origin={origin} recordKey={signing.key} />
          <HowToCheckDraws origin={origin} recordKey={signing.key} />
          <AuditReading audit={audit} zone={zone} />
        </>
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
