-- Conflicts of several kinds to a pair, what the chair says of those that were found, and jurors' word that they have none;
-- rules under which the jury does not see who made an entry.
-- AlterEnum

ALTER TYPE "conflict_kind" ADD VALUE 'github_organisation';
ALTER TYPE "conflict_kind" ADD VALUE 'co_commits';
ALTER TYPE "conflict_kind" ADD VALUE 'past_team';

-- AlterTable
ALTER TABLE "rules_version" ADD COLUMN     "blind" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "conflict" DROP CONSTRAINT "conflict_pkey",
ADD COLUMN     "dismissed_at" TIMESTAMPTZ(6),
ADD CONSTRAINT "conflict_pkey" PRIMARY KEY ("juror_id", "submission_id", "kind");

-- CreateTable
CREATE TABLE "conflict_ruling" (
    "id" UUID NOT NULL,
    "juror_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "is_dismissed" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "ruled_by_id" UUID NOT NULL,
    "ruled_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "conflict_ruling_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clearance" (
    "juror_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "said_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "clearance_pkey" PRIMARY KEY ("juror_id","submission_id")
);

-- CreateIndex
CREATE INDEX "conflict_ruling_juror_id_submission_id_ruled_at_idx" ON "conflict_ruling"("juror_id", "submission_id", "ruled_at");

-- CreateIndex
CREATE INDEX "repository_commit_github_id_idx" ON "repository_commit"("github_id");

-- CreateIndex
CREATE INDEX "repository_contributor_github_id_idx" ON "repository_contributor"("github_id");

-- AddForeignKey
ALTER TABLE "conflict_ruling" ADD CONSTRAINT "conflict_ruling_juror_id_fkey" FOREIGN KEY ("juror_id") REFERENCES "juror"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conflict_ruling" ADD CONSTRAINT "conflict_ruling_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clearance" ADD CONSTRAINT "clearance_juror_id_fkey" FOREIGN KEY ("juror_id") REFERENCES "juror"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clearance" ADD CONSTRAINT "clearance_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE conflict ADD CHECK (kind <> 'declared' OR dismissed_at IS NULL);
ALTER TABLE conflict_ruling ADD CHECK (NOT is_dismissed OR reason <> '');

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['conflict_ruling', 'clearance']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
