import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { challengeMeta } from "~/challenges/challenge-reading";
import { codeRulesSentences } from "~/challenges/code-rules";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { rulesForVisitor } from "~/challenges/reading/parts.server";
import { CodeWords, RulesChange, RulesInFull, RulesVersions } from "~/challenges/reading/rules";
import { rulesDiff } from "~/challenges/rules-text";
import { tieRulesSentences } from "~/challenges/tie-rules";
import { now } from "~/platform/http/request-scope.server";
import { found, publicPage } from "~/platform/http/respond.server";
import { markdownHtml } from "~/platform/markdown.server";
import { Note, Part } from "~/ui/layout";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(`Rules of ${page?.challenge.title}, version ${page?.version.number}`, page?.challenge);

export async function loader({ request, params: { slug = "", number } }: LoaderFunctionArgs) {
  const at = await now();
  const asked = number === undefined ? undefined : found(/^[1-9]\d{0,5}$/.test(number) ? Number(number) : null);
  const challenge = await challengeForVisitor(slug, at);
  const { versions, version: row, previous } = await rulesForVisitor({ slug, number: asked }, at);
  const { text, code, ties, ...version } = found(row);
  const changes = previous && rulesDiff(previous, { ...version, text, code, ties });
  const sentences = { code: codeRulesSentences(code), ties: tieRulesSentences(ties) };
  const page = { challenge, versions, version, html: markdownHtml(text), ...sentences, changes };
  return data(page, publicPage(request));
}

export default function Rules() {
  const { challenge, versions, version, html, code, ties, changes } = useLoaderData<typeof loader>();
  const { slug, timeZone } = challenge;
  const newest = versions[0]?.number;
  return (
    <>
      <Part id="rules" title={`Rules, version ${version.number}`}>
        {version.number !== newest && (
          <Note tone="warn">
            <p>This is an older version. Version {newest} is in force.</p>
          </Note>
        )}
        <RulesInFull version={version} html={html} zone={timeZone} />
      </Part>
      <Part id="code" title="The code">
        <CodeWords sentences={code} />
      </Part>
      <Part id="ties" title="Ties">
        <CodeWords sentences={ties} />
      </Part>
      {changes && (
        <Part id="changes" title="What changed">
          <RulesChange reason={version.reason} changes={changes} previous={version.number - 1} />
        </Part>
      )}
      <Part id="versions" title="All versions">
        <p className="quiet">
          A change makes a new version, is announced to every team, and has to be accepted anew. Older versions stay.
        </p>
        <RulesVersions slug={slug} versions={versions} shown={version.number} zone={timeZone} />
      </Part>
    </>
  );
}
