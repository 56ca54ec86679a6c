/** A description that is long enough for the standard. */
export const LONG = "Leaky buckets shows every storm drain of the city on a map, and who is to clean it. "
  .repeat(3)
  .trim();

/** A publiccode.yml of version 0.5 without a fault. */
export const FILE = `publiccodeYmlVersion: "0.5"
name: Leaky buckets
url: https://github.com/gutter/leaky-buckets
landingURL: https://buckets.example.org
softwareVersion: "1.10"
releaseDate: 2026-10-30
logo: img/logo.svg
platforms: [web, android]
categories:
  - geographic-information-systems
organisation:
  uri: urn:x-italian-pa:c_h501
fundedBy:
  - name: City of Example
developmentStatus: beta
softwareType: standalone/web
intendedAudience:
  countries: [IT]
  scope: [environment]
description:
  en:
    shortDescription: Storm drains on a map
    longDescription: >
      ${LONG}
    features:
      - Report a blocked drain
      - See who cleans it
    screenshots:
      - img/map.png
    videos:
      - https://video.example.org/1
  it:
    localisedName: Secchi bucati
    shortDescription: I tombini su una mappa
legal:
  license: AGPL-3.0-or-later OR (MIT AND CC-BY-4.0)
maintenance:
  type: community
  contacts:
    - name: Ada Rossi
      email: "ada\\x40example.org"
localisation:
  localisationReady: true
  availableLanguages: [en, it, pt-BR]
dependsOn:
  open:
    - name: PostgreSQL
      versionMin: "14"
      optional: false
`;
