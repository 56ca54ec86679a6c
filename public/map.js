// A drawn map that can be moved and zoomed, without tiles: loaded when a reader asks for it (public/palio.js).
import { canvas, circleMarker, geoJSON, map as leaflet } from "/leaflet/leaflet-src.esm.js";

/** Puts a map of the shapes at `place.dataset.map` over the drawing in it. */
export async function openMap(place) {
  const answer = await fetch(place.dataset.map);
  if (!answer.ok) throw new Error(`The map could not be loaded (${answer.status}).`);
  const shapes = await answer.json();
  await stylesheet("/leaflet/leaflet.css");
  const drawing = place.querySelector("svg");
  const { width, height } = drawing.getBoundingClientRect();
  const box = document.createElement("div");
  box.className = "live-map";
  box.style.inlineSize = `${width}px`;
  box.style.blockSize = `${height}px`;
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", `${drawing.getAttribute("aria-label")} Arrow keys move it, plus and minus zoom.`);
  drawing.replaceWith(box);
  const colour = getComputedStyle(place).getPropertyValue("--accent").trim();
  const map = leaflet(box, { renderer: canvas({ padding: 0.5 }), attributionControl: false, zoomSnap: 0.25 });
  const layer = geoJSON(shapes, {
    style: { color: colour, weight: 1, fillOpacity: 0.18 },
    pointToLayer: (_, at) => circleMarker(at, { radius: 4, color: colour, weight: 1, fillOpacity: 0.7 }),
    onEachFeature: ({ properties: { row } }, shape) => {
      if (!row) return;
      shape.bindTooltip(`Row ${row.toLocaleString()}`);
      shape.on("click", () => location.assign(place.dataset.row.replace("ROW", row)));
    },
  }).addTo(map);
  map.fitBounds(layer.getBounds(), { padding: [8, 8], animate: false });
  map.setMaxBounds(map.getBounds().pad(1));
  box.focus({ preventScroll: true });
}

function stylesheet(href) {
  return new Promise((resolve, reject) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error("The map's stylesheet could not be loaded.")));
    document.head.append(link);
  });
}
