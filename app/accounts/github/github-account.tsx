import { paths } from "~/paths";
import { ActButton } from "~/ui/button";
import { Confirm } from "~/ui/dialog";
import { Note } from "~/ui/layout";
import { When } from "~/ui/when";

/** `hasToken` is false once GitHub took the token back by which Palio asks it as them. */
type Linked = { login: string; linkedAt: Date; hasToken: boolean } | null;

/** Whether somebody signs in by GitHub too, what Palio has of it, and the act that changes it. */
export function GithubAccount({ linked, zone }: { linked: Linked; zone: string }) {
  return (
    <div className="stack">
      {linked ? (
        <p>
          Linked as <b>{`@${linked.login}`}</b> since <When at={linked.linkedAt.toISOString()} zone={zone} as="day" />.
          Whoever signs in there signs in here as you.
        </p>
      ) : (
        <p>Link your account there, and sign in here without a code.</p>
      )}
      {linked && !linked.hasToken && (
        <Note tone="warn">
          GitHub does not answer Palio as you any more: it took back what you allowed, or it ran out. Link your account
          again, so that your right to a team’s repository can be shown.
        </Note>
      )}
      <p className="why">
        Palio reads your number, login, name and verified addresses at GitHub. It keeps the number, the login, and,
        encrypted, the token to ask again. It asks for no access to your repositories: of those that your teams link it
        asks whether you may push to them. It shows the login to nobody.
      </p>
      {linked && !linked.hasToken && <ActButton action={paths.settingsGithub("link")}>Link GitHub again</ActButton>}
      {linked ? (
        <Confirm summary="Unlink GitHub" risky>
          <p>You then sign in by mail only, and what you allowed Palio at GitHub is given back.</p>
          <ActButton action={paths.settingsGithub("unlink")} risky>
            Unlink it
          </ActButton>
        </Confirm>
      ) : (
        <ActButton action={paths.settingsGithub("link")}>Link GitHub</ActButton>
      )}
    </div>
  );
}
