/**
 * A licence that staff can confirm: `id` is SPDX's where it has one, `open` is as in opendefinition.org. The rest
 * is what catalogues write for it: other addresses, other ids, and words that name it in lower case.
 */
export type Licence = {
  id: string;
  title: string;
  url: string;
  open: boolean;
  addresses: string[];
  ids: string[];
  words?: RegExp;
};

const commons = (elements: string, version: string, title: string): Licence => ({
  id: `CC-${elements.toUpperCase()}-${version}`,
  title: `Creative Commons ${title} ${version}`,
  url: `https://creativecommons.org/licenses/${elements}/${version}/`,
  open: elements === "by" || elements === "by-sa",
  addresses: [],
  ids: [`cc_${elements}_${version}`],
});

/** Licences known by address, id or title, the commonest for open data first. */
export const LICENCES: Licence[] = [
  {
    id: "CC0-1.0",
    title: "Creative Commons Zero 1.0 (public domain dedication)",
    url: "https://creativecommons.org/publicdomain/zero/1.0/",
    open: true,
    addresses: ["https://creativecommons.org/publicdomain/zero", "https://opendefinition.org/licenses/cc-zero"],
    ids: ["cc0", "cc-zero", "cc-0", "cc0 1.0 universal", "creative commons cczero", "creative commons zero"],
    words: /\bcc[ -]?(?:0|zero)\b|creative commons(?: cc)? ?zero/,
  },
  {
    ...commons("by", "4.0", "Attribution"),
    ids: [
      "cc_by_4.0",
      "cc4.0-by",
      "ccby4",
      "Creative Commons Attribution 4.0 International",
      "Attribution 4.0 International (CC BY 4.0)",
    ],
  },
  {
    ...commons("by-sa", "4.0", "Attribution Share-Alike"),
    ids: ["cc_by-sa_4.0", "ccbysa4", "Creative Commons Attribution-ShareAlike 4.0 International"],
  },
  commons("by", "3.0", "Attribution"),
  commons("by-sa", "3.0", "Attribution Share-Alike"),
  commons("by", "2.5", "Attribution"),
  {
    id: "ODbL-1.0",
    title: "Open Data Commons Open Database License 1.0",
    url: "https://opendatacommons.org/licenses/odbl/1-0/",
    open: true,
    addresses: [
      "https://opendatacommons.org/licenses/odbl",
      "https://opendatacommons.org/licenses/odbl/1.0",
      "https://opendatacommons.org/licenses/odbl/summary",
    ],
    ids: ["odbl", "odc-odbl", "odc-odbl-1.0", "odbl-1.0", "odc_odbl"],
    words: /\bodbl\b|open database licen[sc]e/,
  },
  {
    id: "ODC-By-1.0",
    title: "Open Data Commons Attribution License 1.0",
    url: "https://opendatacommons.org/licenses/by/1-0/",
    open: true,
    addresses: [
      "https://opendatacommons.org/licenses/by",
      "https://opendatacommons.org/licenses/by/1.0",
      "https://opendatacommons.org/licenses/by/summary",
    ],
    ids: ["odc-by", "odc_by"],
    words: /\bodc[ -]by\b|open data commons attribution/,
  },
  {
    id: "PDDL-1.0",
    title: "Open Data Commons Public Domain Dedication and License 1.0",
    url: "https://opendatacommons.org/licenses/pddl/1-0/",
    open: true,
    addresses: [
      "https://opendatacommons.org/licenses/pddl",
      "https://opendatacommons.org/licenses/pddl/1.0",
      "https://opendatacommons.org/licenses/pddl/summary",
    ],
    ids: ["pddl", "odc-pddl", "odc_pddl", "odc-pddl-1.0"],
    words: /\bpddl\b|public domain dedication and licen[sc]e/,
  },
  {
    id: "OGL-UK-3.0",
    title: "Open Government Licence 3.0 (United Kingdom)",
    url: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    open: true,
    addresses: ["https://reference.data.gov.uk/id/open-government-licence"],
    ids: ["ogl-3.0", "ogl v3.0", "open government licence v3.0", "ogl_3.0", "uk-ogl", "ogl-uk"],
    words:
      /\b(?:uk|united kingdom)\b.*\bopen government licen[sc]e|\bopen government licen[sc]e.*\b(?:uk|united kingdom)\b/,
  },
  {
    id: "OGL-UK-2.0",
    title: "Open Government Licence 2.0 (United Kingdom)",
    url: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/",
    open: true,
    addresses: [],
    ids: ["open government licence v2.0", "ogl_2.0"],
  },
  {
    id: "OGL-Canada-2.0",
    title: "Open Government Licence – Canada 2.0",
    url: "https://open.canada.ca/en/open-government-licence-canada",
    open: true,
    addresses: ["https://ouvert.canada.ca/fr/licence-du-gouvernement-ouvert-canada"],
    ids: ["ca-ogl-lgo", "ogl-canada"],
    words:
      /open government licen[sc]e\W+(?:canada|toronto|ontario|british columbia|alberta|vancouver|ottawa|montr[eé]al)/,
  },
  {
    id: "etalab-2.0",
    title: "Licence Ouverte / Open Licence 2.0 (Etalab)",
    url: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    open: true,
    addresses: [
      "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/etalab-licence-ouverte-v2.0.pdf",
      "https://github.com/etalab/licence-ouverte/blob/master/lo.md",
      "https://raw.githubusercontent.com/disic/politique-de-contribution-open-source/master/licence-etalab-2.0.pdf",
    ],
    ids: ["lov2", "fr-lo-2.0", "licence ouverte v2.0", "licence ouverte v2.0 (etalab)", "fr_lo_2.0"],
    words: /licence ouverte|open licence \(etalab\)|\betalab\b/,
  },
  {
    id: "DL-DE-BY-2.0",
    title: "Datenlizenz Deutschland – Namensnennung 2.0",
    url: "https://www.govdata.de/dl-de/by-2-0",
    open: true,
    addresses: ["https://dcat-ap.de/def/licenses/dl-by-de/2.0"],
    ids: ["dl-by-de-2.0", "dl-by-de/2.0", "dl-de-by-2-0", "dl_de_by_2.0"],
    words: /(?:datenlizenz|data licen[sc]e) (?:deutschland|germany).*(?:namensnennung|attribution)/,
  },
  {
    id: "DL-DE-ZERO-2.0",
    title: "Datenlizenz Deutschland – Zero 2.0",
    url: "https://www.govdata.de/dl-de/zero-2-0",
    open: true,
    addresses: ["https://dcat-ap.de/def/licenses/dl-zero-de/2.0"],
    ids: ["dl-zero-de-2.0", "dl-zero-de/2.0", "dl-de-zero-2-0"],
    words: /(?:datenlizenz|data licen[sc]e) (?:deutschland|germany).*zero/,
  },
  {
    id: "IODL-2.0",
    title: "Italian Open Data License 2.0",
    url: "https://www.dati.gov.it/iodl/2.0/",
    open: true,
    addresses: ["https://www.dati.gov.it/content/italian-open-data-license-v20"],
    ids: ["iodl2", "iodl_2.0"],
    words: /\biodl\b|italian open data licen[sc]e/,
  },
  {
    id: "NLOD-2.0",
    title: "Norwegian Licence for Open Government Data 2.0",
    url: "https://data.norge.no/nlod/en/2.0",
    open: true,
    addresses: ["https://data.norge.no/nlod/no/2.0", "https://data.norge.no/nlod"],
    ids: ["nlod", "nlod20"],
    words: /norwegian licen[sc]e for open/,
  },
  {
    id: "US-public-domain",
    title: "United States government work (public domain)",
    url: "https://www.usa.gov/government-works",
    open: true,
    addresses: [
      "https://www.usa.gov/publicdomain/label/1.0/",
      "https://www.usa.gov/government-copyright",
      "https://creativecommons.org/publicdomain/mark/1.0/",
      "https://creativecommons.org/licenses/publicdomain/",
    ],
    ids: [
      "us-pd",
      "other-pd",
      "notspecified-pd",
      "us government work",
      "u.s. government work",
      "public domain",
      "public_domain",
      "publicdomain",
    ],
    words: /u\.?s\.? government works?|^(?:in the )?public domain\b/,
  },
  { ...commons("by-nc", "4.0", "Attribution Non-Commercial"), ids: ["cc_by-nc_4.0", "cc-nc"] },
  commons("by-nc-sa", "4.0", "Attribution Non-Commercial Share-Alike"),
  commons("by-nd", "4.0", "Attribution No-Derivatives"),
  commons("by-nc-nd", "4.0", "Attribution Non-Commercial No-Derivatives"),
];
