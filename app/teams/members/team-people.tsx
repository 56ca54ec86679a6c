import { paths } from "~/paths";
import { Skills } from "~/teams/team-fields";
import { ActButton, Acts, LinkButton } from "~/ui/button";
import { Confirm } from "~/ui/dialog";
import { Note } from "~/ui/layout";
import { Empty, Table } from "~/ui/table";
import { When } from "~/ui/when";

type Member = { personId: string; isCaptain: boolean; joinedAt: Date; person: { name: string; handle: string } };
type Here = { slug: string; zone: string; frozen: string | null };

/** Who is in the team, and what a captain can do about it. */
export function Members({
  members,
  isCaptain,
  viewerId,
  whyNotLeave,
  slug,
  zone,
  frozen,
}: Here & { members: Member[]; isCaptain: boolean; viewerId: string; whyNotLeave: string | null }) {
  const others = members.filter(({ personId }) => personId !== viewerId);
  return (
    <div className="stack">
      <Table
        label="Members"
        rows={members}
        keyOf={({ personId }) => personId}
        columns={[
          { name: "Person", head: true, cell: ({ person }) => <a href={paths.person(person.handle)}>{person.name}</a> },
          { name: "Role", folded: "Role", cell: (member) => (member.isCaptain ? "Captain" : "Member") },
          {
            name: "Since",
            folded: "Since",
            cell: ({ joinedAt }) => <When at={joinedAt.toISOString()} zone={zone} as="day" />,
          },
        ]}
      />
      {isCaptain &&
        others.map(({ personId, person }) => (
          <Confirm key={personId} summary={`${person.name}: captain, or out`}>
            <p>
              A captain answers requests and keeps the invitation link; there is one. Whoever is taken out is told by
              mail and can join elsewhere.
            </p>
            <Acts>
              <ActButton
                action={paths.myTeamAct(slug, "handover")}
                values={{ person: personId }}
                disabledReason={frozen}
              >
                Make {person.name} the captain
              </ActButton>
              <ActButton
                action={paths.myTeamAct(slug, "remove")}
                values={{ person: personId }}
                disabledReason={frozen}
                risky
              >
                Take {person.name} out
              </ActButton>
            </Acts>
          </Confirm>
        ))}
      <Confirm summary={others.length === 0 ? "Dissolve the team" : "Leave the team"} risky>
        <p>
          {others.length === 0
            ? "You are alone in the team: when you leave, it dissolves, and nobody can open its draft any more."
            : "You lose sight of the team’s draft. What was handed in stays with the team."}
        </p>
        <ActButton action={paths.myTeamAct(slug, "leave")} risky disabledReason={whyNotLeave}>
          {others.length === 0 ? "Dissolve it" : "Leave"}
        </ActButton>
      </Confirm>
    </div>
  );
}

/** The invitation link: only its maker sees it, once; here it is made anew or ended. */
export function Invitation({ slug, hasLink, why }: { slug: string; hasLink: boolean; why: string | null }) {
  const act = paths.myTeamAct(slug, "invite");
  return (
    <div className="stack">
      <p>
        {hasLink
          ? "A link is live: whoever opens it can join until the team is full. It is shown only when it is made; a new one ends the old one."
          : "No link is live. Make one and send it to those you want in the team."}
      </p>
      <Acts>
        <ActButton action={act} values={{ link: "new" }} disabledReason={why}>
          {hasLink ? "Make a new link" : "Make an invitation link"}
        </ActButton>
        {hasLink && !why && (
          <ActButton action={act} values={{ link: "off" }}>
            Switch the link off
          </ActButton>
        )}
      </Acts>
    </div>
  );
}

type JoinRequest = {
  id: string;
  message: string;
  askedAt: Date;
  person: { name: string; handle: string; about: string; skills: string[] };
};

/** Those who ask to join, in the order in which they asked. */
export function Requests({
  requests,
  isCaptain,
  isLooking,
  full,
  slug,
  zone,
  frozen,
}: Here & { requests: JoinRequest[]; isCaptain: boolean; isLooking: boolean; full: string | null }) {
  if (requests.length === 0)
    return (
      <Empty
        title="Nobody has asked to join"
        action={
          <LinkButton href={paths.myTeamAct(slug, "about")} disabledReason={frozen}>
            {isLooking ? "Change what you look for" : "Say that you look for people"}
          </LinkButton>
        }
      >
        <p>
          {isLooking
            ? "The team is listed among those that look for people. Who asks appears here, and the captain gets a mail."
            : "Only teams that look for people can be asked."}
        </p>
      </Empty>
    );
  return (
    <ul className="stack">
      {requests.map(({ id, message, askedAt, person }) => (
        <li key={id}>
          <p>
            <a href={paths.person(person.handle)}>{person.name}</a> asked on{" "}
            <When at={askedAt.toISOString()} zone={zone} />
          </p>
          {message && <Note>{message}</Note>}
          <Skills of={person.skills} />
          {isCaptain ? (
            <Acts>
              <ActButton
                action={paths.myTeamAct(slug, "requests")}
                values={{ request: id, answer: "accept" }}
                disabledReason={frozen ?? full}
              >
                Accept {person.name}
              </ActButton>
              <ActButton
                action={paths.myTeamAct(slug, "requests")}
                values={{ request: id, answer: "decline" }}
                disabledReason={frozen}
              >
                Decline
              </ActButton>
            </Acts>
          ) : (
            <p className="why">The captain answers.</p>
          )}
        </li>
      ))}
    </ul>
  );
}
