-- Catalogues as sources that are read again, the report of each reading, what catalogues say beyond the first fields,
-- health, scores, problem reports, and the form of a dataset that an entry uses.

-- CreateEnum
CREATE TYPE "health_outcome" AS ENUM ('changed', 'unchanged', 'failed');

-- CreateEnum
CREATE TYPE "data_issue_state" AS ENUM ('open', 'acknowledged', 'fixed', 'wont_fix');

-- CreateEnum
CREATE TYPE "data_issue_kind" AS ENUM ('wrong_values', 'missing_data', 'out_of_date', 'does_not_load', 'unclear', 'licence', 'personal_data', 'other');

-- CreateEnum
CREATE TYPE "import_every" AS ENUM ('never', 'day', 'week', 'month');

-- CreateEnum
CREATE TYPE "import_outcome" AS ENUM ('created', 'changed', 'unchanged', 'missing', 'refused');

-- AlterEnum
ALTER TYPE "import_state" ADD VALUE 'cancelled';

-- DropIndex
DROP INDEX "dataset_organisation_id_external_id_key";

-- AlterTable
ALTER TABLE "import_run" ADD COLUMN     "cancel_asked_at" TIMESTAMPTZ(6),
ADD COLUMN     "kind" TEXT,
ADD COLUMN     "pages" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reading_sha256" TEXT,
ADD COLUMN     "refused" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "source_id" UUID,
ALTER COLUMN "started_by_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "dataset" ADD COLUMN     "access_rights" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "contact_email" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "metadata_quality" INTEGER,
ADD COLUMN     "readiness" INTEGER,
ADD COLUMN     "source_id" UUID,
ADD COLUMN     "spatial" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "steward_id" UUID,
ADD COLUMN     "temporal_end" TEXT,
ADD COLUMN     "temporal_start" TEXT;

-- AlterTable
ALTER TABLE "distribution" ADD COLUMN     "access_url" TEXT,
ADD COLUMN     "byte_size" BIGINT,
ADD COLUMN     "check_at" TIMESTAMPTZ(6),
ADD COLUMN     "copy_done" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "copy_stage" TEXT,
ADD COLUMN     "copy_total" BIGINT,
ADD COLUMN     "etag" TEXT,
ADD COLUMN     "failing_since" TIMESTAMPTZ(6),
ADD COLUMN     "fields" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "is_download" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "last_modified" TEXT,
ADD COLUMN     "licence_raw" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "unchanged" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "snapshot" ADD COLUMN     "date_order" TEXT,
ADD COLUMN     "decimal_mark" TEXT NOT NULL DEFAULT '.';

-- AlterTable
ALTER TABLE "submission_dataset" ADD COLUMN     "distribution_id" UUID;

-- CreateTable
CREATE TABLE "health_check" (
    "id" UUID NOT NULL,
    "distribution_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "outcome" "health_outcome" NOT NULL,
    "status" INTEGER,
    "milliseconds" INTEGER NOT NULL,
    "reason" TEXT,

    CONSTRAINT "health_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_score" (
    "id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "readiness" INTEGER NOT NULL,
    "metadata_quality" INTEGER NOT NULL,
    "terms" JSONB NOT NULL,

    CONSTRAINT "dataset_score_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_issue" (
    "id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "data_issue_kind" NOT NULL,
    "title" TEXT NOT NULL,
    "reporter_id" UUID NOT NULL,
    "snapshot_id" UUID,
    "column" TEXT,
    "row" INTEGER,
    "state" "data_issue_state" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "answered_at" TIMESTAMPTZ(6),
    "closed_at" TIMESTAMPTZ(6),
    "fixed_in_id" UUID,

    CONSTRAINT "data_issue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_issue_entry" (
    "id" UUID NOT NULL,
    "issue_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "text" TEXT NOT NULL,
    "became" "data_issue_state",

    CONSTRAINT "data_issue_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "address" TEXT,
    "file_name" TEXT,
    "kind" TEXT,
    "every" "import_every" NOT NULL DEFAULT 'never',
    "next_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_item" (
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "outcome" "import_outcome" NOT NULL,
    "title" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "dataset_id" UUID,
    "changes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "reason" TEXT,

    CONSTRAINT "import_item_pkey" PRIMARY KEY ("run_id","position")
);

-- CreateTable
CREATE TABLE "column_note" (
    "distribution_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,

    CONSTRAINT "column_note_pkey" PRIMARY KEY ("distribution_id","name")
);

-- CreateIndex
CREATE INDEX "health_check_distribution_id_at_idx" ON "health_check"("distribution_id", "at" DESC);

-- CreateIndex
CREATE INDEX "dataset_score_dataset_id_at_idx" ON "dataset_score"("dataset_id", "at" DESC);

-- CreateIndex
CREATE INDEX "data_issue_dataset_id_state_number_idx" ON "data_issue"("dataset_id", "state", "number" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "data_issue_dataset_id_number_key" ON "data_issue"("dataset_id", "number");

-- CreateIndex
CREATE INDEX "data_issue_entry_issue_id_at_idx" ON "data_issue_entry"("issue_id", "at");

-- CreateIndex
CREATE INDEX "source_next_at_idx" ON "source"("next_at");

-- CreateIndex
CREATE UNIQUE INDEX "source_organisation_id_address_key" ON "source"("organisation_id", "address");

-- CreateIndex
CREATE UNIQUE INDEX "source_organisation_id_file_name_key" ON "source"("organisation_id", "file_name");

-- CreateIndex
CREATE INDEX "import_item_run_id_outcome_position_idx" ON "import_item"("run_id", "outcome", "position");

-- CreateIndex
CREATE INDEX "import_run_source_id_created_at_idx" ON "import_run"("source_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "dataset_source_id_external_id_key" ON "dataset"("source_id", "external_id");

-- CreateIndex
CREATE INDEX "distribution_check_at_idx" ON "distribution"("check_at");

-- AddForeignKey
ALTER TABLE "health_check" ADD CONSTRAINT "health_check_distribution_id_fkey" FOREIGN KEY ("distribution_id") REFERENCES "distribution"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_score" ADD CONSTRAINT "dataset_score_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_issue" ADD CONSTRAINT "data_issue_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_issue" ADD CONSTRAINT "data_issue_reporter_id_fkey" FOREIGN KEY ("reporter_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_issue" ADD CONSTRAINT "data_issue_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_issue" ADD CONSTRAINT "data_issue_fixed_in_id_fkey" FOREIGN KEY ("fixed_in_id") REFERENCES "snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_issue_entry" ADD CONSTRAINT "data_issue_entry_issue_id_fkey" FOREIGN KEY ("issue_id") REFERENCES "data_issue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_issue_entry" ADD CONSTRAINT "data_issue_entry_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_item" ADD CONSTRAINT "import_item_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "import_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_item" ADD CONSTRAINT "import_item_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_steward_id_fkey" FOREIGN KEY ("steward_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "column_note" ADD CONSTRAINT "column_note_distribution_id_fkey" FOREIGN KEY ("distribution_id") REFERENCES "distribution"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_dataset" ADD CONSTRAINT "submission_dataset_distribution_id_fkey" FOREIGN KEY ("distribution_id") REFERENCES "distribution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was imported so far came from a source of its address or file name.
INSERT INTO source (id, organisation_id, address, file_name, kind)
  SELECT gen_random_uuid(), organisation_id, address, CASE WHEN address IS NULL THEN coalesce(file_name, 'catalogue') END, 'dcat-us'
  FROM import_run GROUP BY 2, 3, 4;
UPDATE import_run SET source_id = source.id FROM source
  WHERE source.organisation_id = import_run.organisation_id AND (source.address = import_run.address
    OR (import_run.address IS NULL AND source.file_name = coalesce(import_run.file_name, 'catalogue')));
ALTER TABLE import_run ALTER COLUMN source_id SET NOT NULL;
UPDATE dataset SET source_id = import_run.source_id FROM import_run WHERE import_run.id = dataset.import_run_id;
UPDATE distribution SET is_download = true WHERE url IS NOT NULL AND format IN ('CSV', 'GeoJSON');

-- What the schema language cannot say.
ALTER TABLE source ADD CHECK ((address IS NULL) <> (file_name IS NULL)), ADD CHECK ((every = 'never') = (next_at IS NULL));
ALTER TABLE import_item ADD CHECK (position >= 1), ADD CHECK ((outcome = 'refused') = (reason IS NOT NULL));
ALTER TABLE dataset
  ADD CHECK (readiness BETWEEN 0 AND 100), ADD CHECK (metadata_quality BETWEEN 0 AND 405),
  ADD CHECK ((source_id IS NULL) = (external_id IS NULL));
ALTER TABLE distribution ADD CHECK (byte_size >= 0), ADD CHECK (copy_done >= 0), ADD CHECK (url IS NOT NULL OR NOT is_download),
  ADD CHECK (copy_stage IN ('fetching', 'profiling'));
ALTER TABLE snapshot ADD CHECK (kind IN ('csv', 'geojson', 'json', 'parquet', 'xlsx')),
  ADD CHECK (decimal_mark IN ('.', ',')), ADD CHECK (date_order IN ('dmy', 'mdy'));
ALTER TABLE health_check ADD CHECK ((outcome = 'failed') = (reason IS NOT NULL)), ADD CHECK (milliseconds >= 0);
ALTER TABLE dataset_score ADD CHECK (readiness BETWEEN 0 AND 100), ADD CHECK (metadata_quality BETWEEN 0 AND 405);
ALTER TABLE data_issue
  ADD CHECK (number >= 1), ADD CHECK (title <> ''), ADD CHECK ("row" >= 1),
  ADD CHECK ((closed_at IS NOT NULL) = (state IN ('fixed', 'wont_fix'))),
  ADD CHECK (closed_at IS NULL OR answered_at IS NOT NULL);
ALTER TABLE data_issue_entry ADD CHECK (text <> '' OR became IS NOT NULL);
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['import_item', 'dataset_score', 'data_issue_entry']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
-- A look at an address goes with the distribution that it looked at, and never changes.
CREATE TRIGGER append_only BEFORE UPDATE ON health_check FOR EACH ROW EXECUTE FUNCTION refuse_change();
