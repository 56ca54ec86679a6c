import { instantText } from "~/kernel/time";
import { Prose } from "~/ui/prose";
import { Empty } from "~/ui/table";
import { movedWords } from "../running/running";

type Moved = { id: string; field: string; before: Date; after: Date; reason: string; changedAt: Date };

/** Every date that has moved: from when, to when, why. */
export function MovedDates({ moved, zone }: { moved: Moved[]; zone: string }) {
  if (moved.length === 0) return <p className="quiet">No date has moved since this challenge was published.</p>;
  return (
    <ul className="stack">
      {moved.map(({ id, field, before, after, reason, changedAt }) => (
        <li key={id}>
          <b>{movedWords(field)}</b>: {instantText(after, zone)}, not <s>{instantText(before, zone)}</s>.
          <p className="quiet">
            {reason} Changed {instantText(changedAt, zone)}.
          </p>
        </li>
      ))}
    </ul>
  );
}

type News = { id: string; kind: string; title: string; html: string; postedAt: Date };

export function NewsList({ news, zone }: { news: News[]; zone: string }) {
  if (news.length === 0)
    return (
      <Empty title="No news yet">
        <p>
          What the city tells everyone who is registered stands here too, and so does every change of rules or dates.
        </p>
      </Empty>
    );
  return news.map(({ id, title, html, postedAt }) => (
    <article className="qa" key={id} id={`news-${id}`}>
      <h3>{title}</h3>
      <Prose html={html} />
      <p className="rec">{instantText(postedAt, zone)}</p>
    </article>
  ));
}
