import { count } from "~/kernel/text";
import { DAY, dayText } from "~/kernel/time";
import { Curve } from "~/ui/plots";

type Point = { at: Date; readiness: number; metadataQuality: number };

/** How ready a dataset has been, drawn as a line that steps where it changed, and told in a sentence. */
export function ScoreHistory({ history, zone }: { history: Point[]; zone: string }) {
  const words = historyWords(history, zone);
  const [first] = history;
  const last = history.at(-1);
  if (!first || !last || history.length < 2) return <p className="quiet">{words}</p>;
  const day = ({ at }: Point): number => (at.getTime() - first.at.getTime()) / DAY;
  const steps = history.flatMap((point, index) => {
    const before = history[index - 1];
    return [...(before ? [{ x: day(point), y: before.readiness }] : []), { x: day(point), y: point.readiness }];
  });
  return (
    <div className="multi">
      <figure>
        <figcaption>Readiness</figcaption>
        <Curve points={steps} width={day(last)} height={100} grid={[50, 100]} label={words} />
        <p>{words}</p>
      </figure>
    </div>
  );
}

/** "Readiness was 62 on 3 May 2026 and is 78 since 2 October 2026, after 4 changes; at the lowest it was 55." */
export function historyWords(history: Point[], zone: string): string {
  const [first] = history;
  const last = history.at(-1);
  if (!first || !last) return "Nothing is measured yet.";
  const on = ({ at }: Point): string => dayText(at, zone);
  if (history.length === 1) return `Readiness is ${first.readiness} since it was first measured on ${on(first)}.`;
  const lowest = Math.min(...history.map(({ readiness }) => readiness));
  const low = lowest < Math.min(first.readiness, last.readiness) ? `; at the lowest it was ${lowest}` : "";
  return `Readiness was ${first.readiness} on ${on(first)} and is ${last.readiness} since ${on(last)}, after ${count(history.length - 1, "change")}${low}.`;
}
