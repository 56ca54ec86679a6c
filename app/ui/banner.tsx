import { type ReactNode, useId } from "react";
import {
  type Arms,
  arms as armsOf,
  blazon,
  chargeOf,
  fieldAndOrdinary,
  isParted,
  type Theme,
  type Tincture,
} from "./heraldry";
import { disc, type Shape } from "./heraldry-charges";
import { clothOf, FIELD, LEFT, MIDDLE_X, MIDDLE_Y, SECOND, TAIL_EDGE } from "./heraldry-cloth";

/** Pigments are custom properties, so that a page's theme can dim them; the fallback serves a file on its own. */
const PIGMENT: Record<Tincture, string> = {
  gules: "var(--b-gules,#A3262A)",
  azure: "var(--b-azure,#1D4F91)",
  vert: "var(--b-vert,#1F6B45)",
  purpure: "var(--b-purpure,#6B3A80)",
  tenne: "var(--b-tenne,#A4581A)",
  sable: "var(--b-sable,#25231F)",
  or: "var(--b-or,#E0AE3C)",
  argent: "var(--b-argent,#F6F2E9)",
};
const LINE = "var(--b-line,#1B1A17)";
const EDGE = "var(--b-edge,#1B1A17)";

type BannerProps = {
  slug: string;
  theme: Theme;
  /** What was stored; what is left out comes from the slug. */
  arms?: Partial<Arms>;
  /** "full" from about 64 px: fringe, cords, hatching. "mark" below: fewer, stronger lines. */
  detail?: "full" | "mark";
  /** The text alternative; the blazon unless given. "" hides the banner from assistive technology. */
  label?: string;
  /** Ink on paper only: the hatching alone tells the tinctures apart. */
  ink?: boolean;
  className?: string;
};

/** A piece of heraldry drawn from a name and a theme. Decoration with a text alternative, never the only carrier of meaning. */
export function Banner({ slug, theme, arms: chosen, detail = "full", label, ink = false, className }: BannerProps) {
  const id = `b${useId().replace(/\W/g, "")}`;
  const arms = armsOf({ slug, theme, chosen });
  const full = detail === "full";
  const cloth = clothOf(arms.tail);
  const name = label ?? blazon(theme, arms);
  const paint = (tincture: Tincture): string => (full ? `url(#${id}${tincture})` : PIGMENT[tincture]);
  const parted = isParted(arms.division) ? SECOND[arms.division] : null;
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: its name is the label, and a title would also be a tooltip
    <svg
      className={className ?? (full ? "banner" : "banner mark")}
      viewBox={full ? "0 0 200 280" : "8 14 184 254"}
      xmlns="http://www.w3.org/2000/svg"
      {...(name ? { role: "img", "aria-label": name } : { "aria-hidden": true })}
    >
      <defs>
        <clipPath id={`${id}c`}>
          <path d={cloth} />
        </clipPath>
        {parted && (
          <clipPath id={`${id}s`}>
            <path d={parted} />
          </clipPath>
        )}
        {full && [arms.colour, arms.metal].map((t) => <Hatching key={t} id={`${id}${t}`} tincture={t} ink={ink} />)}
      </defs>
      {full && <Cords arms={arms} ink={ink} />}
      <g clipPath={`url(#${id}c)`}>
        <Field arms={arms} paint={paint} full={full} />
        <Ordinary shapes={chargeOf(theme, arms).shapes} arms={arms} paint={paint} full={full} clip={`url(#${id}s)`} />
      </g>
      <path d={cloth} fill="none" stroke={EDGE} strokeWidth={full ? 1.2 : 4} strokeLinejoin="round" />
      {full ? (
        <Pole arms={arms} paint={paint} ink={ink} />
      ) : (
        <path d="M16 24H184" stroke={EDGE} strokeWidth={9} strokeLinecap="round" />
      )}
    </svg>
  );
}

type Painted = { arms: Arms; paint: (tincture: Tincture) => string; full: boolean };

function Field({ arms, paint, full }: Painted) {
  const [first, second] = fieldAndOrdinary(arms);
  const d = SECOND[arms.division];
  return (
    <>
      <path fill={paint(first)} d={FIELD} />
      {d && <path fill={paint(second)} d={d} />}
      {d && full && <path d={d} fill="none" stroke={LINE} strokeOpacity={0.55} strokeWidth={0.9} />}
    </>
  );
}

/** The charge where the division leaves room for it, in the tincture that the rule leaves to it. */
function Ordinary({ shapes, arms, paint, full, clip }: Painted & { shapes: readonly Shape[]; clip: string }) {
  const [first, second] = fieldAndOrdinary(arms);
  const large = full ? 1.14 : 1.2;
  const charge = (y: number, scale: number, tincture: Tincture): ReactNode => (
    <g transform={`translate(${MIDDLE_X} ${y}) scale(${scale})`}>
      <Shapes shapes={shapes} paint={paint(tincture)} />
    </g>
  );
  switch (arms.division) {
    case "plain":
      return charge(MIDDLE_Y, large, second);
    case "chevron":
      return charge(166, full ? 0.82 : 0.88, second);
    case "pile":
      return charge(90, 0.74, first);
    case "fess":
      return charge(MIDDLE_Y, 0.78, first);
    case "saltire":
      return (
        <>
          <path fill={paint(second)} d={disc(MIDDLE_X, MIDDLE_Y, 50)} />
          {full && <path d={disc(MIDDLE_X, MIDDLE_Y, 46.5)} fill="none" stroke={paint(first)} strokeWidth={1.6} />}
          {charge(MIDDLE_Y, 0.7, first)}
        </>
      );
    case "per-pale":
    case "per-fess":
    case "per-bend":
    case "quarterly":
    case "per-saltire":
      return (
        <>
          {charge(MIDDLE_Y, large, second)}
          <g clipPath={clip}>{charge(MIDDLE_Y, large, first)}</g>
        </>
      );
    default:
      return (
        <>
          <path fill={paint(arms.colour)} d={disc(MIDDLE_X, MIDDLE_Y, 55)} />
          <path fill={paint(arms.metal)} d={disc(MIDDLE_X, MIDDLE_Y, 51)} />
          {charge(MIDDLE_Y, 0.72, arms.colour)}
        </>
      );
  }
}

function Shapes({ shapes, paint }: { shapes: readonly Shape[]; paint: string }) {
  return shapes.map(({ d, width, cap, transform }) =>
    width === undefined ? (
      <path key={`${d}${transform}`} fill={paint} fillRule="evenodd" transform={transform} d={d} />
    ) : (
      <path
        key={`${d}${transform}`}
        fill="none"
        stroke={paint}
        strokeWidth={width}
        strokeLinecap={cap}
        strokeLinejoin="round"
        transform={transform}
        d={d}
      />
    ),
  );
}

/** Petra Sancta hatching: the engraver's way of telling tinctures without colour. */
const STROKES: Record<Tincture, string> = {
  gules: "M2 0V4",
  azure: "M0 2H4",
  vert: "M-1 -1L5 5M3 -1L5 1M-1 3L1 5",
  purpure: "M5 -1L-1 5M1 -1L-1 1M5 3L3 5",
  tenne: "M5 -1L-1 5M1 -1L-1 1M5 3L3 5M0 2H4",
  sable: "M0 2H4M2 0V4",
  or: "",
  argent: "",
};

function Hatching({ id, tincture, ink }: { id: string; tincture: Tincture; ink: boolean }) {
  const light = tincture === "sable" && !ink;
  return (
    <pattern id={id} width={4} height={4} patternUnits="userSpaceOnUse">
      <path fill={PIGMENT[ink ? "argent" : tincture]} d="M0 0H4V4H0Z" />
      {STROKES[tincture] && (
        <path
          d={STROKES[tincture]}
          stroke={light ? "#fff" : LINE}
          strokeWidth={ink ? 0.9 : 0.7}
          strokeOpacity={ink ? 0.9 : light ? 0.12 : 0.2}
        />
      )}
      {tincture === "or" && <circle cx={2} cy={2} r={0.7} fill={LINE} fillOpacity={ink ? 0.9 : 0.3} />}
    </pattern>
  );
}

/** The fringe is a dashed stroke along the hem, of which the cloth covers the upper half; the cord ends in two tassels. */
function Cords({ arms, ink }: { arms: Arms; ink: boolean }) {
  const { edge } = TAIL_EDGE[arms.tail];
  const thread = PIGMENT[ink ? "argent" : arms.metal];
  const knot = PIGMENT[ink ? "argent" : arms.colour];
  return (
    <>
      <path d="M20 22L100 3L180 22" fill="none" stroke={EDGE} strokeWidth={1.2} />
      <circle cx={100} cy={4} r={2.6} fill={EDGE} />
      {[20, 180].map((x) => (
        <g key={x} stroke={EDGE}>
          <path d={`M${x} 24V58`} strokeWidth={1.2} />
          <path fill={thread} strokeWidth={0.8} d={`M${x - 3} 58h6l2.5 20h-11Z`} />
          <circle cx={x} cy={57} r={3.4} fill={knot} strokeWidth={0.8} />
        </g>
      ))}
      <path d={edge} fill="none" stroke={thread} strokeWidth={10} />
      <path d={edge} fill="none" stroke={LINE} strokeWidth={10} strokeDasharray=".8 2.4" strokeOpacity={0.6} />
    </>
  );
}

function Pole({ arms, paint, ink }: Omit<Painted, "full"> & { ink: boolean }) {
  const [first, second] = fieldAndOrdinary(arms);
  const knob = PIGMENT[ink ? "argent" : arms.metal];
  return (
    <>
      <path d="M16 23H184" stroke={EDGE} strokeWidth={4.5} strokeLinecap="round" />
      {[0, 1, 2, 3, 4].map((i) => (
        <path
          key={i}
          fill={paint(i % 2 ? second : first)}
          stroke={EDGE}
          strokeWidth={0.8}
          d={`M${LEFT + 4 + i * 29.5} 16h14v15h-14Z`}
        />
      ))}
      <circle cx={13} cy={23} r={6} fill={knob} stroke={EDGE} />
      <circle cx={187} cy={23} r={6} fill={knob} stroke={EDGE} />
    </>
  );
}
