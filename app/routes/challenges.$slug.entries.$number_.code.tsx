import { data, type HeadersFunction, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { viewerOf } from "~/accounts/session.server";
import { challengeMeta } from "~/challenges/challenge-reading";
import { bytesText } from "~/kernel/text";
import { codeForReader } from "~/outcomes/entries.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { numberIn, PRIVATE, publicPage } from "~/platform/http/respond.server";
import { NamesMasked } from "~/submissions/entry-reading";
import { CodeBrowser } from "~/submissions/seal/code-browser";
import { ONLY_JURY, SealWords } from "~/submissions/seal/seal-reading";
import { Hash, RecordLink } from "~/ui/cert";
import { KeyValues, Note, Part } from "~/ui/layout";

export const headers: HeadersFunction = ({ loaderHeaders }) => loaderHeaders;
export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(`The code of “${page?.title}”: ${page?.challenge.title}`, page?.challenge);

export async function loader({ request, params: { slug = "", number } }: LoaderFunctionArgs) {
  const path = new URL(request.url).searchParams.get("path") ?? "";
  const [viewer, at] = await Promise.all([viewerOf(request), now()]);
  const page = await codeForReader({ slug, number: numberIn(number), path }, viewer, at);
  return data(page, page.seal.isPrivate && page.place ? { headers: PRIVATE } : publicPage(request));
}

export default function Code() {
  const { challenge, number, title, receivedAt, seal, place, isBlind } = useLoaderData<typeof loader>();
  const { slug, timeZone } = challenge;
  return (
    <Part id="code" title={`The code of “${title}”`}>
      {isBlind && <NamesMasked />}
      <KeyValues
        items={[
          { label: "Of", value: <a href={paths.entry(slug, number)}>Entry {number}</a> },
          {
            label: "Sealed",
            value: (
              <>
                <SealWords seal={seal} receivedAt={receivedAt} zone={timeZone} />
                <RecordLink hash={seal.recordHash ?? undefined} />
              </>
            ),
          },
          ...(place && !isBlind
            ? [
                {
                  label: "Archive",
                  value: (
                    <>
                      <a href={paths.sealedArchive(slug, number)} download>
                        Download{seal.archiveBytes === null ? "" : `, ${bytesText(seal.archiveBytes)}`}
                      </a>
                      <br />
                      sha256 <Hash value={seal.archiveSha256} />
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {place ? <CodeBrowser slug={slug} number={number} place={place} /> : <Note>{ONLY_JURY}</Note>}
    </Part>
  );
}
