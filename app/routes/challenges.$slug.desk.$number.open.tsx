import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireViewer } from "~/accounts/session.server";
import { ChallengeMark, faceOf } from "~/challenges/challenge-reading";
import { sayNoConflict } from "~/judging/conflict/say-no-conflict.server";
import { entryToOpen } from "~/judging/desk/entry-to-open.server";
import { JudgedBlind } from "~/judging/desk/to-open";
import { list } from "~/kernel/text";
import { paths } from "~/paths";
import { numberIn, PRIVATE, redirectSaying } from "~/platform/http/respond.server";
import { Acts, Button, LinkButton } from "~/ui/button";
import { Crumb, KeyValues, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

export const headers = () => PRIVATE;
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: `Before entry ${page?.number} opens · Palio` },
];

export async function loader({ request, params: { slug = "", number } }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  return data(await entryToOpen({ slug, number: numberIn(number) }, viewer), { headers: PRIVATE });
}

export async function action({ request, params: { slug = "", number } }: ActionFunctionArgs) {
  const viewer = await requireViewer(request);
  const of = { slug, number: numberIn(number) };
  await sayNoConflict({ slug, numbers: [of.number] }, viewer);
  return redirectSaying(paths.deskEntry(slug, of.number), "Kept: you have no conflict with this entry.");
}

export default function OpenEntry() {
  const { challenge, number, title, team, saidAt } = useLoaderData<typeof loader>();
  const { slug } = challenge;
  return (
    <Main narrow tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.desk(slug)}>Your desk</a>
          </Crumb>
        }
        title={`Before entry ${number} opens`}
        lede={`“${title}”. Does anything tie you to it: kinship, friendship, work, money, or a hand in the making? You are asked once to an entry.`}
      />
      {team ? (
        <KeyValues
          items={[
            { label: "Team", value: team.name },
            { label: "People", value: list(team.people) },
          ]}
        />
      ) : (
        <JudgedBlind />
      )}
      <form method="post">
        <Acts>
          <Button main disabledReason={saidAt && "You have said so."}>
            I have no conflict
          </Button>
          <LinkButton href={paths.deskAct(slug, number, "conflict")}>Declare a conflict</LinkButton>
          {saidAt && <LinkButton href={paths.deskEntry(slug, number)}>To the entry</LinkButton>}
        </Acts>
      </form>
    </Main>
  );
}
