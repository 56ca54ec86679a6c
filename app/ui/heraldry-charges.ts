/** One painted path of a charge, in a box from −50 to 50. With a `width` it is a line, else a filled shape. */
export type Shape = { d: string; width?: number; cap?: "round" | "butt"; transform?: string };
/** A charge: its name as a blazon says it ("a wheel"), and its shapes, all painted with one tincture. */
export type Charge = { name: string; shapes: Shape[] };

const n = (x: number): string => String(Math.round(x * 100) / 100);
const polar = (r: number, angle: number): string => `${n(r * Math.sin(angle))} ${n(-r * Math.cos(angle))}`;

/** A circle as a path, so that several can be cut out of one another. */
export const disc = (x: number, y: number, r: number): string =>
  `M${n(x - r)} ${n(y)}a${r} ${r} 0 1 0 ${n(2 * r)} 0a${r} ${r} 0 1 0 ${n(-2 * r)} 0Z`;

const solid = (d: string): Shape => ({ d });
const line = (d: string, width: number, cap: "round" | "butt" = "round"): Shape => ({ d, width, cap });
const mirrored = (d: string): Shape[] => [{ d }, { d, transform: "scale(-1 1)" }];
const wave = (y: number): Shape["d"] => `M-46 ${y}q11.5 -13 23 0t23 0t23 0t23 0`;
const ring = (x: number, y: number): string => disc(x, y, 21) + disc(x, y, 15) + disc(x, y, 11);

function sun(): Shape[] {
  let rays = "";
  for (let i = 0; i < 16; i++) {
    const angle = (i * Math.PI) / 8;
    const half = 0.17;
    rays += `M${polar(22, angle - half)}L${polar(i % 2 ? 38 : 50, angle)}L${polar(22, angle + half)}Z`;
  }
  return [solid(rays), solid(disc(0, 0, 18))];
}

function wheel(): Shape[] {
  let spokes = "";
  for (let i = 0; i < 8; i++) spokes += `M0 0L${polar(38, (i * Math.PI) / 4 + Math.PI / 8)}`;
  return [line(disc(0, 0, 42), 10), line(spokes, 4.5), solid(disc(0, 0, 11))];
}

function ear(x: number, tilt: number): Shape[] {
  let grains = "";
  for (let i = 0; i < 5; i++) {
    const y = -30 + i * 12;
    grains += `M0 ${y}c-3 -7 -11 -8 -13 -14c8 0 13 5 13 14ZM0 ${y}c3 -7 11 -8 13 -14c-8 0 -13 5 -13 14Z`;
  }
  grains += "M0 -34c-5 -6 -4 -12 0 -17c4 5 5 11 0 17Z";
  const transform = `translate(${x} 0) rotate(${tilt} 0 50)`;
  return [
    { ...solid(grains), transform },
    { ...line("M0 -34V46", 3.5), transform },
  ];
}

const crown = [
  disc(0, -30, 18),
  disc(0, -14, 15),
  disc(-22, -17, 16),
  disc(22, -17, 16),
  disc(-30, 2, 13),
  disc(30, 2, 13),
  disc(-11, 1, 15),
  disc(11, 1, 15),
];

/**
 * The charges of each theme. Lists only grow at their end: a banner that was chosen by number is stored with its
 * challenge, and the hash chooses by the length of these lists.
 */
export const CHARGES = {
  water: [
    { name: "three bars wavy", shapes: [-28, 2, 32].map((y) => line(wave(y), 13, "butt")) },
    {
      name: "a drop above two bars wavy",
      shapes: [
        solid("M0 -50C6 -34 19 -24 19 -9A19 19 0 0 1 -19 -9C-19 -24 -6 -34 0 -50Z"),
        line(wave(22), 11, "butt"),
        line(wave(44), 11, "butt"),
      ],
    },
  ],
  mobility: [{ name: "a wheel", shapes: wheel() }],
  housing: [
    {
      name: "a house",
      shapes: [
        solid(
          "M-44 46V-6L0 -46L16 -31.5V-46H28V-20.5L44 -6V46ZM-10 46H10V22A10 10 0 0 0 -10 22ZM-30 2V18H-18V2ZM18 2V18H30V2ZM-6 -22V-8H6V-22Z",
        ),
      ],
    },
  ],
  energy: [{ name: "a sun in splendour", shapes: sun() }],
  health: [
    {
      name: "a heart, thereon a cross",
      shapes: [
        solid(
          "M0 46C-22 26 -48 8 -48 -16C-48 -34 -35 -44 -22 -44C-12 -44 -4 -39 0 -30C4 -39 12 -44 22 -44C35 -44 48 -34 48 -16C48 8 22 26 0 46ZM-7 -20V-9H-18V5H-7V16H7V5H18V-9H7V-20Z",
        ),
      ],
    },
  ],
  culture: [
    {
      name: "a lyre",
      shapes: [
        line("M-6 34C-44 28 -44 2 -28 -16C-18 -28 -22 -44 -36 -44M6 34C44 28 44 2 28 -16C18 -28 22 -44 36 -44", 8.5),
        line("M-30 -24H30", 6),
        line("M-9 -24V30M0 -24V30M9 -24V30", 3),
        solid("M-20 50L-12 32H12L20 50Z"),
        solid(disc(-36, -40, 6) + disc(36, -40, 6)),
      ],
    },
    {
      name: "a mask",
      shapes: [
        solid(
          "M-40 -40C-14 -31 14 -31 40 -40C47 -6 42 34 0 50C-42 34 -47 -6 -40 -40ZM-30 -12C-24 -21 -12 -21 -6 -11C-14 -5 -24 -5 -30 -12ZM30 -12C24 -21 12 -21 6 -11C14 -5 24 -5 30 -12ZM-24 14C-10 24 10 24 24 14C20 36 -20 36 -24 14Z",
        ),
      ],
    },
  ],
  parks: [
    {
      name: "a tree eradicated",
      shapes: [
        ...crown.map(solid),
        solid("M-5 8H5V32C8 38 18 38 24 48C15 44 10 44 5 43L0 51L-5 43C-10 44 -15 44 -24 48C-18 38 -8 38 -5 32Z"),
      ],
    },
    {
      name: "an oak leaf",
      shapes: [
        solid(
          "M0 -50C9 -44 8 -36 12 -33C22 -36 25 -26 20 -19C32 -18 33 -6 24 -1C34 5 31 17 19 17C21 27 11 31 3 27V50H-3V27C-11 31 -21 27 -19 17C-31 17 -34 5 -24 -1C-33 -6 -32 -18 -20 -19C-25 -26 -22 -36 -12 -33C-8 -36 -9 -44 0 -50ZM-1.2 -36V20H1.2V-36Z",
        ),
      ],
    },
  ],
  safety: [
    {
      name: "a lantern",
      shapes: [
        line(disc(0, -43, 6), 4),
        solid(
          "M-26 -20L-7 -37H7L26 -20V-13H-26ZM-22 -10H22L17 34H-17ZM0 -4C3 5 11 8 11 17A11 11 0 0 1 -11 17C-11 8 -3 5 0 -4ZM-24 37H24V48H-24Z",
        ),
      ],
    },
    {
      name: "a bell",
      shapes: [
        solid("M0 -44C20 -42 24 -26 25 -8C26 10 30 20 38 28H-38C-30 20 -26 10 -25 -8C-24 -26 -20 -42 0 -44Z"),
        solid("M-11 33H11A11 11 0 0 1 -11 33Z"),
        solid(disc(0, -45, 5)),
      ],
    },
  ],
  education: [
    {
      name: "an open book",
      shapes: mirrored(
        "M2 -26C14 -38 32 -38 48 -32V28C32 22 14 22 2 34ZM11 -19V-14.5C20 -20 30 -21 40 -19V-23.5C30 -25.5 20 -24.5 11 -19ZM11 -5V-0.5C20 -6 30 -7 40 -5V-9.5C30 -11.5 20 -10.5 11 -5ZM11 9V13.5C20 8 30 7 40 9V4.5C30 2.5 20 3.5 11 9Z",
      ),
    },
  ],
  budget: [{ name: "three coins", shapes: [solid(ring(-25, -20)), solid(ring(25, -20)), solid(ring(0, 26))] }],
  bees: [
    {
      name: "a bee",
      shapes: [
        solid(disc(0, -33, 9)),
        solid(
          "M-13 -22H13V-12H-13ZM-15 -8H15C17 -4 17.5 0 17 4H-17C-17.5 0 -17 -4 -15 -8ZM-16 9H16C15 14 13.5 18 11.5 21H-11.5C-13.5 18 -15 14 -16 9ZM-8.5 26H8.5C6 34 3 40 0 46C-3 40 -6 34 -8.5 26Z",
        ),
        ...mirrored("M18 -17C30 -34 46 -34 49 -24C51 -14 36 -6 19 -9ZM21 -2C34 -6 44 0 42 9C39 17 27 12 21 5Z"),
        line("M-4 -40L-11 -49M4 -40L11 -49", 3),
      ],
    },
  ],
  bridges: [
    {
      name: "a bridge of two arches",
      shapes: [
        solid(
          "M-50 -24H-40V-17H-30V-24H-18V-17H-8V-24H8V-17H18V-24H30V-17H40V-24H50V22H43A19 19 0 0 0 5 22H-5A19 19 0 0 0 -43 22H-50Z",
        ),
        line(wave(37), 9, "butt"),
      ],
    },
  ],
  food: [
    { name: "three ears of wheat", shapes: [...ear(0, 0), ...ear(-16, -22), ...ear(16, 22), line("M-13 27H13", 6)] },
  ],
  port: [
    {
      name: "an anchor",
      shapes: [
        line(disc(0, -39, 8), 6),
        line("M0 -30V42", 8),
        line("M-22 -18H22", 7),
        line("M-40 8C-38 32 -20 42 0 44C20 42 38 32 40 8", 8),
        solid("M-50 16L-40 -6L-28 14ZM50 16L40 -6L28 14Z"),
      ],
    },
  ],
  access: [
    {
      name: "a key",
      shapes: [
        line(disc(0, -28, 16), 8),
        solid("M-4.5 -10H4.5V50H-4.5Z"),
        solid("M4 24H24V33H16V37H24V48H4Z"),
        line("M-9 -8H9", 5),
      ],
    },
  ],
  heritage: [
    {
      name: "a tower",
      shapes: [
        solid(
          "M-32 -48H-20V-38H-6V-48H6V-38H20V-48H32V-22H25V36H34V48H-34V36H-25V-22H-32ZM-9 48H9V24A9 9 0 0 0 -9 24ZM-3.5 -12V6H3.5V-12Z",
        ),
      ],
    },
  ],
} as const satisfies Record<string, readonly Charge[]>;

export type Theme = keyof typeof CHARGES;
