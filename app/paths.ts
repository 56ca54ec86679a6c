/** Every address of the site, one function each. */
const query = (fields: Record<string, string | number | null | undefined>): string => {
  const given = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length === 0 ? "" : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
};

export const paths = {
  front: () => "/",
  theme: () => "/theme",
  outbox: () => "/outbox",
  banners: () => "/banners",
  // Accounts
  signIn: (to?: string) => `/sign-in${query({ to })}`,
  signInCode: (of?: { email?: string; to?: string }) => `/sign-in/code${query(of ?? {})}`,
  signInGithub: () => "/sign-in/github",
  githubCallback: () => "/sign-in/github/callback",
  githubWebhook: () => "/webhooks/github",
  signOut: () => "/sign-out",
  enterAs: () => "/enter-as",
  settings: (of?: { to?: string; name?: string }) => `/settings${query(of ?? {})}`,
  settingsGithub: (act: "link" | "unlink") => `/settings/github/${act}`,
  settingsReceipts: () => "/settings/receipts",
  yourData: () => "/settings/data",
  dataExport: () => "/settings/data/export",
  sessions: () => "/settings/sessions",
  sessionsAct: (act: "revoke" | "revoke-others") => `/settings/sessions/${act}`,
  person: (handle: string) => `/people/${handle}`,
  organisation: (slug: string, of?: { after?: string }) => `/organisations/${slug}${query(of ?? {})}`,
  // The public record
  record: (of?: { before?: string }) => `/record${query(of ?? {})}`,
  recordEntry: (hash: string) => `/record/${hash}`,
  recordLeaf: (hash: string) => `/record/${hash}/leaf`,
  /** That the entry stands in the signed record: for programs, and as a page that checks itself. */
  recordProof: (hash: string) => `/record/${hash}/proof`,
  recordReceipt: (hash: string) => `/record/${hash}/receipt`,
  recordCheckpoint: () => "/record/checkpoint",
  recordKey: () => "/record/key",
  verifier: () => "/verify-record.js",
  receiptCheck: () => "/check-receipt.js",
  file: (sha256: string) => `/files/${sha256}`,
  // Datasets
  datasets: (
    of?: Partial<
      Record<"q" | "organisation" | "publisher" | "theme" | "format" | "licence" | "changed" | "after", string>
    >,
  ) => `/datasets${query(of ?? {})}`,
  dataset: (
    slug: string,
    of?: { file?: number | null; page?: number | null; code?: string } & Partial<
      Record<"sort" | "order" | "find" | "in" | "row" | "before", string | null>
    >,
  ) => `/datasets/${slug}${query(of ?? {})}`,
  dataPackage: (slug: string) => `/datasets/${slug}/datapackage.json`,
  dataJson: () => "/data.json",
  catalogJsonLd: (after?: string | null) => `/catalog.jsonld${query({ after })}`,
  catalogTurtle: (after?: string | null) => `/catalog.ttl${query({ after })}`,
  snapshotFile: (id: string) => `/snapshots/${id}`,
  snapshotShapes: (id: string) => `/snapshots/${id}/shapes.geojson`,
  problems: (slug: string, of?: { state?: string; before?: number }) => `/datasets/${slug}/problems${query(of ?? {})}`,
  reportProblem: (slug: string, of?: { snapshot?: string | null; column?: string | null; row?: number | null }) =>
    `/datasets/${slug}/problems/new${query(of ?? {})}`,
  problem: (slug: string, number: number, of?: { after?: string }) =>
    `/datasets/${slug}/problems/${number}${query(of ?? {})}`,
  problemAct: (slug: string, number: number, act: "answer" | "reopen") => `/datasets/${slug}/problems/${number}/${act}`,
  datasetUses: (slug: string, of?: { after?: string }) => `/datasets/${slug}/uses${query(of ?? {})}`,
  // A challenge, read by anyone
  challenges: (of?: { q?: string; theme?: string; phase?: string; after?: string }) => `/challenges${query(of ?? {})}`,
  results: (of?: { after?: string }) => `/results${query(of ?? {})}`,
  challenge: (slug: string) => `/challenges/${slug}`,
  challengeData: (slug: string) => `/challenges/${slug}/data`,
  challengeRules: (slug: string, number?: number) => `/challenges/${slug}/rules${number ? `/${number}` : ""}`,
  challengeQuestions: (slug: string, of?: { before?: number }) => `/challenges/${slug}/questions${query(of ?? {})}`,
  challengeNews: (slug: string, of?: { after?: string }) => `/challenges/${slug}/news${query(of ?? {})}`,
  challengeTeams: (slug: string, of?: { show?: string; after?: string }) =>
    `/challenges/${slug}/teams${query(of ?? {})}`,
  team: (slug: string, team: string) => `/challenges/${slug}/teams/${team}`,
  askToJoin: (slug: string, team: string) => `/challenges/${slug}/teams/${team}/ask`,
  challengeEntries: (slug: string, of?: { after?: number }) => `/challenges/${slug}/entries${query(of ?? {})}`,
  entry: (slug: string, number: number) => `/challenges/${slug}/entries/${number}`,
  sealedCode: (slug: string, number: number, of?: { path?: string }) =>
    `/challenges/${slug}/entries/${number}/code${query(of ?? {})}`,
  /** What an entry got, on its own page; beneath it, for its team, what the jurors wrote. */
  scores: (slug: string, number: number) => `/challenges/${slug}/entries/${number}#scores`,
  sealedArchive: (slug: string, number: number) => `/challenges/${slug}/entries/${number}/archive`,
  challengeResults: (slug: string) => `/challenges/${slug}/results`,
  resultBundle: (slug: string) => `/challenges/${slug}/results/bundle.json`,
  /** The votes of a final, as `palio pairwise` reads them. */
  resultVotes: (slug: string) => `/challenges/${slug}/results/votes.csv`,
  resultReport: (slug: string) => `/challenges/${slug}/results/report.pdf`,
  challengeDecisions: (slug: string) => `/challenges/${slug}/decisions`,
  challengeRecord: (slug: string, of?: { before?: string; type?: string; day?: string }) =>
    `/challenges/${slug}/record${query(of ?? {})}`,
  /** How seeds are drawn in a challenge, and where teams take part. */
  challengeDraws: (slug: string) => `/challenges/${slug}/draws`,
  drawAct: (slug: string, draw: string, act: "commit" | "open" | "beacon") =>
    `/challenges/${slug}/draws/${draw}/${act}`,
  challengeRecordFeed: (slug: string) => `/challenges/${slug}/record.atom`,
  challengeCalendar: (slug: string) => `/challenges/${slug}/calendar.ics`,
  challengeBanner: (slug: string) => `/challenges/${slug}/banner.svg`,
  challengePicture: (slug: string) => `/challenges/${slug}/picture.png`,
  // A programmer's own
  mine: () => "/mine",
  enter: (slug: string) => `/challenges/${slug}/enter`,
  seek: (slug: string) => `/challenges/${slug}/seek`,
  stopSeeking: (slug: string) => `/challenges/${slug}/seek/stop`,
  joinTeam: (token: string) => `/join/${token}`,
  myTeam: (slug: string) => `/challenges/${slug}/team`,
  myTeamAct: (
    slug: string,
    act:
      | "about"
      | "baseline"
      | "code"
      | "mark"
      | "invite"
      | "requests"
      | "handover"
      | "leave"
      | "publiccode"
      | "provenance"
      | "rules"
      | "repository"
      | "refresh"
      | "remove",
  ) => `/challenges/${slug}/team/${act}`,
  submission: (slug: string) => `/challenges/${slug}/submission`,
  submissionAct: (slug: string, act: "autosave" | "images" | "prefill" | "preview" | "seal" | "submit" | "withdraw") =>
    `/challenges/${slug}/submission/${act}`,
  receipt: (id: string) => `/receipts/${id}`,
  // The jury
  invitation: (token: string) => `/jury/${token}`,
  desk: (slug: string) => `/challenges/${slug}/desk`,
  deskEntry: (slug: string, number: number) => `/challenges/${slug}/desk/${number}`,
  deskAct: (
    slug: string,
    number: number,
    act: "autosave" | "hand-in" | "reopen" | "conflict" | "open" | "provenance" | "history",
  ) => `/challenges/${slug}/desk/${number}/${act}`,
  deskCompare: (slug: string, of?: { a?: number; b?: number }) =>
    `/challenges/${slug}/desk/compare${query({ a: of?.a?.toString(), b: of?.b?.toString() })}`,
  deskClear: (slug: string) => `/challenges/${slug}/desk/clear`,
  deskBid: (slug: string) => `/challenges/${slug}/desk/bid`,
  /** Where a juror of the final votes on two entries at a time. */
  finalDesk: (slug: string) => `/challenges/${slug}/desk/final`,
  finalUndo: (slug: string) => `/challenges/${slug}/desk/final/undo`,
  finalConflicts: (slug: string) => `/challenges/${slug}/desk/final/conflicts`,
  /** When each entry of the final comes on; for its jurors and the chair. */
  runSheet: (slug: string) => `/challenges/${slug}/run-sheet`,
  jury: (slug: string) => `/challenges/${slug}/jury`,
  secondRound: (slug: string) => `/challenges/${slug}/jury/second-round`,
  extendSecondRound: (slug: string) => `/challenges/${slug}/jury/second-round/extend`,
  /** Where the chair changes who scores the second round. */
  secondJurors: (slug: string) => `/challenges/${slug}/jury/second-round/jurors`,
  /** The chair's page of the final. */
  final: (slug: string) => `/challenges/${slug}/jury/final`,
  closeFinal: (slug: string) => `/challenges/${slug}/jury/final/close`,
  juryAct: (slug: string, act: "invite" | "revoke" | "assign" | "nudge" | "close" | "awards" | "publish" | "minutes") =>
    `/challenges/${slug}/jury/${act}`,
  /** The report with lines to sign on. */
  reportToSign: (slug: string) => `/challenges/${slug}/jury/minutes.pdf`,
  planAct: (slug: string, act: "bids" | "change" | "confirm" | "draw" | "leave" | "warm-up") =>
    `/challenges/${slug}/jury/assign/${act}`,
  changePlan: (slug: string, of: { entry: number; juror: number }) =>
    `/challenges/${slug}/jury/assign/change${query(of)}`,
  juryConflicts: (slug: string, of?: { after?: string }) => `/challenges/${slug}/jury/conflicts${query(of ?? {})}`,
  juryConflict: (slug: string, juror: number, entry: number) => `/challenges/${slug}/jury/conflicts/${juror}/${entry}`,
  reinstateConflict: (slug: string, juror: number, entry: number) =>
    `/challenges/${slug}/jury/conflicts/${juror}/${entry}/reinstate`,
  // City staff
  staff: () => "/staff",
  newChallenge: () => "/staff/challenges/new",
  staffChallenge: (slug: string) => `/staff/challenges/${slug}`,
  draftSection: (slug: string, section: string) => `/staff/challenges/${slug}/write/${section}`,
  draftAutosave: (slug: string, section: string) => `/staff/challenges/${slug}/write/${section}/autosave`,
  draftPreview: (slug: string) => `/staff/challenges/${slug}/preview`,
  staffAct: (
    slug: string,
    act:
      | "sign"
      | "publish"
      | "rules"
      | "extend"
      | "questions"
      | "announce"
      | "decisions"
      | "payments"
      | "chairs"
      | "chairs/remove"
      | "delete",
  ) => `/staff/challenges/${slug}/${act}`,
  correctAnswer: (slug: string, number: number) => `/staff/challenges/${slug}/correct/${number}`,
  /** The same with the sentence that says why. */
  extendBecause: (slug: string, reason: string) => `/staff/challenges/${slug}/extend${query({ reason })}`,
  staffDatasets: (of?: { q?: string; organisation?: string; after?: string }) => `/staff/datasets${query(of ?? {})}`,
  importCatalogue: () => "/staff/datasets/import",
  importRun: (id: string, of?: { show?: string | null; after?: number; warnings?: number }) =>
    `/staff/datasets/import/${id}${query(of ?? {})}`,
  importReport: (id: string) => `/staff/datasets/import/${id}/report.csv`,
  cancelImport: (id: string) => `/staff/datasets/import/${id}/cancel`,
  readSource: (id: string) => `/staff/datasets/sources/${id}/read`,
  scheduleSource: (id: string) => `/staff/datasets/sources/${id}/schedule`,
  addDataset: () => "/staff/datasets/add",
  describeDataset: (slug: string, of?: { file?: number }) => `/staff/datasets/${slug}/describe${query(of ?? {})}`,
  confirmLicence: (slug: string) => `/staff/datasets/${slug}/licence`,
  newerFile: (slug: string) => `/staff/datasets/${slug}/file`,
  askForCopy: (slug: string) => `/staff/datasets/${slug}/copy`,
};
