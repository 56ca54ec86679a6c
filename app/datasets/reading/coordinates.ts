import { coordinateIn, pairIn } from "./cell-value";
import type { Bbox, Position } from "./table";

/** Where a table keeps its places: two columns, or one that holds both coordinates. Indices count from 0. */
export type PlaceColumns = { longitude: number; latitude: number } | { pair: number; isLongitudeFirst: boolean };

/** The places of a table while its rows pass by. */
export type PlaceTally = {
  columns: PlaceColumns | null;
  bbox: Bbox;
  /** Up to 20,000 places for the map. */
  positions: Position[];
  /** The row of each of them, counted from 1. */
  rows: number[];
  found: number;
  /** Rows whose coordinates are no place on Earth, or exactly 0, 0. */
  impossible: number;
};

const POSITIONS = 20_000;
const LATITUDES = ["latitude", "lat", "latitud", "latitudine", "breitengrad", "ylat", "geolat", "ywgs84", "stoplat"];
const LONGITUDES = [
  "longitude",
  "lon",
  "long",
  "lng",
  "longitud",
  "longitudine",
  "laengengrad",
  "langengrad",
  "xlong",
  "xlon",
  "geolon",
  "geolong",
  "geolng",
  "xwgs84",
  "stoplon",
];
const PAIRS =
  /coord|geo_?p(?:oi)?n?t|geo_?location|latlon|latlng|lonlat|longlat|geolocali[sz]ation|^location$|^position$/;

const plainName = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");

/** The columns that their names say are coordinates; the first that fits. */
export function placeColumns(names: string[]): PlaceColumns | null {
  const plain = names.map(plainName);
  const first = (wanted: string[]) => {
    const hits = wanted.map((name) => plain.indexOf(name)).filter((index) => index >= 0);
    return hits[0] ?? -1;
  };
  const [latitude, longitude] = [first(LATITUDES), first(LONGITUDES)];
  if (latitude >= 0 && longitude >= 0) return { latitude, longitude };
  const pair = plain.findIndex((name) => PAIRS.test(name));
  if (pair < 0) return null;
  return { pair, isLongitudeFirst: /xy$|lonlat|longlat|lnglat/.test(plain[pair] ?? "") };
}

export const newPlaces = (names: string[]): PlaceTally => ({
  columns: placeColumns(names),
  bbox: [],
  positions: [],
  rows: [],
  found: 0,
  impossible: 0,
});

/** Counts the place of one row, if it has one. */
export function addPlace(places: PlaceTally, row: string[], number: number): void {
  const position = places.columns && positionIn(row, places.columns);
  if (!position) return;
  if (!isOnEarth(position)) {
    places.impossible += 1;
    return;
  }
  places.found += 1;
  if (!isWithin(places.bbox, position)) places.bbox = widened(places.bbox, position);
  if (places.positions.length >= POSITIONS) return;
  places.positions.push(position);
  places.rows.push(number);
}

function positionIn(row: string[], columns: PlaceColumns): Position | null {
  if ("pair" in columns) {
    const pair = pairIn((row[columns.pair] ?? "").trim());
    if (!pair) return null;
    const isLongitudeFirst = columns.isLongitudeFirst || pair.isBracketed || Math.abs(pair.first) > 90;
    return isLongitudeFirst ? [pair.first, pair.second] : [pair.second, pair.first];
  }
  const longitude = coordinateIn((row[columns.longitude] ?? "").trim());
  const latitude = coordinateIn((row[columns.latitude] ?? "").trim());
  return longitude === null || latitude === null ? null : [longitude, latitude];
}

/** True for degrees within the globe; 0, 0 is where forgotten coordinates lie. */
export const isOnEarth = ([longitude, latitude]: Position): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 && !(longitude === 0 && latitude === 0);

const isWithin = ([west = 0, south = 0, east = -1, north = -1]: Bbox, [longitude, latitude]: Position): boolean =>
  longitude >= west && longitude <= east && latitude >= south && latitude <= north;

/** The box with the position in it. */
export function widened(bbox: Bbox, [longitude, latitude]: Position): Bbox {
  if (bbox.length === 0) return [longitude, latitude, longitude, latitude];
  const [west, south, east, north] = bbox;
  return [Math.min(west, longitude), Math.min(south, latitude), Math.max(east, longitude), Math.max(north, latitude)];
}

/** The box rounded to 6 decimals, a tenth of a metre. */
export const roundedBbox = (bbox: Bbox): Bbox =>
  bbox.length === 0 ? [] : (bbox.map((degree) => Math.round(degree * 1e6) / 1e6) as Bbox);
