import type { DrawnMap } from "../map";

/** The places of a dataset, drawn from the file itself; the words beside it say what it shows. */
type MapProps = {
  map: DrawnMap;
  summary: string;
  /** Where the shapes are to be had, and where row ROW of the data stands. */
  shapes: string;
  row: string;
};

export function DatasetMap({ map, summary, shapes, row }: MapProps) {
  const { width, height, paths, lines, points } = map;
  return (
    <div className="map" data-map={shapes} data-row={row}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Map. ${summary}`}>
        <rect width={width} height={height} fill="none" stroke="var(--rule)" />
        {paths.map((d, i) => (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: an area is its place in the file
            key={i}
            d={d}
            fillRule="evenodd"
            fill="var(--accent)"
            fillOpacity={0.18}
            stroke="var(--accent)"
            strokeWidth={0.8}
            strokeLinejoin="round"
          />
        ))}
        {lines.length > 0 && (
          <path d={lines.join("")} fill="none" stroke="var(--accent)" strokeWidth={1.4} strokeLinejoin="round" />
        )}
        {points.length > 0 && (
          <path
            d={points.map(([x, y]) => `M${x} ${y}h.01`).join("")}
            stroke="var(--accent)"
            strokeWidth={points.length > 400 ? 4 : 7}
            strokeOpacity={points.length > 400 ? 0.7 : 0.85}
            strokeLinecap="round"
          />
        )}
      </svg>
      <div className="legend">
        <p>{summary}</p>
        <p>North is up. Drawn from the file; no map service is asked.</p>
        <button type="button" className="btn small" data-opens-map hidden>
          Move and zoom the map
        </button>
      </div>
    </div>
  );
}
