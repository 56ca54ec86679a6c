import type { ReactNode } from "react";
import { ChallengeMark, type Face, faceOf } from "~/challenges/challenge-reading";
import { paths } from "~/paths";
import { Crumb, PageHead } from "~/ui/layout";
import { SubNav } from "~/ui/navigation";
import { Main } from "~/ui/shell";

type WorkspaceProps = {
  challenge: Face;
  title: ReactNode;
  lede?: ReactNode;
  /** Which of the team's own places this is; without one it is a page for newcomers. */
  here?: "team" | "code" | "entry" | "preview" | "hand-in" | "other";
  children: ReactNode;
};

/** A programmer's own pages under a challenge: its tincture and mark, the way back, the team's places. */
export function Workspace({ challenge, title, lede, here, children }: WorkspaceProps) {
  const { slug } = challenge;
  const places = [
    { href: paths.myTeam(slug), label: "Team", current: here === "team" },
    { href: paths.myTeamAct(slug, "code"), label: "Code", current: here === "code" },
    { href: paths.submission(slug), label: "Entry", current: here === "entry" },
    { href: paths.submissionAct(slug, "preview"), label: "As the jury sees it", current: here === "preview" },
    { href: paths.submissionAct(slug, "submit"), label: "Hand in", current: here === "hand-in" },
  ];
  return (
    <Main tincture={faceOf(challenge).arms.colour}>
      <PageHead
        mark={<ChallengeMark of={challenge} />}
        crumb={
          <Crumb>
            <a href={paths.challenge(slug)}>{challenge.title}</a>
          </Crumb>
        }
        title={title}
        lede={lede}
      />
      {here && <SubNav label="Your team’s places" items={places} />}
      {children}
    </Main>
  );
}
