import { seeded } from "~/kernel/random";

/** Files that look like a city's, made by arithmetic: the same on every machine. */
export type MadeFile = {
  key: string;
  title: string;
  description: string;
  keywords: string[];
  fileName: string;
  mediaType: string;
  text: string;
};

const DISTRICTS = ["Le Fornaci", "Porta Molino", "Mercato Vecchio", "San Biagio", "Borgo Nuovo", "Le Vigne"];
const STREETS = [
  "Via dei Cordai",
  "Via dei Lanaioli",
  "Via Larga",
  "Corso Italia",
  "Via del Pozzo",
  "Viale della Stazione",
];

const csv = (rows: (string | number)[][], delimiter = ","): string =>
  `${rows.map((row) => row.join(delimiter)).join("\n")}\n`;
const pad = (n: number, width = 2): string => String(n).padStart(width, "0");

function drains(): string {
  const random = seeded("drains");
  const rows: (string | number)[][] = [
    ["drain_id", "street", "district", "lon", "lat", "depth_m", "pipe_mm", "surveyed"],
  ];
  for (let i = 1; i <= 420; i++) {
    const depth = random() < 0.04 ? "" : (1.2 + random() * 3).toFixed(2);
    rows.push([
      `PR-${pad(i, 4)}`,
      STREETS[Math.floor(random() * 6)] ?? "",
      DISTRICTS[Math.floor(random() * 6)] ?? "",
      (11.2 + random() * 0.06).toFixed(5),
      (44.48 + random() * 0.04).toFixed(5),
      depth,
      [200, 250, 300, 400, 600][Math.floor(random() * 5)] ?? 300,
      `201${Math.floor(random() * 9)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`,
    ]);
  }
  return csv(rows);
}

function rain(): string {
  const random = seeded("rain");
  const rows: (string | number)[][] = [["gauge", "hour", "mm"]];
  for (let day = 1; day <= 28; day++) {
    const wet = random() < 0.3;
    for (let hour = 0; hour < 24; hour += 2)
      for (const gauge of ["G1", "G4", "G9"])
        rows.push([
          gauge,
          `2026-10-${pad(day)}T${pad(hour)}:00`,
          wet ? (random() ** 3 * 18).toFixed(1).replace(".", ",") : "0,0",
        ]);
  }
  return csv(rows, ";");
}

function positions(): string {
  const random = seeded("positions");
  const rows: (string | number)[][] = [["bus", "line", "seen_at", "lon", "lat", "delay_s"]];
  for (let i = 0; i < 1200; i++) {
    const minute = Math.floor(i / 2) % 60;
    rows.push([
      `B${pad(i % 37, 3)}`,
      1 + (i % 9),
      `2026-10-05T${pad(7 + Math.floor(i / 400))}:${pad(minute)}:${pad((i % 2) * 30)}Z`,
      (11.18 + random() * 0.1).toFixed(5),
      (44.47 + random() * 0.06).toFixed(5),
      Math.round(random() * 600 - 60),
    ]);
  }
  return csv(rows);
}

function stops(): string {
  const random = seeded("stops");
  const features = Array.from({ length: 212 }, (_, i) => ({
    type: "Feature",
    properties: { stop: `S${pad(i + 1, 3)}`, name: `${STREETS[i % 6]} ${1 + (i % 40)}`, display: random() < 0.6 },
    geometry: {
      type: "Point",
      coordinates: [Number((11.18 + random() * 0.1).toFixed(5)), Number((44.47 + random() * 0.06).toFixed(5))],
    },
  }));
  return JSON.stringify({ type: "FeatureCollection", features });
}

function blocks(): string {
  const random = seeded("blocks");
  const features = [];
  for (let row = 0; row < 12; row++) {
    for (let column = 0; column < 14; column++) {
      const [west, south] = [11.18 + column * 0.007, 44.47 + row * 0.005];
      const bend = () => (random() - 0.5) * 0.0012;
      const ring = [
        [west + bend(), south + bend()],
        [west + 0.0064 + bend(), south + bend()],
        [west + 0.0064 + bend(), south + 0.0045 + bend()],
        [west + bend(), south + 0.0045 + bend()],
      ].map((point) => point.map((value) => Number(value.toFixed(5))));
      features.push({
        type: "Feature",
        properties: {
          block: `${pad(row)}${pad(column)}`,
          homes: 10 + Math.floor(random() * 90),
          water_m3: Math.round(random() * 4000) / 10,
          waste_kg: Math.round(random() * 9000),
        },
        geometry: { type: "Polygon", coordinates: [[...ring, ring[0]]] },
      });
    }
  }
  return JSON.stringify({ type: "FeatureCollection", features });
}

function schools(): string {
  const random = seeded("schools");
  const rows: (string | number)[][] = [["school", "district", "month", "heat_kwh", "pupils", "boiler_year"]];
  for (let school = 1; school <= 38; school++) {
    const [base, boiler] = [20_000 + random() * 60_000, 1985 + Math.floor(random() * 38)];
    for (let month = 1; month <= 12; month++)
      rows.push([
        `School ${school}`,
        DISTRICTS[school % 6] ?? "",
        `2025-${pad(month)}`,
        Math.round((base * (1 + Math.cos(((month - 1) / 6) * Math.PI))) / 2),
        90 + school * 7,
        boiler,
      ]);
  }
  return csv(rows);
}

function seats(): string {
  const random = seeded("seats");
  const rows: (string | number)[][] = [["room", "counted_at", "inside", "seats"]];
  for (let day = 1; day <= 14; day++)
    for (let hour = 9; hour < 20; hour++)
      for (let room = 1; room <= 7; room++)
        rows.push([
          `Room ${room}`,
          `2026-06-${pad(day)}T${pad(hour)}:00`,
          random() < 0.02 ? "-" : Math.round(random() * 60),
          60,
        ]);
  return csv(rows);
}

function bays(): string {
  const random = seeded("bays");
  const rows: (string | number)[][] = [["bay", "street", "paid_from", "paid_until", "euro"]];
  for (let i = 0; i < 900; i++) {
    const [hour, minutes] = [8 + Math.floor(random() * 11), 20 + Math.floor(random() * 100)];
    const until = hour * 60 + minutes;
    rows.push([
      `M${pad(i % 180, 3)}`,
      STREETS[i % 6] ?? "",
      `2026-02-14 ${pad(hour)}:00`,
      `2026-02-14 ${pad(Math.floor(until / 60))}:${pad(until % 60)}`,
      (minutes * 0.03).toFixed(2),
    ]);
  }
  return csv(rows);
}

const CSV = "text/csv";
const GEOJSON = "application/geo+json";

export const FILES: MadeFile[] = [
  {
    key: "drains",
    title: "Storm drains and manholes",
    description:
      "Surveyed storm drains with their depth and pipe diameter. Four in a hundred depths are missing and will be surveyed again.",
    keywords: ["water", "sewers", "survey"],
    fileName: "storm-drains.csv",
    mediaType: CSV,
    text: drains(),
  },
  {
    key: "rain",
    title: "Rain gauges",
    description: "Rainfall in millimetres at three gauges, every two hours. Decimal commas, semicolons.",
    keywords: ["rain", "weather", "sensors"],
    fileName: "rain-gauges.csv",
    mediaType: CSV,
    text: rain(),
  },
  {
    key: "stops",
    title: "Bus stops and displays",
    description: "Every bus stop with its place, and whether it has a display.",
    keywords: ["mobility", "buses"],
    fileName: "bus-stops.geojson",
    mediaType: GEOJSON,
    text: stops(),
  },
  {
    key: "positions",
    title: "Bus positions, one morning",
    description: "Positions of buses each half minute, with the delay against the timetable in seconds.",
    keywords: ["mobility", "buses", "positions"],
    fileName: "bus-positions.csv",
    mediaType: CSV,
    text: positions(),
  },
  {
    key: "blocks",
    title: "Blocks with water and waste readings",
    description:
      "City blocks with the number of homes and yearly water and waste readings, rounded so that nobody can be named.",
    keywords: ["housing", "water", "waste"],
    fileName: "blocks.geojson",
    mediaType: GEOJSON,
    text: blocks(),
  },
  {
    key: "schools",
    title: "Heat in schools",
    description: "Monthly heat of 38 schools in kilowatt hours, with pupils and the year of the boiler.",
    keywords: ["energy", "schools"],
    fileName: "school-heat.csv",
    mediaType: CSV,
    text: schools(),
  },
  {
    key: "seats",
    title: "Seats in reading rooms",
    description: "Door counts of seven reading rooms by the hour. A dash is a counter that was off.",
    keywords: ["libraries", "counts"],
    fileName: "reading-rooms.csv",
    mediaType: CSV,
    text: seats(),
  },
  {
    key: "bays",
    title: "Parking bays paid",
    description: "Paid stays at the meters of the old town on one Saturday.",
    keywords: ["parking", "mobility"],
    fileName: "parking-bays.csv",
    mediaType: CSV,
    text: bays(),
  },
];
