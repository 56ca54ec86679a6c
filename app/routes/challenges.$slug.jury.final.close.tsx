import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { closeFinal } from "~/judging/round/close-final.server";
import { finalForChair } from "~/judging/round/final-for-chair.server";
import { FinalWatch } from "~/judging/round/final-watch";
import { count } from "~/kernel/text";
import { paths } from "~/paths";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { ActButton } from "~/ui/button";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Close the final · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const { challenge, final } = await finalForChair(slug, await requireViewer(request));
  const whyNot = final ? final.closedAt && "The final is closed already." : "No final is open.";
  return data({ challenge, coverage: final?.coverage ?? null, whyNot }, { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const closed = await closeFinal(slug, await requireViewer(request));
  const { votes = 0 } = closed.ok ? closed.value : {};
  return redirectSaying(
    paths.final(slug),
    closed.ok ? `The final is closed with ${count(votes, "vote")}.` : `Not closed. ${closed.refusal.message}`,
  );
}

export default function CloseFinal() {
  const { challenge, coverage, whyNot } = useLoaderData<typeof loader>();
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(challenge.slug)}>The jury of {challenge.title}</a>
            <a href={paths.final(challenge.slug)}>The final</a>
          </Crumb>
        }
        title="Close the final"
        lede="From then on no vote is given or taken back, and what the votes say is computed once. It cannot be opened again."
      />
      <Section name="What is there" first>
        <div className="stack">
          {coverage && <FinalWatch coverage={coverage} />}
          <ActButton main action={paths.closeFinal(challenge.slug)} disabledReason={whyNot}>
            Close the final
          </ActButton>
        </div>
      </Section>
    </Main>
  );
}
