import { data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { sessionsOf } from "~/accounts/accounts.server";
import { browserName } from "~/accounts/browser-name";
import { requireViewer } from "~/accounts/session.server";
import { paths } from "~/paths";
import { config } from "~/platform/config.server";
import { now } from "~/platform/http/request-scope.server";
import { PRIVATE } from "~/platform/http/respond.server";
import { ActButton } from "~/ui/button";
import { Crumb, PageHead } from "~/ui/layout";
import { Main } from "~/ui/shell";
import { Table } from "~/ui/table";
import { When } from "~/ui/when";

export const meta: MetaFunction = () => [{ title: "Sessions · Palio" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const viewer = await requireViewer(request);
  const [sessions, at] = await Promise.all([sessionsOf(viewer.id), now()]);
  return data({ sessions, here: viewer.sessionId, now: at, zone: config().timeZone }, { headers: PRIVATE });
}

export default function Sessions() {
  const { sessions, here, now: at, zone } = useLoaderData<typeof loader>();
  const others = sessions.filter(({ id }) => id !== here).length;
  return (
    <Main>
      <PageHead
        crumb={
          <Crumb>
            <a href={paths.settings()}>Settings</a>
          </Crumb>
        }
        title="Where you are signed in"
        lede="A session that you end is dead at once. Each ends by itself thirty days after it began."
      />
      <div className="stack">
        <Table
          rows={sessions}
          keyOf={({ id }) => id}
          columns={[
            {
              name: "Browser",
              head: true,
              cell: ({ id, userAgent }) => (
                <>
                  {browserName(userAgent)}
                  {id === here && <b> (this one)</b>}
                </>
              ),
            },
            {
              name: "Signed in",
              folded: "Signed in",
              cell: ({ createdAt }) => <When at={createdAt.toISOString()} zone={zone} />,
            },
            {
              name: "Last seen",
              folded: "Last seen",
              cell: ({ id, lastSeenAt }) =>
                id === here ? (
                  "now"
                ) : (
                  <When at={lastSeenAt.toISOString()} zone={zone} as="relative" now={at.toISOString()} />
                ),
            },
            {
              name: "",
              cell: ({ id, userAgent }) =>
                id === here ? (
                  <ActButton action={paths.signOut()} small>
                    Sign out
                  </ActButton>
                ) : (
                  <ActButton
                    action={paths.sessionsAct("revoke")}
                    values={{ session: id }}
                    small
                    aria-label={`End the session of ${browserName(userAgent)}`}
                  >
                    End it
                  </ActButton>
                ),
            },
          ]}
        />
        <div className="acts">
          <ActButton
            action={paths.sessionsAct("revoke-others")}
            disabledReason={others === 0 ? "There is no other session." : null}
          >
            End all others
          </ActButton>
        </div>
      </div>
    </Main>
  );
}
