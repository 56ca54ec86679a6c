import { count } from "~/kernel/text";
import { paths } from "~/paths";
import type { QueueItem } from "./desk.server";
import { SHEET_WORDS } from "./sheet";

type QueueProps = { slug: string; queue: QueueItem[]; current?: number };

/** The queue beside an entry: every assigned entry with where its sheet stands, and those that a conflict took away. */
export function Queue({ queue, ...of }: QueueProps) {
  const warmUp = queue.filter(({ isWarmUp }) => isWarmUp);
  if (warmUp.length === 0) return <Items queue={queue} after={0} {...of} />;
  return (
    <div className="stack">
      <p className="quiet">Warm-up</p>
      <Items queue={warmUp} after={0} {...of} />
      <p className="quiet">Then</p>
      <Items queue={queue.filter(({ isWarmUp }) => !isWarmUp)} after={warmUp.length} {...of} />
    </div>
  );
}

/** Entries of the queue, counted on from those before them. */
function Items({ slug, queue, current, after }: QueueProps & { after: number }) {
  return (
    <ol className="queue">
      {queue.map(({ number, title, state, conflict }, index) => (
        <li key={number} aria-current={number === current ? "true" : undefined}>
          {conflict ? (
            <span className="gone">
              <span className="st">{after + index + 1}</span>
              <s>Entry {number}</s>
              <small>{conflict}</small>
            </span>
          ) : (
            <a href={paths.deskEntry(slug, number)}>
              <span className="st">{after + index + 1}</span>
              <b>Entry {number}</b>
              <span className={state === "handed_in" ? "st good" : "st"}>{SHEET_WORDS[state]}</span>
              <small>{title}</small>
            </a>
          )}
        </li>
      ))}
    </ol>
  );
}

export const open = (queue: QueueItem[]): QueueItem[] => queue.filter(({ conflict }) => conflict === null);

/** The next entry after this one that is not handed in, from the queue's beginning again past its end; null where none is. */
export function nextToScore(queue: QueueItem[], number: number): QueueItem | null {
  const own = open(queue);
  const here = own.findIndex((item) => item.number === number);
  const after = [...own.slice(here + 1), ...own.slice(0, Math.max(0, here))];
  return after.find(({ state }) => state !== "handed_in") ?? null;
}

/** "7 of 12": where an entry stands among those the juror scores; one of a round that is over stands nowhere. */
export function placeText(queue: QueueItem[], number: number): string {
  const own = open(queue);
  if (!own.some((item) => item.number === number)) return `None of ${own.length}`;
  return `${own.findIndex((item) => item.number === number) + 1} of ${own.length}`;
}

/** "6 of 12 sheets handed in". */
export function handedInText(queue: QueueItem[]): string {
  const own = open(queue);
  return `${own.filter(({ state }) => state === "handed_in").length} of ${count(own.length, "sheet")} handed in`;
}
