import { paths } from "~/paths";
import { ActButton } from "~/ui/button";
import { Confirm } from "~/ui/dialog";
import { Empty, Table } from "~/ui/table";
import { When } from "~/ui/when";
import type { JuryDesk } from "./jury-desk.server";

type JurorRow = JuryDesk["jurors"][number];

/** Who is on the jury, and how far their queues are. */
export function JurorTable({ slug, jurors, zone }: { slug: string; jurors: JurorRow[]; zone: string }) {
  if (jurors.length === 0)
    return (
      <Empty title="Nobody has accepted yet">
        <p>Jurors get a link by mail that works once. When they accept, they stand here.</p>
      </Empty>
    );
  return (
    <Table
      rows={jurors}
      keyOf={({ id }) => id}
      columns={[
        {
          name: "Juror",
          head: true,
          cell: ({ number, name, handle }) => (
            <>
              {number}. <a href={paths.person(handle)}>{name}</a>
            </>
          ),
        },
        {
          name: "Handed in",
          folded: "Handed in",
          numeric: true,
          cell: ({ handedIn, assigned, isScoring }) =>
            isScoring || assigned > 0 ? `${handedIn} of ${assigned}` : <span className="quiet">not this round</span>,
        },
        {
          name: "Last saved",
          folded: "Last saved",
          cell: ({ lastSavedAt }) =>
            lastSavedAt ? <When at={lastSavedAt.toISOString()} zone={zone} /> : <span className="quiet">not yet</span>,
        },
        { name: "", cell: (juror) => <JurorActs slug={slug} juror={juror} /> },
      ]}
    />
  );
}

function JurorActs({
  slug,
  juror: { id, name, leftAt, assigned, handedIn, whyNotNudge },
}: {
  slug: string;
  juror: JurorRow;
}) {
  if (leftAt) return <span className="quiet">Has left</span>;
  return (
    <div className="acts">
      {assigned > handedIn && (
        <ActButton
          small
          action={paths.juryAct(slug, "nudge")}
          values={{ who: "juror", id }}
          disabledReason={whyNotNudge}
          aria-label={`Remind ${name}`}
        >
          Remind
        </ActButton>
      )}
      <Excuse slug={slug} id={id} name={name} />
    </div>
  );
}

/** Taking somebody off the jury is asked twice, without a script. */
const Excuse = ({ slug, id, name }: { slug: string; id: string; name: string }) => (
  <Confirm
    small
    summary={
      <>
        Excuse<span className="visually-hidden"> {name}</span>
      </>
    }
  >
    <p>What {name} has handed in stands. The rest is free for other jurors.</p>
    <ActButton small risky action={paths.juryAct(slug, "revoke")} values={{ who: "juror", id }}>
      Excuse {name}
    </ActButton>
  </Confirm>
);

type InvitationRow = JuryDesk["invitations"][number];

/** Who was invited and has not accepted. */
export function InvitationTable({
  slug,
  invitations,
  zone,
  now,
}: {
  slug: string;
  invitations: InvitationRow[];
  zone: string;
  now: Date;
}) {
  if (invitations.length === 0) return null;
  return (
    <Table
      caption="Invited, not accepted"
      rows={invitations}
      keyOf={({ id }) => id}
      columns={[
        {
          name: "Invited",
          head: true,
          cell: ({ name, email }) => (
            <>
              {name} <small className="quiet">{email}</small>
            </>
          ),
        },
        { name: "Since", folded: "Since", cell: ({ invitedAt }) => <When at={invitedAt.toISOString()} zone={zone} /> },
        {
          name: "",
          cell: ({ id, name, revokedAt, expiresAt, whyNotNudge }) =>
            revokedAt ? (
              <span className="quiet">Withdrawn</span>
            ) : expiresAt <= now ? (
              <span className="quiet">Ran out</span>
            ) : (
              <div className="acts">
                <ActButton
                  small
                  action={paths.juryAct(slug, "nudge")}
                  values={{ who: "invitation", id }}
                  disabledReason={whyNotNudge}
                  aria-label={`Remind ${name}`}
                >
                  Remind
                </ActButton>
                <Withdraw slug={slug} id={id} name={name} />
              </div>
            ),
        },
      ]}
    />
  );
}

/** An invitation is taken back like a place on the jury: asked twice, without a script. */
const Withdraw = ({ slug, id, name }: { slug: string; id: string; name: string }) => (
  <Confirm
    small
    summary={
      <>
        Withdraw<span className="visually-hidden"> the invitation of {name}</span>
      </>
    }
  >
    <p>The link that {name} was sent stops working at once. You can invite them again.</p>
    <ActButton small risky action={paths.juryAct(slug, "revoke")} values={{ who: "invitation", id }}>
      Withdraw the invitation of {name}
    </ActButton>
  </Confirm>
);
