import { Note, Section } from "~/ui/layout";
import type { JuryDesk } from "./jury-desk.server";

/** Whether the jury will be done in time, and what the chair should look at. It carries no score. */
export function Watch({ watch: { outlook, alerts } }: { watch: JuryDesk["watch"] }) {
  if (!outlook && alerts.length === 0) return null;
  return (
    <Section name="To watch" note="In words only: no score is shown before judging is closed." first>
      <div className="stack">
        {outlook && (outlook.isLate ? <Note tone="warn">{outlook.text}</Note> : <p>{outlook.text}</p>)}
        {alerts.length > 0 && (
          <ul className="bulleted">
            {alerts.map((alert) => (
              <li key={alert}>{alert}</li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}
