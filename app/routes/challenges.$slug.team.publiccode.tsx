import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE } from "~/platform/http/respond.server";
import { writtenPubliccode } from "~/submissions/publiccode/written-publiccode.server";
import { Workspace } from "~/teams/workspace";
import { Acts, LinkButton } from "~/ui/button";
import { Section } from "~/ui/layout";
import { Empty, Scroll } from "~/ui/table";

export const meta: MetaFunction = () => [{ title: "publiccode.yml · Palio" }];
export const headers = () => PRIVATE;

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const { title, theme, arms } = await challengeForVisitor(slug, await now());
  return { challenge: { slug, title, theme, arms }, file: await writtenPubliccode(slug, viewer) };
}

export default function Publiccode() {
  const { challenge, file } = useLoaderData<typeof loader>();
  const { slug } = challenge;
  return (
    <Workspace
      challenge={challenge}
      title="A publiccode.yml for you"
      here="code"
      lede="Public administrations find software by this file. Palio wrote it from your entry; put it at the top of your repository."
    >
      {file ? (
        <WrittenFile slug={slug} {...file} />
      ) : (
        <Empty
          title="No repository yet"
          action={<LinkButton href={paths.myTeamAct(slug, "repository")}>Link a repository</LinkButton>}
        >
          <p>The file names the repository that it lies in.</p>
        </Empty>
      )}
    </Workspace>
  );
}

function WrittenFile({ slug, text, left }: { slug: string; text: string; left: { key: string; todo: string }[] }) {
  return (
    <>
      {left.length > 0 && (
        <Section name="Left to do" note="Marked TODO in the file." first>
          <ul>
            {left.map(({ key, todo }) => (
              <li key={key}>
                <code>{key}</code>: {todo}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section name="The file" first={left.length === 0}>
        <div className="stack">
          <Acts>
            <LinkButton
              href={`data:application/yaml;charset=utf-8,${encodeURIComponent(text)}`}
              download="publiccode.yml"
              main
            >
              Download it
            </LinkButton>
            <LinkButton href={paths.myTeamAct(slug, "code")}>Back to your code</LinkButton>
          </Acts>
          <Scroll label="publiccode.yml">
            <pre>
              <code>{text}</code>
            </pre>
          </Scroll>
        </div>
      </Section>
    </>
  );
}
