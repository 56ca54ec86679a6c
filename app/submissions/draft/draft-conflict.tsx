import { Note } from "~/ui/layout";
import { When } from "~/ui/when";

export type Conflict = {
  by: string;
  at: string;
  fields: { name: string; mine: string; theirs: string }[];
};

/** Two members saved at once: both texts side by side, field by field. Nothing was overwritten. */
export function BothTexts({ conflict, zone }: { conflict: Conflict; zone: string }) {
  return (
    <section className="stack" aria-labelledby="both">
      <h2 id="both">Two texts</h2>
      <Note tone="warn">
        {conflict.by} saved on <When at={conflict.at} zone={zone} />, after you opened this page. Nothing was
        overwritten: here are both. The form below holds yours; take over from theirs what you want to keep, then save.
      </Note>
      {conflict.fields.length === 0 && <p>Both say the same.</p>}
      {conflict.fields.map(({ name, mine, theirs }) => (
        <div key={name} className="stack">
          <h3>{name}</h3>
          <div className="two">
            <Text title="Yours" text={mine} />
            <Text title={`${conflict.by}’s, on the server`} text={theirs} />
          </div>
        </div>
      ))}
    </section>
  );
}

const Text = ({ title, text }: { title: string; text: string }) => (
  <div>
    <h4>{title}</h4>
    {text === "" ? <p className="quiet">Empty.</p> : <pre className="letter">{text}</pre>}
  </div>
);
