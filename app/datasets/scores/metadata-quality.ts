import { readLicence } from "../catalogue/licence";
import type { CatalogueDataset, CatalogueDistribution } from "../catalogue/model";
import { isFileType, isMachineReadable, isMediaType, isNonProprietary } from "./formats";
import { type Score, type ScoreTerm, scoreOf } from "./score";

/** Whether an address was seen to answer: by its address; what was never looked at is not in it. */
export type Answers = ReadonlyMap<string, boolean>;

const term = (code: string, most: number, isMet: boolean): ScoreTerm => ({
  score: "metadata-quality",
  code,
  points: isMet ? most : 0,
  most,
});

/**
 * How well a dataset is described, 0 to 405, as data.europa.eu measures it (https://data.europa.eu/mqa/methodology):
 * excellent from 351, good from 221, sufficient from 121. What is measured on distributions is taken from the best of
 * them. Points are for what is known: an address that was never looked at has none for answering.
 */
export function metadataQuality(dataset: CatalogueDataset, answers: Answers = new Map()): Score {
  const best = dataset.distributions
    .map((distribution) => distributionTerms(distribution, dataset, answers))
    .reduce((a, b) => (sum(b) > sum(a) ? b : a), distributionTerms(null, dataset, answers));
  return scoreOf([...findability(dataset), ...best, ...reusability(dataset)]);
}

const sum = (terms: ScoreTerm[]): number => terms.reduce((all, { points }) => all + points, 0);

const findability = ({
  keywords,
  themes,
  bbox,
  spatial,
  temporalStart,
  temporalEnd,
}: CatalogueDataset): ScoreTerm[] => [
  term("findability.keywords", 30, keywords.length > 0),
  term("findability.theme", 30, themes.length > 0),
  term("findability.spatial", 20, bbox.length > 0 || spatial !== ""),
  term("findability.temporal", 20, temporalStart !== null || temporalEnd !== null),
];

function distributionTerms(
  one: CatalogueDistribution | null,
  dataset: CatalogueDataset,
  answers: Answers,
): ScoreTerm[] {
  const url = one?.url ?? null;
  const access = one ? (one.accessUrl ?? url) : null;
  const works = (address: string | null) => address !== null && answers.get(address) === true;
  const format = one?.format ?? "";
  const mediaType = one?.mediaType ?? null;
  return [
    term("accessibility.access", 50, works(access) || works(url)),
    term("accessibility.download", 20, one?.isDownload === true),
    term("accessibility.download-works", 30, one?.isDownload === true && works(url)),
    term("interoperability.format", 20, format !== ""),
    term("interoperability.media-type", 10, mediaType !== null),
    term("interoperability.vocabulary", 10, isFileType(format) && isMediaType(mediaType)),
    term("interoperability.non-proprietary", 20, isNonProprietary(format)),
    term("interoperability.machine-readable", 20, isMachineReadable(format)),
    term("interoperability.required", 30, dataset.title !== "" && dataset.description !== "" && access !== null),
    term("contextuality.size", 5, (one?.byteSize ?? null) !== null),
  ];
}

/** The words and addresses of the EU's vocabulary of access rights. */
const ACCESS_RIGHTS =
  /^(?:public|restricted|non[-_ ]?public|https?:\/\/publications\.europa\.eu\/resource\/authority\/access-right\/(?:PUBLIC|RESTRICTED|NON_PUBLIC))$/i;

function reusability(dataset: CatalogueDataset): ScoreTerm[] {
  const { licenceRaw, accessRights, contactName, contactEmail, publisher, issued, modified } = dataset;
  return [
    term("reusability.licence", 20, licenceRaw !== ""),
    term("reusability.known-licence", 10, readLicence(licenceRaw).id !== null),
    term("reusability.access-rights", 10, accessRights !== ""),
    term("reusability.known-access-rights", 5, ACCESS_RIGHTS.test(accessRights)),
    term("reusability.contact", 20, contactName !== "" || contactEmail !== ""),
    term("reusability.publisher", 10, publisher !== ""),
    term("contextuality.rights", 5, accessRights !== ""),
    term("contextuality.issued", 5, issued !== null),
    term("contextuality.modified", 5, modified !== null),
  ];
}

/** The methodology's word for a total of 405. */
export const qualityWord = (total: number): "excellent" | "good" | "sufficient" | "bad" =>
  total >= 351 ? "excellent" : total >= 221 ? "good" : total >= 121 ? "sufficient" : "bad";
