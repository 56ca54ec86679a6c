import { excerpt, list } from "~/kernel/text";
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
                {dataset.modified && <span>changed {dataset.modified.slice(0, 10)}</span>}
                {dataset.state === "missing" && <span className="warn">no longer in its catalogue</span>}
              </p>
            </div>
            {dataset.rows !== null && (
              <div className="ready">
                <b>{dataset.rows.toLocaleString("en")}</b>
                <br />
                <span className="quiet">{dataset.rows === 1 ? "row" : "rows"} held here</span>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
