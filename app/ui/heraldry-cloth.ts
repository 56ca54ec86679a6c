import type { Division, Tail } from "./heraldry";

// The cloth hangs in a box of 200 × 280: its sides at 30 and 170, its top at 30, its middle at (100, 122).
export const LEFT = 30;
export const RIGHT = 170;
export const TOP = 30;
export const MIDDLE_X = 100;
export const MIDDLE_Y = 122;

/** The whole field, deeper than any hem. */
export const FIELD = `M${LEFT} ${TOP}H${RIGHT}V270H${LEFT}Z`;

/** The hem of each tail, from right to left, and where the right side meets it. */
export const TAIL_EDGE: Record<Tail, { edge: string; down: number }> = {
  swallow: { edge: `M${RIGHT} 262L${MIDDLE_X} 214L${LEFT} 262`, down: 262 },
  point: { edge: `M${RIGHT} 212L${MIDDLE_X} 264L${LEFT} 212`, down: 212 },
  straight: { edge: `M${RIGHT} 240H${LEFT}`, down: 240 },
  dags: { edge: `M${RIGHT} 250H142V228H114V250H86V228H58V250H${LEFT}`, down: 250 },
  tongues: {
    edge: `M${RIGHT} 222a23.33 34 0 0 1 -46.67 0a23.33 34 0 0 1 -46.66 0a23.33 34 0 0 1 -46.67 0`,
    down: 222,
  },
};

/** The outline of the cloth with this hem. */
export function clothOf(tail: Tail): string {
  const { edge, down } = TAIL_EDGE[tail];
  return `M${LEFT} ${TOP}H${RIGHT}V${down}${edge.replace(/^M\d+ \d+/, "")}Z`;
}

const n = (x: number): string => String(Math.round(x * 100) / 100);

function saltire(): string {
  const rise = 17 * 1.45;
  const arm = (side: 1 | -1): string => {
    const from = { x: MIDDLE_X - 90 * side, y: MIDDLE_Y - 90 * 1.12 };
    const to = { x: MIDDLE_X + 90 * side, y: MIDDLE_Y + 90 * 1.12 };
    return `M${n(from.x)} ${n(from.y - rise)}L${n(to.x)} ${n(to.y - rise)}V${n(to.y + rise)}L${n(from.x)} ${n(from.y + rise)}Z`;
  };
  return arm(1) + arm(-1);
}

function lozenges(): string {
  const w = 35;
  const h = 48;
  let d = "";
  for (let row = -1; row < 7; row++) {
    for (let column = 0; column < 5; column++) {
      const x = LEFT + column * w;
      const y = TOP + row * h + ((MIDDLE_Y - TOP) % h);
      d += `M${x} ${n(y - h / 2)}L${n(x + w / 2)} ${n(y)}L${x} ${n(y + h / 2)}L${n(x - w / 2)} ${n(y)}Z`;
    }
  }
  return d;
}

const bend = (i: number): string => {
  const y = TOP + i * 64;
  return `M${LEFT} ${y}L${RIGHT} ${y + 140}V${y + 172}L${LEFT} ${y + 32}Z`;
};

/** The part of the field that takes the second tincture; none on a plain field. */
export const SECOND: Record<Division, string | null> = {
  plain: null,
  "per-pale": `M${MIDDLE_X} ${TOP}H${RIGHT}V270H${MIDDLE_X}Z`,
  "per-fess": `M${LEFT} ${MIDDLE_Y}H${RIGHT}V270H${LEFT}Z`,
  "per-bend": `M${LEFT} ${TOP + 14}L${RIGHT} 214V270H${LEFT}Z`,
  quarterly: `M${MIDDLE_X} ${TOP}H${RIGHT}V${MIDDLE_Y}H${MIDDLE_X}ZM${LEFT} ${MIDDLE_Y}H${MIDDLE_X}V270H${LEFT}Z`,
  "per-saltire": `M${LEFT} ${MIDDLE_Y - 92}V${MIDDLE_Y + 92}L${MIDDLE_X} ${MIDDLE_Y}ZM${RIGHT} ${MIDDLE_Y - 92}V${MIDDLE_Y + 92}L${MIDDLE_X} ${MIDDLE_Y}Z`,
  chevron: `M${LEFT} 122L${MIDDLE_X} 66L${RIGHT} 122V88L${MIDDLE_X} 32L${LEFT} 88Z`,
  pile: `M${LEFT + 4} ${TOP}H${RIGHT - 4}L${MIDDLE_X} 226Z`,
  fess: `M${LEFT} ${MIDDLE_Y - 46}H${RIGHT}V${MIDDLE_Y + 46}H${LEFT}Z`,
  saltire: saltire(),
  paly: [0, 1, 2].map((i) => `M${n(LEFT + 23.33 * (2 * i + 1))} ${TOP}h23.33V270h-23.33Z`).join(""),
  barry: [0, 1, 2, 3].map((i) => `M${LEFT} ${TOP + 30 * (2 * i + 1)}H${RIGHT}v30H${LEFT}Z`).join(""),
  bendy: [-3, -2, -1, 0, 1, 2, 3].map(bend).join(""),
  lozengy: lozenges(),
};
