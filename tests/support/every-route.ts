import type { Access } from "./roles";

/** The places in the test's world: an open challenge, one with the jury, one between two rounds, one in its final, one still a draft. */
export type Places = {
  open: string;
  judged: string;
  twice: string;
  final: string;
  draft: string;
  team: string;
  /** A draw of the open challenge that teams may take part in, and one by drand of the challenge between its rounds. */
  draw: string;
  beacon: string;
  receipt: string;
  dataset: string;
  run: string;
  /** Where an import came from. */
  source: string;
  /** A copy that has a map. */
  snapshot: string;
  organisation: string;
  person: string;
  hash: string;
  /** The first tile of the signed record, which is not full. */
  tile: string;
  invitation: string;
};

/** `read` is its loader, `write` its action; "to" means that reading only leads elsewhere. */
export type Row = { path: (at: Places) => string; read: Access | "to"; write?: Access };

const of = (path: (at: Places) => string, read: Row["read"], write?: Access): Row =>
  write ? { path, read, write } : { path, read };

/** Every route by the name of its file. A route that is missing here fails the test, and so does one that is no more. */
export const EVERY_ROUTE: Record<string, Row> = {
  _index: of(() => "/", "anyone"),
  theme: of(() => "/theme", "to", "anyone"),
  banners: of(() => "/banners", "anyone"),
  outbox: of(() => "/outbox", "anyone"),
  "sign-in._index": of(() => "/sign-in", "anyone", "anyone"),
  "sign-in.code": of(() => "/sign-in/code?email=a@example.org", "anyone", "anyone"),
  "sign-in.github._index": of(() => "/sign-in/github", "to", "anyone"),
  "sign-in.github.callback": of(() => "/sign-in/github/callback", "to"),
  "webhooks.github": of(() => "/webhooks/github", "nobody", "nobody"),
  "enter-as": of(() => "/enter-as", "to", "nobody"),
  results: of(() => "/results", "anyone"),
  "organisations.$slug": of(({ organisation }) => `/organisations/${organisation}`, "anyone"),
  "people.$handle": of(({ person }) => `/people/${person}`, "anyone"),
  "record._index": of(() => "/record", "anyone"),
  "record.$hash": of(({ hash }) => `/record/${hash}`, "anyone"),
  "record_.$hash.leaf": of(({ hash }) => `/record/${hash}/leaf`, "anyone"),
  "record_.$hash.proof": of(({ hash }) => `/record/${hash}/proof`, "anyone"),
  "record_.$hash.receipt": of(({ hash }) => `/record/${hash}/receipt`, "anyone"),
  "record_.checkpoint": of(() => "/record/checkpoint", "anyone"),
  "record_.key": of(() => "/record/key", "anyone"),
  "record_.tile.$": of(({ tile }) => `/record/tile/${tile}`, "anyone"),
  "files.$sha256": of(() => `/files/${"0".repeat(64)}`, "nobody"),
  "datasets._index": of(() => "/datasets", "anyone"),
  "datasets.$slug": of(({ dataset }) => `/datasets/${dataset}`, "anyone"),
  "datasets.$slug.datapackage[.]json": of(({ dataset }) => `/datasets/${dataset}/datapackage.json`, "anyone"),
  "data[.]json": of(() => "/data.json", "anyone"),
  "catalog[.]jsonld": of(() => "/catalog.jsonld", "anyone"),
  "catalog[.]ttl": of(() => "/catalog.ttl", "anyone"),
  "snapshots.$id.shapes[.]geojson": of(({ snapshot }) => `/snapshots/${snapshot}/shapes.geojson`, "anyone"),
  "datasets_.$slug.uses": of(({ dataset }) => `/datasets/${dataset}/uses`, "anyone"),
  "datasets_.$slug.problems._index": of(({ dataset }) => `/datasets/${dataset}/problems`, "anyone"),
  "datasets_.$slug.problems.new": of(({ dataset }) => `/datasets/${dataset}/problems/new`, "signed-in", "signed-in"),
  "datasets_.$slug.problems.$number._index": of(
    ({ dataset }) => `/datasets/${dataset}/problems/1`,
    "anyone",
    "signed-in",
  ),
  "datasets_.$slug.problems.$number.answer": of(
    ({ dataset }) => `/datasets/${dataset}/problems/1/answer`,
    "staff",
    "editor",
  ),
  "datasets_.$slug.problems.$number.reopen": of(
    ({ dataset }) => `/datasets/${dataset}/problems/1/reopen`,
    "reporter",
    "reporter",
  ),
  "snapshots.$id": of(({ snapshot }) => `/snapshots/${snapshot}`, "anyone"),
  "challenges._index": of(() => "/challenges", "anyone"),
  "challenges.$slug": of(({ open }) => `/challenges/${open}`, "anyone"),
  "challenges.$slug._index": of(({ open }) => `/challenges/${open}`, "anyone"),
  "challenges.$slug.banner[.]svg": of(({ open }) => `/challenges/${open}/banner.svg`, "anyone"),
  "challenges.$slug.picture[.]png": of(({ open }) => `/challenges/${open}/picture.png`, "anyone"),
  "challenges.$slug.calendar[.]ics": of(({ open }) => `/challenges/${open}/calendar.ics`, "anyone"),
  "challenges.$slug.data": of(({ open }) => `/challenges/${open}/data`, "anyone"),
  "challenges.$slug.decisions": of(({ open }) => `/challenges/${open}/decisions`, "anyone"),
  "challenges.$slug.entries._index": of(({ judged }) => `/challenges/${judged}/entries`, "anyone"),
  "challenges.$slug.entries.$number_.archive": of(({ judged }) => `/challenges/${judged}/entries/1/archive`, "anyone"),
  "challenges.$slug.entries.$number_.code": of(({ judged }) => `/challenges/${judged}/entries/1/code`, "anyone"),
  "challenges.$slug.entries.$number": of(({ judged }) => `/challenges/${judged}/entries/1`, "anyone"),
  "challenges.$slug.news": of(({ open }) => `/challenges/${open}/news`, "anyone"),
  "challenges.$slug.questions": of(({ open }) => `/challenges/${open}/questions`, "anyone", "signed-in"),
  "challenges.$slug.record[.]atom": of(({ open }) => `/challenges/${open}/record.atom`, "anyone"),
  "challenges.$slug.record": of(({ open }) => `/challenges/${open}/record`, "anyone"),
  "challenges.$slug.draws._index": of(({ open }) => `/challenges/${open}/draws`, "anyone"),
  "challenges.$slug.results": of(({ open }) => `/challenges/${open}/results`, "anyone"),
  // Everyone's, once results are published.
  "challenges.$slug.results_.bundle[.]json": of(({ judged }) => `/challenges/${judged}/results/bundle.json`, "nobody"),
  "challenges.$slug.results_.report[.]pdf": of(({ judged }) => `/challenges/${judged}/results/report.pdf`, "nobody"),
  "challenges.$slug.results_.votes[.]csv": of(({ final }) => `/challenges/${final}/results/votes.csv`, "nobody"),
  "challenges.$slug.rules.($number)": of(({ open }) => `/challenges/${open}/rules/1`, "anyone"),
  "challenges.$slug.teams._index": of(({ open }) => `/challenges/${open}/teams`, "anyone"),
  "challenges.$slug.teams.$team._index": of(({ open, team }) => `/challenges/${open}/teams/${team}`, "anyone"),
  // A person's own
  mine: of(() => "/mine", "signed-in"),
  "settings._index": of(() => "/settings", "signed-in", "signed-in"),
  "settings.github.link": of(() => "/settings/github/link", "to", "signed-in"),
  "settings.github.unlink": of(() => "/settings/github/unlink", "to", "signed-in"),
  "settings.receipts": of(() => "/settings/receipts", "to", "signed-in"),
  "settings.data._index": of(() => "/settings/data", "signed-in", "signed-in"),
  "settings.data.export": of(() => "/settings/data/export", "signed-in"),
  "settings.sessions._index": of(() => "/settings/sessions", "signed-in"),
  "settings.sessions.revoke": of(() => "/settings/sessions/revoke", "to", "signed-in"),
  "challenges.$slug.enter": of(({ open }) => `/challenges/${open}/enter`, "signed-in", "signed-in"),
  "challenges.$slug.seek._index": of(({ open }) => `/challenges/${open}/seek`, "signed-in", "signed-in"),
  "challenges.$slug.seek.stop": of(({ open }) => `/challenges/${open}/seek/stop`, "to", "signed-in"),
  "challenges.$slug.teams.$team.ask": of(
    ({ open, team }) => `/challenges/${open}/teams/${team}/ask`,
    "signed-in",
    "signed-in",
  ),
  "join.$token": of(() => "/join/no-such-link", "nobody", "nobody"),
  "jury.$token": of(({ invitation }) => `/jury/${invitation}`, "anyone", "signed-in"),
  // A team's own
  "challenges.$slug.team._index": of(({ open }) => `/challenges/${open}/team`, "team"),
  "challenges.$slug.draws.$draw.commit": of(
    ({ open, draw }) => `/challenges/${open}/draws/${draw}/commit`,
    "team",
    "team",
  ),
  "challenges.$slug.draws.$draw.open": of(({ open, draw }) => `/challenges/${open}/draws/${draw}/open`, "team", "team"),
  "challenges.$slug.team.code": of(({ open }) => `/challenges/${open}/team/code`, "team"),
  "challenges.$slug.team.publiccode": of(({ open }) => `/challenges/${open}/team/publiccode`, "team"),
  "challenges.$slug.submission.prefill": of(({ open }) => `/challenges/${open}/submission/prefill`, "to", "team"),
  "challenges.$slug.team.provenance": of(({ open }) => `/challenges/${open}/team/provenance`, "team", "team"),
  "challenges.$slug.team.mark": of(({ open }) => `/challenges/${open}/team/mark`, "to", "team"),
  "challenges.$slug.team.baseline": of(({ open }) => `/challenges/${open}/team/baseline`, "to", "team"),
  "challenges.$slug.team.about": of(({ open }) => `/challenges/${open}/team/about`, "team", "team"),
  "challenges.$slug.team.repository": of(({ open }) => `/challenges/${open}/team/repository`, "team", "team"),
  "challenges.$slug.team.refresh": of(({ open }) => `/challenges/${open}/team/refresh`, "to", "team"),
  "challenges.$slug.team.rules": of(({ open }) => `/challenges/${open}/team/rules`, "team", "team"),
  "challenges.$slug.team.invite": of(({ open }) => `/challenges/${open}/team/invite`, "to", "team"),
  "challenges.$slug.team.requests": of(({ open }) => `/challenges/${open}/team/requests`, "to", "team"),
  "challenges.$slug.team.handover": of(({ open }) => `/challenges/${open}/team/handover`, "to", "team"),
  "challenges.$slug.team.remove": of(({ open }) => `/challenges/${open}/team/remove`, "to", "team"),
  "challenges.$slug.submission._index": of(({ open }) => `/challenges/${open}/submission`, "team", "team"),
  "challenges.$slug.submission.autosave": of(({ open }) => `/challenges/${open}/submission/autosave`, "to", "team"),
  "challenges.$slug.submission.images": of(({ open }) => `/challenges/${open}/submission/images`, "to", "team"),
  "challenges.$slug.submission.preview": of(({ open }) => `/challenges/${open}/submission/preview`, "team"),
  "challenges.$slug.submission.submit": of(({ open }) => `/challenges/${open}/submission/submit`, "to", "team"),
  "challenges.$slug.submission.seal": of(({ open }) => `/challenges/${open}/submission/seal`, "to", "team"),
  "challenges.$slug.submission.withdraw": of(({ open }) => `/challenges/${open}/submission/withdraw`, "team", "team"),
  "receipts.$id": of(({ receipt }) => `/receipts/${receipt}`, "receipt"),
  // The jury
  "challenges.$slug.desk._index": of(({ judged }) => `/challenges/${judged}/desk`, "juror"),
  "challenges.$slug.desk.bid": of(({ judged }) => `/challenges/${judged}/desk/bid`, "to", "juror"),
  "challenges.$slug.desk.clear": of(({ judged }) => `/challenges/${judged}/desk/clear`, "to", "juror"),
  "challenges.$slug.desk.$number.open": of(({ judged }) => `/challenges/${judged}/desk/1/open`, "juror", "juror"),
  "challenges.$slug.desk.$number._index": of(({ judged }) => `/challenges/${judged}/desk/1`, "juror", "juror"),
  "challenges.$slug.desk.$number.autosave": of(({ judged }) => `/challenges/${judged}/desk/1/autosave`, "to", "juror"),
  "challenges.$slug.desk.$number.hand-in": of(({ judged }) => `/challenges/${judged}/desk/1/hand-in`, "to", "juror"),
  "challenges.$slug.desk.$number.reopen": of(({ judged }) => `/challenges/${judged}/desk/1/reopen`, "to", "juror"),
  "challenges.$slug.desk.$number.history": of(({ judged }) => `/challenges/${judged}/desk/1/history`, "juror", "juror"),
  "challenges.$slug.desk.compare": of(({ judged }) => `/challenges/${judged}/desk/compare?a=1&b=2`, "juror"),
  "challenges.$slug.desk.$number.provenance": of(({ judged }) => `/challenges/${judged}/desk/1/provenance`, "juror"),
  "challenges.$slug.desk.$number.conflict": of(
    ({ judged }) => `/challenges/${judged}/desk/1/conflict`,
    "juror",
    "juror",
  ),
  "challenges.$slug.desk.final._index": of(({ final }) => `/challenges/${final}/desk/final`, "juror", "juror"),
  "challenges.$slug.desk.final.undo": of(({ final }) => `/challenges/${final}/desk/final/undo`, "to", "juror"),
  "challenges.$slug.desk.final.conflicts": of(
    ({ final: s }) => `/challenges/${s}/desk/final/conflicts`,
    "juror",
    "juror",
  ),
  "challenges.$slug.run-sheet": of(({ final }) => `/challenges/${final}/run-sheet`, "jury"),
  "challenges.$slug.jury.second-round._index": of(
    ({ twice: s }) => `/challenges/${s}/jury/second-round`,
    "chair",
    "chair",
  ),
  "challenges.$slug.jury.second-round.extend": of(
    ({ twice }) => `/challenges/${twice}/jury/second-round/extend`,
    "chair",
    "chair",
  ),
  "challenges.$slug.jury.second-round.jurors": of(
    ({ twice }) => `/challenges/${twice}/jury/second-round/jurors`,
    "chair",
    "chair",
  ),
  "challenges.$slug.jury.final._index": of(({ final }) => `/challenges/${final}/jury/final`, "chair", "chair"),
  "challenges.$slug.jury.final.close": of(({ final }) => `/challenges/${final}/jury/final/close`, "chair", "chair"),
  "challenges.$slug.jury._index": of(({ judged }) => `/challenges/${judged}/jury`, "chair"),
  "challenges.$slug.jury.conflicts._index": of(({ judged }) => `/challenges/${judged}/jury/conflicts`, "chair"),
  "challenges.$slug.jury.conflicts.$juror.$entry._index": of(
    ({ judged }) => `/challenges/${judged}/jury/conflicts/2/2`,
    "chair",
    "chair",
  ),
  "challenges.$slug.jury.conflicts.$juror.$entry.reinstate": of(
    ({ judged }) => `/challenges/${judged}/jury/conflicts/2/2/reinstate`,
    "to",
    "chair",
  ),
  "challenges.$slug.jury.invite": of(({ judged }) => `/challenges/${judged}/jury/invite`, "chair", "chair"),
  "challenges.$slug.jury.revoke": of(({ judged }) => `/challenges/${judged}/jury/revoke`, "to", "chair"),
  "challenges.$slug.jury.assign._index": of(({ judged }) => `/challenges/${judged}/jury/assign`, "chair", "chair"),
  "challenges.$slug.jury.assign.bids": of(({ judged }) => `/challenges/${judged}/jury/assign/bids`, "to", "chair"),
  "challenges.$slug.jury.assign.change": of(
    ({ judged }) => `/challenges/${judged}/jury/assign/change`,
    "chair",
    "chair",
  ),
  "challenges.$slug.jury.assign.confirm": of(
    ({ judged }) => `/challenges/${judged}/jury/assign/confirm`,
    "to",
    "chair",
  ),
  "challenges.$slug.jury.assign.warm-up": of(
    ({ judged }) => `/challenges/${judged}/jury/assign/warm-up`,
    "chair",
    "chair",
  ),
  "challenges.$slug.jury.assign.draw": of(({ judged }) => `/challenges/${judged}/jury/assign/draw`, "to", "chair"),
  "challenges.$slug.draws.$draw.beacon": of(
    ({ twice, beacon }) => `/challenges/${twice}/draws/${beacon}/beacon`,
    "chair",
    "chair",
  ),
  "challenges.$slug.jury.assign.leave": of(({ judged }) => `/challenges/${judged}/jury/assign/leave`, "to", "chair"),
  "challenges.$slug.jury.nudge": of(({ judged }) => `/challenges/${judged}/jury/nudge`, "to", "chair"),
  "challenges.$slug.jury.close": of(({ judged }) => `/challenges/${judged}/jury/close`, "chair", "chair"),
  "challenges.$slug.jury.awards": of(({ judged }) => `/challenges/${judged}/jury/awards`, "chair", "chair"),
  // The chair's, once judging is closed.
  "challenges.$slug.jury.minutes[.]pdf": of(({ judged }) => `/challenges/${judged}/jury/minutes.pdf`, "nobody"),
  "challenges.$slug.jury.minutes": of(({ judged }) => `/challenges/${judged}/jury/minutes`, "chair"),
  "challenges.$slug.jury.publish": of(({ judged }) => `/challenges/${judged}/jury/publish`, "chair", "chair"),
  // City staff
  "staff._index": of(() => "/staff", "any staff"),
  "staff.challenges.new": of(() => "/staff/challenges/new", "any editor", "any editor"),
  "staff.challenges.$slug._index": of(({ open }) => `/staff/challenges/${open}`, "staff"),
  "staff.challenges.$slug.write.$section._index": of(
    ({ draft }) => `/staff/challenges/${draft}/write/basics`,
    "editor",
    "editor",
  ),
  "staff.challenges.$slug.write.$section.autosave": of(
    ({ draft }) => `/staff/challenges/${draft}/write/basics/autosave`,
    "to",
    "editor",
  ),
  "staff.challenges.$slug.preview": of(({ draft }) => `/staff/challenges/${draft}/preview`, "staff"),
  "staff.challenges.$slug.sign": of(({ draft }) => `/staff/challenges/${draft}/sign`, "editor", "editor"),
  "staff.challenges.$slug.publish": of(({ draft }) => `/staff/challenges/${draft}/publish`, "editor", "editor"),
  "staff.challenges.$slug.delete": of(({ draft }) => `/staff/challenges/${draft}/delete`, "editor", "editor"),
  "staff.challenges.$slug.rules": of(({ open }) => `/staff/challenges/${open}/rules`, "staff", "editor"),
  "staff.challenges.$slug.extend": of(({ open }) => `/staff/challenges/${open}/extend`, "staff", "editor"),
  "staff.challenges.$slug.questions": of(({ open }) => `/staff/challenges/${open}/questions`, "staff", "editor"),
  "staff.challenges.$slug.correct.$number": of(({ open }) => `/staff/challenges/${open}/correct/1`, "staff", "editor"),
  "staff.challenges.$slug.announce": of(({ open }) => `/staff/challenges/${open}/announce`, "staff", "editor"),
  "staff.challenges.$slug.chairs._index": of(({ open }) => `/staff/challenges/${open}/chairs`, "staff", "editor"),
  "staff.challenges.$slug.chairs.remove": of(({ open }) => `/staff/challenges/${open}/chairs/remove`, "to", "editor"),
  "staff.challenges.$slug.decisions": of(({ judged }) => `/staff/challenges/${judged}/decisions`, "staff", "editor"),
  "staff.challenges.$slug.payments": of(({ judged }) => `/staff/challenges/${judged}/payments`, "staff", "editor"),
  "staff.datasets._index": of(() => "/staff/datasets", "any staff"),
  "staff.datasets.add": of(() => "/staff/datasets/add", "any editor", "any editor"),
  "staff.datasets.import._index": of(() => "/staff/datasets/import", "any editor", "any editor"),
  "staff.datasets.import.$id": of(({ run }) => `/staff/datasets/import/${run}`, "staff"),
  "staff.datasets.import_.$id.cancel": of(({ run }) => `/staff/datasets/import/${run}/cancel`, "to", "editor"),
  "staff.datasets.import_.$id.report[.]csv": of(({ run }) => `/staff/datasets/import/${run}/report.csv`, "staff"),
  "staff.datasets.sources.$id.read": of(({ source }) => `/staff/datasets/sources/${source}/read`, "to", "editor"),
  "staff.datasets.sources.$id.schedule": of(({ source: s }) => `/staff/datasets/sources/${s}/schedule`, "to", "editor"),
  "staff.datasets.$slug.licence": of(({ dataset }) => `/staff/datasets/${dataset}/licence`, "staff", "editor"),
  "staff.datasets.$slug.describe": of(({ dataset }) => `/staff/datasets/${dataset}/describe`, "staff", "editor"),
  "staff.datasets.$slug.file": of(({ dataset }) => `/staff/datasets/${dataset}/file`, "editor", "editor"),
  "staff.datasets.$slug.copy": of(({ dataset }) => `/staff/datasets/${dataset}/copy`, "to", "editor"),
  // What ends something comes last: those who may, do it.
  "challenges.$slug.team.leave": of(({ open }) => `/challenges/${open}/team/leave`, "to", "team"),
  "settings.sessions.revoke-others": of(() => "/settings/sessions/revoke-others", "to", "signed-in"),
  "sign-out": of(() => "/sign-out", "to", "anyone"),
};
