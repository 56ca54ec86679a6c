import { giveBack, takeBackGrant } from "~/accounts/github/link-github.server";
import { auditAll, auditRecord } from "~/audit/audit.server";
import { tellRegistered } from "~/challenges/notices.server";
import { takeSnapshot } from "~/datasets/copy-jobs.server";
import { fetchCopy } from "~/datasets/fetch-copy.server";
import { checkHealth } from "~/datasets/health/check-distribution.server";
import { lookForDue } from "~/datasets/health/check-due.server";
import { checkDistribution, checkDue } from "~/datasets/health/health-jobs.server";
import { bringInCatalogue } from "~/datasets/importing/import-catalogue.server";
import { importDue, startDueImports } from "~/datasets/importing/schedule-source.server";
import { importCatalogue } from "~/datasets/importing/start-import.server";
import { scoreOne, scorePage } from "~/datasets/scores/score-datasets.server";
import { scoreAll, scoreDataset } from "~/datasets/scores/score-jobs.server";
import { findConflicts, findConflictsIn, findEverywhere, findInOne } from "~/judging/conflict/find-conflicts.server";
import { makeDraws, makeDue } from "~/judging/draw/make-due.server";
import { workOut } from "~/judging/plan/start-plan.server";
import { workOutPlan } from "~/judging/plan/work-out-plan.server";
import { computeLargeResult, computeResult } from "~/judging/result/store-result.server";
import { removeErasedFiles, removeFiles } from "~/personal-data/erase-person.server";
import { type Handler, on } from "~/platform/jobs/worker.server";
import { deliverMail, sendMail } from "~/platform/mail/mail.server";
import { keepAtPlace, keepCheckpoint, keepCheckpoints, keepEverywhere } from "~/record/keeping/keep-checkpoint.server";
import { markCommit, markOnGithub } from "~/submissions/mark/mark-commit.server";
import { receiptFiles } from "~/submissions/receipts/receipt-files.server";
import {
  mailReceiptsTo,
  sendReceipts,
  sendReceiptsDue,
  sendReceiptsTo,
} from "~/submissions/receipts/send-receipts.server";
import { sealVersion } from "~/submissions/seal/ask-for-seal.server";
import { sealCode } from "~/submissions/seal/seal-version.server";
import { mailDigests, sendDigests } from "~/submissions/uses/send-digests.server";
import { refreshRepository } from "~/teams/link-repository.server";
import { measureCommits, measureSome } from "~/teams/measure-commits.server";
import { refreshAll, refreshLinked, refreshRepositories, workSeen } from "~/teams/refresh-repository.server";
import { mailAnnouncement } from "~/teams/tell-registered.server";
import { forgetDeliveries, forgetOld } from "~/teams/webhooks/forget-deliveries.server";
import { takeDelivery } from "~/teams/webhooks/receive-delivery.server";
import { takeReceived } from "~/teams/webhooks/take-delivery.server";

/** Every job and the verb that does it. */
export const handlers: Handler[] = [
  on(sendMail, (letter) => deliverMail(letter, receiptFiles)),
  on(takeBackGrant, giveBack),
  on(importCatalogue, bringInCatalogue),
  on(importDue, startDueImports),
  on(takeSnapshot, fetchCopy),
  on(checkDue, lookForDue),
  on(checkDistribution, checkHealth),
  on(scoreDataset, scoreOne),
  on(scoreAll, scorePage),
  on(tellRegistered, mailAnnouncement),
  on(refreshRepository, refreshLinked),
  on(refreshRepositories, refreshAll),
  on(measureCommits, measureSome),
  on(takeDelivery, takeReceived),
  on(forgetDeliveries, forgetOld),
  on(sealVersion, sealCode),
  on(markCommit, markOnGithub),
  on(sendDigests, mailDigests),
  on(sendReceipts, sendReceiptsDue),
  on(sendReceiptsTo, mailReceiptsTo),
  on(findConflicts, findEverywhere),
  on(findConflictsIn, findInOne),
  on(workSeen, findInOne),
  on(workOut, workOutPlan),
  on(computeResult, computeLargeResult),
  on(makeDraws, makeDue),
  on(removeErasedFiles, removeFiles),
  on(keepCheckpoints, keepEverywhere),
  on(keepCheckpoint, keepAtPlace),
  on(auditRecord, async () => void (await auditAll())),
];

/** What happens by the clock, in graphile-worker's cron syntax. */
export const crontab = [
  "17 * * * * refresh-repositories",
  "7 * * * * import-due",
  "37 * * * * find-conflicts",
  "*/10 * * * * check-distributions",
  "41 3 * * * score-datasets",
  "23 4 * * * forget-deliveries",
  "53 4 * * * audit-record ?fill=1d",
  "* * * * * keep-checkpoints",
  "* * * * * make-draws",
  "* * * * * send-receipts",
  // Where no worker runs on Monday morning, the week is told once one does.
  "0 5 * * 1 send-digests ?fill=3d",
].join("\n");
