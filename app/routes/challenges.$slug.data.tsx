import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { challengeMeta } from "~/challenges/challenge-reading";
import { challengeForVisitor } from "~/challenges/public-challenge.server";
import { DatasetInFull } from "~/challenges/reading/data";
import { dataForVisitor } from "~/challenges/reading/data.server";
import { now } from "~/platform/http/request-scope.server";
import { publicPage } from "~/platform/http/respond.server";
import { Part } from "~/ui/layout";
import { Empty } from "~/ui/table";

export const meta: MetaFunction<typeof loader> = ({ data: page }) =>
  challengeMeta(`Data of ${page?.challenge.title}`, page?.challenge);

export async function loader({ request, params: { slug = "" } }: LoaderFunctionArgs) {
  const at = await now();
  const [challenge, datasets] = await Promise.all([challengeForVisitor(slug, at), dataForVisitor(slug, at)]);
  return data({ challenge, datasets }, publicPage(request));
}

export default function ChallengeDataPage() {
  const { challenge, datasets } = useLoaderData<typeof loader>();
  return (
    <>
      {datasets.map((dataset) => (
        <Part key={dataset.id} id={dataset.slug} title={dataset.title}>
          <DatasetInFull dataset={dataset} zone={challenge.timeZone} />
        </Part>
      ))}
      {datasets.length === 0 && (
        <Empty title="No data is tied to this challenge">
          <p>The brief says what to work from.</p>
        </Empty>
      )}
    </>
  );
}
