import { useForm } from "@conform-to/react";
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { challengeForChair } from "~/judging/chair.server";
import { DrawState } from "~/judging/draw/draw-reading";
import { FinalResult } from "~/judging/round/order-reading";
import { AwardFields } from "~/outcomes/award-fields";
import { type AwardsFields, AwardsForm } from "~/outcomes/awards.schema";
import { decideAwards } from "~/outcomes/decide-awards.server";
import { Doubt } from "~/outcomes/doubt-reading";
import { methodOf, RankingPlot, titleIn } from "~/outcomes/ranking-reading";
import { awardsForChair } from "~/outcomes/results.server";
import { paths } from "~/paths";
import { invalid, readForm, refuse } from "~/platform/http/form.server";
import { PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Button } from "~/ui/button";
import { FormErrors, PostForm } from "~/ui/form";
import { Crumb, PageHead, Section } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Empty } from "~/ui/table";

export const headers = () => PRIVATE;
export const meta: MetaFunction = () => [{ title: "Awards · Palio" }];

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  return data(await awardsForChair(slug, await requireViewer(request)), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "" } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  await challengeForChair(slug, viewer);
  const form = await readForm(request, AwardsForm);
  if (!form.ok) return invalid(form);
  const decided = await decideAwards({ slug, ...form.value }, viewer);
  if (!decided.ok) return refuse(decided.refusal, form);
  return redirectSaying(paths.juryAct(slug, "publish"), "Awards decided. Nobody sees them before you publish.");
}

export default function Awards() {
  const {
    challenge,
    lots,
    now: at,
    rows,
    final,
    analysis,
    names,
    prizes,
    awards,
    rubric,
    whyNot,
  } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<AwardsFields>({
    id: "awards",
    lastResult: useActionData<typeof action>(),
    defaultValue: {
      awards: prizes.map(({ id }) => {
        const award = awards.find(({ prize }) => prize?.id === id);
        return { prizeId: id, entry: award ? String(award.submission.number) : "", reason: award?.reason ?? "" };
      }),
      mentions: awards.flatMap(({ prize, submission }) => (prize ? [] : [String(submission.number)])),
    },
  });
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.jury(challenge.slug)}>The jury of {challenge.title}</a>
          </Crumb>
        }
        title="Awards"
        lede="The ranking informs you, and you decide. Where a prize departs from the order, write why: the reasons are published with the award."
      />
      <Section name="The order" note={`${methodOf(rows)}. Nobody else sees it before results are published.`} first>
        {rows.length > 0 ? (
          <RankingPlot slug={challenge.slug} rows={rows} names={names} awards={awards} />
        ) : lots ? (
          <div className="stack">
            <p>Entries are equal to the last step of the chain. Lots are drawn, and then the ranking stands.</p>
            <DrawState
              {...{ draw: lots, zone: challenge.timeZone, now: at }}
              href={paths.juryAct(challenge.slug, "awards")}
              beaconHref={paths.drawAct(challenge.slug, lots.id, "beacon")}
            />
          </div>
        ) : (
          <Empty title="There is no ranking yet">
            <p>It is computed when judging is closed.</p>
          </Empty>
        )}
      </Section>
      {final && (
        <Section name="The final" note="Its places come before the ranking. Nobody else sees it yet.">
          <FinalResult final={final} titleOf={(entry) => titleIn(names, entry)} />
        </Section>
      )}
      {analysis && (
        <Section name="How sure it is">
          <Doubt analysis={analysis} names={names} rubric={rubric} rows={rows} />
        </Section>
      )}
      <Section name="The prizes">
        <FormErrors form={form} title="Not decided" />
        <PostForm form={form}>
          <AwardFields fields={fields} prizes={prizes} rows={rows} names={names} />
          <Button main disabledReason={whyNot}>
            Decide the awards
          </Button>
        </PostForm>
      </Section>
    </Main>
  );
}
