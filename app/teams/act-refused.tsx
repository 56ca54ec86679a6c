import type { SubmissionResult } from "@conform-to/react";
import { useForm } from "@conform-to/react";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { FormErrors } from "~/ui/form";
import { PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";

/** The page of an act that is a single button: what stood in its way, and the way back. */
export function ActRefused({ lastResult, slug }: { lastResult: SubmissionResult | undefined; slug: string }) {
  const [form] = useForm({ id: "act", lastResult });
  return (
    <Main narrow>
      <PageHead title={lastResult ? "This did not happen" : "Your team"} />
      <FormErrors form={form} title="Nothing was changed" kept={null} />
      <p className="acts">
        <LinkButton href={paths.myTeam(slug)} main>
          Back to your team
        </LinkButton>
      </p>
    </Main>
  );
}
