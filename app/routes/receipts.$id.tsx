import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { whyNotEnter } from "~/challenges/phase";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { found, PRIVATE } from "~/platform/http/respond.server";
import { SignedProof } from "~/record/proof-reading";
import { signedReceipt } from "~/record/receipt.server";
import { commitmentOf, recordEntry } from "~/record/record.server";
import { Opened } from "~/record/record-reading";
import { ReceiptCertificate } from "~/submissions/receipt-reading";
import { receiptFor } from "~/submissions/submissions.server";
import { LinkButton } from "~/ui/button";
import { Crumb, Note, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Table } from "~/ui/table";
import { When } from "~/ui/when";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Receipt, version ${data?.receipt.version} · Palio` },
];
export const headers = () => PRIVATE;

export async function loader({ request, params: { id = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const at = await now();
  const { challenge, ...of } = await receiptFor(id, viewer);
  const { slug, title, theme, arms, timeZone } = challenge;
  const entry = found(await recordEntry(of.receipt.recordHash));
  const [signed, opens] = await Promise.all([signedReceipt(entry), commitmentOf(entry.id)]);
  return {
    ...of,
    ...{ signed, opens },
    leaf: entry.leaf,
    challenge: { slug, title, theme, arms },
    zone: timeZone,
    isOpen: whyNotEnter(challenge, at) === null,
  };
}

export default function Receipt() {
  const { receipt, signed, opens, leaf, challenge, zone, versions, isWithdrawn, isMember, isOpen } =
    useLoaderData<typeof loader>();
  const { slug } = challenge;
  const isNewest = versions[0]?.id === receipt.id;
  return (
    <Main tincture={faceOf(challenge).arms.colour} narrow>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.challenge(slug)}>{challenge.title}</a>
            {isMember && <a href={paths.myTeam(slug)}>{receipt.teamName}</a>}
          </Crumb>
        }
        title={receipt.title}
        lede="Keep this receipt. If the record were ever rewritten, it would show it. It was also mailed to everyone in the team."
      />
      {isWithdrawn && (
        <Note tone="warn">The entry is withdrawn. This receipt still proves what was handed in, and when.</Note>
      )}
      {!isNewest && <Note>A newer version arrived since. The jury reads version {versions[0]?.number}.</Note>}
      <ReceiptCertificate
        receipt={receipt}
        zone={zone}
        mark={<ChallengeMark of={challenge} />}
        acts={
          isMember && isOpen ? <LinkButton href={paths.submission(slug)}>Write the next version</LinkButton> : undefined
        }
      />
      <Section name="In the signed record" note="It holds without this site once you have saved it.">
        <SignedProof receipt={signed} hash={receipt.recordHash} leaf={leaf} />
      </Section>
      {opens && <Opened {...opens} note="What the line commits to. Only your team and the city read it here." />}
      {versions.length > 1 && (
        <Section name="All versions">
          <Table
            label="Versions"
            rows={versions}
            keyOf={(version) => version.id}
            columns={[
              {
                name: "Version",
                head: true,
                cell: (version) => <a href={paths.receipt(version.id)}>Version {version.number}</a>,
              },
              {
                name: "Received",
                folded: "Received",
                cell: (version) => <When at={version.receivedAt.toISOString()} zone={zone} />,
              },
            ]}
          />
        </Section>
      )}
    </Main>
  );
}
