import { count, excerpt, list } from "~/kernel/text";
import { paths } from "~/paths";
import type { DatasetCard } from "../datasets.server";
import { licenceWords } from "../licence-words";

/** Datasets one under the other, each with its vital signs on one line. */
export function DatasetList({ datasets }: { datasets: DatasetCard[] }) {
  return (
    <ul className="data-list">
      {datasets.map((dataset) => {
        const licence = licenceWords(dataset);
        return (
          <li key={dataset.slug}>
            <div>
              <h3>
                <a href={paths.dataset(dataset.slug)}>{dataset.title}</a>
              </h3>
              {dataset.description && <p className="quiet">{excerpt(dataset.description, 160)}</p>}
              <p className="vit">
                <span>{dataset.organisation}</span>
                <span className={licence.tone === "warn" ? "warn" : undefined}>
                  {licence.short === "Unclear" ? "licence unclear" : licence.short}
                </span>
                {dataset.formats.length > 0 && <span>{list(dataset.formats)}</span>}
                {dataset.rows !== null && <span>{count(dataset.rows, "row")} held here</span>}
                {dataset.modified && <span>changed {dataset.modified.slice(0, 10)}</span>}
                {dataset.state === "missing" && <span className="warn">no longer in its catalogue</span>}
              </p>
            </div>
            {dataset.readiness !== null && (
              <div className="ready">
                <b>{dataset.readiness}</b>
                <br />
                <span className="quiet">of 100, readiness</span>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
