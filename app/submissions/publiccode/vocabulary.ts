// The closed lists of the publiccode.yml standard (https://yml.publiccode.tools) and of what it refers to.

const words = (text: string): string[] => text.trim().split(/\s+/);

/** The minor version of a version 0 of the standard: 0.2 is 2. */
export type Minor = number;
export const NEWEST: Minor = 7;

export const DEVELOPMENT_STATUSES = ["concept", "development", "beta", "stable", "obsolete"];
export const MAINTENANCE_TYPES = ["internal", "contract", "community", "none"];
export const SOFTWARE_TYPES = words(`
  standalone/mobile standalone/iot standalone/desktop standalone/web standalone/backend standalone/other addon library
  configurationFiles`);

export const SCOPES = words(`
  agriculture culture defence education emergency-services employment energy environment
  finance-and-economic-development foreign-affairs healthcare infrastructures justice local-authorities manufacturing
  research science-and-technology security society sport tourism transportation welfare`);

export const CATEGORIES = words(`
  accounting agile-project-management applicant-tracking application-development appointment-scheduling backup
  billing-and-invoicing blog budgeting business-intelligence business-process-management cad call-center-management
  cloud-management collaboration communications compliance-management contact-management content-management crm
  customer-service-and-support data-analytics data-collection data-visualization design design-system
  digital-asset-management digital-citizenship document-management donor-management e-commerce e-signature
  educational-content email-management email-marketing employee-management enterprise-project-management
  enterprise-social-networking erp event-management facility-management feedback-and-reviews-management
  financial-reporting fleet-management fundraising gamification geographic-information-systems grant-management
  graphic-design help-desk hr ide identity-management instant-messaging inventory-management it-asset-management
  it-development it-management it-security it-service-management knowledge-management learning-management-system
  marketing mind-mapping mobile-marketing mobile-payment network-management office online-booking online-community
  payment-gateway payroll predictive-analysis procurement productivity-suite project-collaboration project-management
  property-management real-estate-management remote-support resource-management sales-management seo service-desk
  social-media-management survey talent-management task-management taxes-management test-management time-management
  time-tracking translation video-conferencing video-editing visitor-management voip warehouse-management
  web-collaboration web-conferencing website-builder whistleblowing workflow-management`);

/** ISO 3166-1 alpha-2. */
export const COUNTRIES = new Set(
  words(`
  AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
  CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
  GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
  KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
  MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
  SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
  UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`),
);

/** SPDX ids that the list of licences keeps for old files only, each with what to write in its place. */
export const DEPRECATED_LICENCES: Record<string, string> = {
  "AGPL-1.0": "AGPL-1.0-only or AGPL-1.0-or-later",
  "AGPL-3.0": "AGPL-3.0-only or AGPL-3.0-or-later",
  "BSD-2-Clause-FreeBSD": "BSD-2-Clause",
  "BSD-2-Clause-NetBSD": "BSD-2-Clause",
  "bzip2-1.0.5": "bzip2-1.0.6",
  "eCos-2.0": "GPL-2.0-or-later WITH eCos-exception-2.0",
  "GFDL-1.1": "GFDL-1.1-only or GFDL-1.1-or-later",
  "GFDL-1.2": "GFDL-1.2-only or GFDL-1.2-or-later",
  "GFDL-1.3": "GFDL-1.3-only or GFDL-1.3-or-later",
  "GPL-1.0": "GPL-1.0-only or GPL-1.0-or-later",
  "GPL-2.0": "GPL-2.0-only or GPL-2.0-or-later",
  "GPL-2.0-with-autoconf-exception": "GPL-2.0-only WITH Autoconf-exception-2.0",
  "GPL-2.0-with-bison-exception": "GPL-2.0-only WITH Bison-exception-2.2",
  "GPL-2.0-with-classpath-exception": "GPL-2.0-only WITH Classpath-exception-2.0",
  "GPL-2.0-with-font-exception": "GPL-2.0-only WITH Font-exception-2.0",
  "GPL-2.0-with-GCC-exception": "GPL-2.0-only WITH GCC-exception-2.0",
  "GPL-3.0": "GPL-3.0-only or GPL-3.0-or-later",
  "GPL-3.0-with-autoconf-exception": "GPL-3.0-only WITH Autoconf-exception-3.0",
  "GPL-3.0-with-GCC-exception": "GPL-3.0-only WITH GCC-exception-3.1",
  "LGPL-2.0": "LGPL-2.0-only or LGPL-2.0-or-later",
  "LGPL-2.1": "LGPL-2.1-only or LGPL-2.1-or-later",
  "LGPL-3.0": "LGPL-3.0-only or LGPL-3.0-or-later",
  "Net-SNMP": "a licence of the list that it is made of, as MIT-CMU AND BSD-3-Clause",
  Nunit: "zlib-acknowledgement",
  "StandardML-NJ": "SMLNJ",
  wxWindows: "LGPL-2.0-or-later WITH WxWindows-exception-3.1",
};
