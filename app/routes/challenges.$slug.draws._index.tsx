import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { viewerOf } from "~/accounts/session.server";
import { challengeMeta } from "~/challenges/challenge-reading";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { DrawTold, drawName } from "~/judging/draw/draw-reading";
import { drawsOf } from "~/judging/draw/draws.server";
import { paths } from "~/paths";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { Part } from "~/ui/layout";
import { Empty } from "~/ui/table";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(`Draws of ${page?.challenge.title}`, page?.challenge);

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const [at, viewer] = await Promise.all([now(), viewerOf(request)]);
  const challenge = await challengeForVisitor(slug, at);
  return data({ challenge, draws: await drawsOf(challenge.id, viewer), now: at }, publicPage(request));
}

export default function Draws() {
  const { challenge, draws, now: at } = useLoaderData<typeof loader>();
  const { slug, timeZone } = challenge;
  return (
    <>
      <Part id="draws" title="Draws">
        <p className="quiet">
          Where something is left to chance, nobody may choose the chance. What is drawn for is written into the record
          first, and the seed comes afterwards from where nobody can know or change it. Each draw is made once.{" "}
          <a href={paths.challengeRecord(slug)}>The record</a>
        </p>
        {draws.length === 0 && (
          <Empty title="Nothing is drawn yet">
            <p>A seed is drawn before entries go to jurors, and lots where entries end up equal.</p>
          </Empty>
        )}
      </Part>
      {draws.map((draw) => (
        <Part key={draw.id} id={`of-${draw.id}`} title={drawName(draw)}>
          <DrawTold slug={slug} draw={draw} zone={timeZone} now={at} />
        </Part>
      ))}
    </>
  );
}
