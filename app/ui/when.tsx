import { dayText, instantText, relativeText, shortDayText, timeText } from "~/kernel/time";

type WhenProps = {
  /** An ISO instant. */
  at: string;
  zone: string;
  as?: "instant" | "day" | "short-day" | "time" | "relative";
  /** The server's now, an ISO instant; "relative" needs it and shows the instant without it. */
  now?: string;
};

/** A moment in words. The machine-readable instant stays with it, and a relative time carries the full one as its title. */
export function When({ at, zone, as = "instant", now }: WhenProps) {
  const instant = new Date(at);
  return (
    <time
      dateTime={at}
      data-when={as}
      title={as === "relative" ? instantText(instant, zone) : undefined}
      suppressHydrationWarning
    >
      {whenText(instant, { zone, as, now })}
    </time>
  );
}

function whenText(at: Date, { zone, as, now }: Omit<WhenProps, "at">): string {
  if (as === "day") return dayText(at, zone);
  if (as === "short-day") return shortDayText(at, zone);
  if (as === "time") return timeText(at, zone);
  if (as === "relative" && now) return relativeText(at, new Date(now));
  return instantText(at, zone);
}
