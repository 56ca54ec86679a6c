import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { viewerOf } from "~/accounts/session.server";
import { challengeTitles } from "~/challenges/reading/list.server";
import { openedLine } from "~/judging/opened-line.server";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now } from "~/platform/http/request-scope.server";
import { found, publicPage } from "~/platform/http/respond.server";
import { actWords } from "~/record/act-words";
import { SignedProof } from "~/record/proof-reading";
import { signedReceipt } from "~/record/receipt.server";
import { recordEntry, redactionOf } from "~/record/record.server";
import { Erased, Opened } from "~/record/record-reading";
import { Hash } from "~/ui/cert";
import { Crumb, KeyValues, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { When } from "~/ui/when";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `${page ? actWords(page.entry.type) : "The record"} · Palio` },
];

export async function loader({ request, params: { hash = "" } }: LoaderFunctionArgs) {
  const entry = found(await recordEntry(hash));
  const [viewer, at] = await Promise.all([viewerOf(request), now()]);
  const titles = await challengeTitles([entry.challengeId], at);
  const { origin, timeZone } = config();
  const challenge = titles.get(entry.challengeId ?? "") ?? null;
  const [receipt, opened] = await Promise.all([signedReceipt(entry), openedLine(entry, viewer)]);
  // Words that are there were not erased.
  const erased = opened ? null : await redactionOf(entry.hash);
  const leafUrl = origin + paths.recordLeaf(entry.hash);
  return data({ entry, challenge, receipt, opened, erased, leafUrl, zone: timeZone }, publicPage(request));
}

export default function RecordEntry() {
  const { entry, challenge, receipt, opened, erased, leafUrl, zone } = useLoaderData<typeof loader>();
  const { type, hash, leaf, at } = entry;
  return (
    <Main>
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.record()}>The record</a>
            {challenge && <a href={paths.challengeRecord(challenge.slug)}>{challenge.title}</a>}
          </Crumb>
        }
        title={actWords(type)}
      />
      <Section name="The act" first>
        <KeyValues
          items={[
            { label: "When", value: <When at={at.toISOString()} zone={zone} /> },
            ...(challenge
              ? [{ label: "Challenge", value: <a href={paths.challenge(challenge.slug)}>{challenge.title}</a> }]
              : []),
            { label: "SHA-256", value: <Hash value={hash} /> },
          ]}
        />
      </Section>
      <Section name="The line" note="Canonical JSON: one text for one act, byte for byte.">
        <pre className="letter">
          <code>{leaf}</code>
        </pre>
        <p className="why">
          <a href={paths.recordLeaf(hash)}>These bytes alone</a>
        </p>
      </Section>
      {opened && <Opened {...opened} />}
      {erased && <Erased {...erased} zone={zone} />}
      <Section name="In the signed record" note="A receipt to keep: it exposes a record that is written anew.">
        <SignedProof receipt={receipt} hash={hash} leaf={leaf} />
      </Section>
      <Section name="Check it yourself" note="No tool of ours is needed.">
        <div className="stack">
          <pre className="letter">
            <code>{`curl -s ${leafUrl} | sha256sum\ncurl -s ${leafUrl} | openssl dgst -sha256`}</code>
          </pre>
          <p>
            Either prints <Hash value={hash} group={8} />, without the spaces, as long as no byte of the line has
            changed.
          </p>
        </div>
      </Section>
    </Main>
  );
}
