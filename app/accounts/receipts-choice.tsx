import { paths } from "~/paths";
import { ActButton } from "~/ui/button";

/** Whether a person gets the receipts of what they do by mail, and the button that changes it. */
export const ReceiptsChoice = ({ wantsReceipts }: { wantsReceipts: boolean }) => (
  <div className="stack">
    <p>
      What you do as a juror, for a team or for a city stands in the public record.{" "}
      {wantsReceipts
        ? "Its receipts come by mail, many in one letter."
        : "Its receipts do not come by mail. Each line’s page has its own."}{" "}
      The receipts of a hand-in and of a withdrawal go to everyone in the team.
    </p>
    <ActButton action={paths.settingsReceipts()} values={{ receipts: wantsReceipts ? "no" : "yes" }}>
      {wantsReceipts ? "Do not mail me receipts" : "Mail me receipts"}
    </ActButton>
  </div>
);
