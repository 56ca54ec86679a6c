-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "organisation_role" AS ENUM ('owner', 'editor', 'viewer');

-- CreateEnum
CREATE TYPE "dataset_role" AS ENUM ('required', 'suggested', 'context');

-- CreateEnum
CREATE TYPE "dataset_state" AS ENUM ('present', 'missing');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('waiting', 'running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "conflict_kind" AS ENUM ('declared', 'team', 'organisation');

-- CreateEnum
CREATE TYPE "sheet_state" AS ENUM ('draft', 'handed_in');

-- CreateEnum
CREATE TYPE "decision_kind" AS ENUM ('adopt', 'pilot', 'procure', 'decline');

-- CreateEnum
CREATE TYPE "join_request_state" AS ENUM ('waiting', 'accepted', 'declined', 'withdrawn');

-- CreateEnum
CREATE TYPE "repository_state" AS ENUM ('pending', 'known', 'unreachable');

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "affiliation" TEXT NOT NULL DEFAULT '',
    "is_administrator" BOOLEAN NOT NULL DEFAULT false,
    "is_demonstration" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "last_seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "revoked_at" TIMESTAMPTZ(6),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_code" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "used_at" TIMESTAMPTZ(6),

    CONSTRAINT "sign_in_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',
    "website" TEXT NOT NULL DEFAULT '',
    "contact" TEXT NOT NULL DEFAULT '',
    "time_zone" TEXT NOT NULL DEFAULT 'Europe/Rome',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation_member" (
    "organisation_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "organisation_role" NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "organisation_member_pkey" PRIMARY KEY ("organisation_id","person_id")
);

-- CreateTable
CREATE TABLE "challenge" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL DEFAULT '',
    "brief" TEXT NOT NULL DEFAULT '',
    "theme" TEXT NOT NULL DEFAULT 'heritage',
    "arms" JSONB NOT NULL,
    "contact" TEXT NOT NULL DEFAULT '',
    "time_zone" TEXT NOT NULL,
    "min_team" INTEGER NOT NULL DEFAULT 1,
    "max_team" INTEGER NOT NULL DEFAULT 5,
    "reviews_per_entry" INTEGER NOT NULL DEFAULT 3,
    "published_at" TIMESTAMPTZ(6),
    "opens_at" TIMESTAMPTZ(6),
    "closes_at" TIMESTAMPTZ(6),
    "judging_ends_at" TIMESTAMPTZ(6),
    "results_due_at" TIMESTAMPTZ(6),
    "decision_due_at" TIMESTAMPTZ(6),
    "judging_closed_at" TIMESTAMPTZ(6),
    "results_published_at" TIMESTAMPTZ(6),
    "decided_at" TIMESTAMPTZ(6),
    "next_entry" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "challenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "challenge_draft_section" (
    "challenge_id" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "saved_by_id" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "challenge_draft_section_pkey" PRIMARY KEY ("challenge_id","section")
);

-- CreateTable
CREATE TABLE "prize" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "amount_minor" BIGINT,
    "currency" TEXT,
    "in_kind" TEXT,

    CONSTRAINT "prize_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "criterion" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "weight" INTEGER NOT NULL,

    CONSTRAINT "criterion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "level" (
    "criterion_id" UUID NOT NULL,
    "value" INTEGER NOT NULL,
    "sentence" TEXT NOT NULL,

    CONSTRAINT "level_pkey" PRIMARY KEY ("criterion_id","value")
);

-- CreateTable
CREATE TABLE "rules_version" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "eligibility" TEXT NOT NULL,
    "rights" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "published_by_id" UUID NOT NULL,
    "published_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "rules_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pledge" (
    "challenge_id" UUID NOT NULL,
    "owner_name" TEXT NOT NULL,
    "owner_role" TEXT NOT NULL,
    "upkeep" TEXT NOT NULL,
    "upkeep_until" DATE NOT NULL,
    "decision" TEXT NOT NULL,
    "money" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "signed_by_name" TEXT NOT NULL,
    "signed_by_id" UUID NOT NULL,
    "signed_at" TIMESTAMPTZ(6) NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "pledge_pkey" PRIMARY KEY ("challenge_id")
);

-- CreateTable
CREATE TABLE "calendar_change" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "before" TIMESTAMPTZ(6) NOT NULL,
    "after" TIMESTAMPTZ(6) NOT NULL,
    "reason" TEXT NOT NULL,
    "changed_by_id" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "calendar_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "challenge_dataset" (
    "challenge_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "role" "dataset_role" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,

    CONSTRAINT "challenge_dataset_pkey" PRIMARY KEY ("challenge_id","dataset_id")
);

-- CreateTable
CREATE TABLE "pinned_snapshot" (
    "challenge_id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "pinned_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "pinned_snapshot_pkey" PRIMARY KEY ("challenge_id","snapshot_id")
);

-- CreateTable
CREATE TABLE "question" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "answer" TEXT,
    "answered_by_id" UUID,
    "answered_at" TIMESTAMPTZ(6),

    CONSTRAINT "question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcement" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "posted_by_id" UUID NOT NULL,
    "posted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "challenge_chair" (
    "challenge_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "challenge_chair_pkey" PRIMARY KEY ("challenge_id","person_id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "started_by_id" UUID NOT NULL,
    "address" TEXT,
    "file_sha256" TEXT,
    "file_name" TEXT,
    "state" "import_state" NOT NULL DEFAULT 'waiting',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "missing" INTEGER NOT NULL DEFAULT 0,
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "error" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "import_run_id" UUID,
    "external_id" TEXT,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "publisher" TEXT NOT NULL DEFAULT '',
    "contact_name" TEXT NOT NULL DEFAULT '',
    "landing_page" TEXT,
    "keywords" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "themes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "issued" TEXT,
    "modified" TEXT,
    "frequency" TEXT,
    "bbox" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[],
    "licence_raw" TEXT NOT NULL DEFAULT '',
    "licence_id" TEXT,
    "licence_open" BOOLEAN,
    "licence_confirmed_by_id" UUID,
    "licence_confirmed_at" TIMESTAMPTZ(6),
    "licence_reason" TEXT,
    "state" "dataset_state" NOT NULL DEFAULT 'present',
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "distribution" (
    "id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "url" TEXT,
    "format" TEXT NOT NULL DEFAULT '',
    "media_type" TEXT,

    CONSTRAINT "distribution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "id" UUID NOT NULL,
    "distribution_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "file_name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "encoding" TEXT NOT NULL DEFAULT 'utf-8',
    "delimiter" TEXT,
    "row_count" INTEGER NOT NULL,
    "columns" JSONB NOT NULL,
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "bbox" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[],
    "shapes" JSONB,
    "fetched_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot_row" (
    "snapshot_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "cells" TEXT[],

    CONSTRAINT "snapshot_row_pkey" PRIMARY KEY ("snapshot_id","number")
);

-- CreateTable
CREATE TABLE "juror_invitation" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by_id" UUID NOT NULL,
    "invited_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "accepted_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "nudged_at" TIMESTAMPTZ(6),

    CONSTRAINT "juror_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "juror" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "accepted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "left_at" TIMESTAMPTZ(6),
    "nudged_at" TIMESTAMPTZ(6),

    CONSTRAINT "juror_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conflict" (
    "juror_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "kind" "conflict_kind" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "declared_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "conflict_pkey" PRIMARY KEY ("juror_id","submission_id")
);

-- CreateTable
CREATE TABLE "assignment" (
    "id" UUID NOT NULL,
    "juror_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "assigned_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "released_at" TIMESTAMPTZ(6),

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "score_sheet_version" (
    "id" UUID NOT NULL,
    "assignment_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "scores" JSONB NOT NULL,
    "private_note" TEXT NOT NULL DEFAULT '',
    "feedback" TEXT NOT NULL DEFAULT '',
    "state" "sheet_state" NOT NULL,
    "saved_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "idempotency_key" TEXT NOT NULL,

    CONSTRAINT "score_sheet_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "result" (
    "challenge_id" UUID NOT NULL,
    "ranking" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "computed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "result_pkey" PRIMARY KEY ("challenge_id")
);

-- CreateTable
CREATE TABLE "award" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "prize_id" UUID,
    "reason" TEXT NOT NULL DEFAULT '',
    "decided_by_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "award_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "kind" "decision_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "decided_by_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "sent_at" TIMESTAMPTZ(6),
    "error" TEXT,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "media_type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "clock_shift" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "shift" BIGINT NOT NULL,

    CONSTRAINT "clock_shift_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "record_entry" (
    "id" BIGSERIAL NOT NULL,
    "index" BIGINT,
    "type" TEXT NOT NULL,
    "challenge_id" UUID,
    "leaf" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "record_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "record_content" (
    "entry_id" BIGINT NOT NULL,
    "salt" TEXT NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "record_content_pkey" PRIMARY KEY ("entry_id")
);

-- CreateTable
CREATE TABLE "submission_draft" (
    "team_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "saved_by_id" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "submission_draft_pkey" PRIMARY KEY ("team_id")
);

-- CreateTable
CREATE TABLE "submission" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(6),

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission_version" (
    "id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "pitch" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "demo_url" TEXT,
    "video_url" TEXT,
    "repository_url" TEXT,
    "commit_sha" TEXT,
    "images" JSONB NOT NULL DEFAULT '[]',
    "content_hash" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "submitted_by_id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "rules_version_id" UUID NOT NULL,
    "record_hash" TEXT NOT NULL,

    CONSTRAINT "submission_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submission_dataset" (
    "version_id" UUID NOT NULL,
    "dataset_id" UUID NOT NULL,
    "how" TEXT NOT NULL,

    CONSTRAINT "submission_dataset_pkey" PRIMARY KEY ("version_id","dataset_id")
);

-- CreateTable
CREATE TABLE "team" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',
    "is_looking" BOOLEAN NOT NULL DEFAULT false,
    "skills_wanted" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "invite_hash" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "dissolved_at" TIMESTAMPTZ(6),

    CONSTRAINT "team_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_member" (
    "team_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "is_captain" BOOLEAN NOT NULL DEFAULT false,
    "joined_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "team_member_pkey" PRIMARY KEY ("team_id","person_id")
);

-- CreateTable
CREATE TABLE "join_request" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "message" TEXT NOT NULL DEFAULT '',
    "state" "join_request_state" NOT NULL DEFAULT 'waiting',
    "asked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "decided_at" TIMESTAMPTZ(6),

    CONSTRAINT "join_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seeker" (
    "challenge_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "about" TEXT NOT NULL DEFAULT '',
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "seeker_pkey" PRIMARY KEY ("challenge_id","person_id")
);

-- CreateTable
CREATE TABLE "rules_acceptance" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "rules_version_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "accepted_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "rules_acceptance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repository" (
    "id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "github_id" BIGINT,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "licence" TEXT,
    "languages" JSONB NOT NULL DEFAULT '[]',
    "default_branch" TEXT,
    "head_sha" TEXT,
    "judged_sha" TEXT,
    "state" "repository_state" NOT NULL DEFAULT 'pending',
    "error" TEXT,
    "linked_by_id" UUID NOT NULL,
    "linked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "refreshed_at" TIMESTAMPTZ(6),

    CONSTRAINT "repository_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "person_handle_key" ON "person"("handle");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_person_id_created_at_idx" ON "session"("person_id", "created_at");

-- CreateIndex
CREATE INDEX "sign_in_code_email_created_at_idx" ON "sign_in_code"("email", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_slug_key" ON "organisation"("slug");

-- CreateIndex
CREATE INDEX "organisation_member_person_id_idx" ON "organisation_member"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "challenge_slug_key" ON "challenge"("slug");

-- CreateIndex
CREATE INDEX "challenge_organisation_id_created_at_idx" ON "challenge"("organisation_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "challenge_published_at_id_idx" ON "challenge"("published_at" DESC, "id");

-- CreateIndex
CREATE INDEX "challenge_closes_at_id_idx" ON "challenge"("closes_at", "id");

-- CreateIndex
CREATE INDEX "challenge_theme_idx" ON "challenge"("theme");

-- CreateIndex
CREATE UNIQUE INDEX "prize_challenge_id_position_key" ON "prize"("challenge_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "criterion_challenge_id_position_key" ON "criterion"("challenge_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "rules_version_challenge_id_number_key" ON "rules_version"("challenge_id", "number");

-- CreateIndex
CREATE INDEX "calendar_change_challenge_id_changed_at_idx" ON "calendar_change"("challenge_id", "changed_at");

-- CreateIndex
CREATE INDEX "challenge_dataset_dataset_id_idx" ON "challenge_dataset"("dataset_id");

-- CreateIndex
CREATE UNIQUE INDEX "question_challenge_id_number_key" ON "question"("challenge_id", "number");

-- CreateIndex
CREATE INDEX "announcement_challenge_id_posted_at_idx" ON "announcement"("challenge_id", "posted_at" DESC);

-- CreateIndex
CREATE INDEX "challenge_chair_person_id_idx" ON "challenge_chair"("person_id");

-- CreateIndex
CREATE INDEX "import_run_organisation_id_created_at_idx" ON "import_run"("organisation_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "dataset_slug_key" ON "dataset"("slug");

-- CreateIndex
CREATE INDEX "dataset_organisation_id_created_at_id_idx" ON "dataset"("organisation_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "dataset_created_at_id_idx" ON "dataset"("created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_organisation_id_external_id_key" ON "dataset"("organisation_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "distribution_dataset_id_position_key" ON "distribution"("dataset_id", "position");

-- CreateIndex
CREATE INDEX "snapshot_distribution_id_fetched_at_idx" ON "snapshot"("distribution_id", "fetched_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "juror_invitation_token_hash_key" ON "juror_invitation"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "juror_invitation_challenge_id_email_key" ON "juror_invitation"("challenge_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "juror_challenge_id_person_id_key" ON "juror"("challenge_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "juror_challenge_id_number_key" ON "juror"("challenge_id", "number");

-- CreateIndex
CREATE INDEX "conflict_submission_id_idx" ON "conflict"("submission_id");

-- CreateIndex
CREATE INDEX "assignment_submission_id_idx" ON "assignment"("submission_id");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_juror_id_submission_id_key" ON "assignment"("juror_id", "submission_id");

-- CreateIndex
CREATE UNIQUE INDEX "score_sheet_version_idempotency_key_key" ON "score_sheet_version"("idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "score_sheet_version_assignment_id_number_key" ON "score_sheet_version"("assignment_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "award_prize_id_key" ON "award"("prize_id");

-- CreateIndex
CREATE INDEX "award_challenge_id_idx" ON "award"("challenge_id");

-- CreateIndex
CREATE INDEX "award_submission_id_idx" ON "award"("submission_id");

-- CreateIndex
CREATE INDEX "decision_submission_id_decided_at_idx" ON "decision"("submission_id", "decided_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "mail_key_key" ON "mail"("key");

-- CreateIndex
CREATE INDEX "mail_created_at_idx" ON "mail"("created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "record_entry_index_key" ON "record_entry"("index");

-- CreateIndex
CREATE UNIQUE INDEX "record_entry_hash_key" ON "record_entry"("hash");

-- CreateIndex
CREATE INDEX "record_entry_challenge_id_id_idx" ON "record_entry"("challenge_id", "id");

-- CreateIndex
CREATE INDEX "record_entry_type_id_idx" ON "record_entry"("type", "id");

-- CreateIndex
CREATE UNIQUE INDEX "submission_team_id_key" ON "submission"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "submission_challenge_id_number_key" ON "submission"("challenge_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "submission_version_idempotency_key_key" ON "submission_version"("idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "submission_version_submission_id_number_key" ON "submission_version"("submission_id", "number");

-- CreateIndex
CREATE INDEX "submission_dataset_dataset_id_idx" ON "submission_dataset"("dataset_id");

-- CreateIndex
CREATE UNIQUE INDEX "team_invite_hash_key" ON "team"("invite_hash");

-- CreateIndex
CREATE INDEX "team_challenge_id_created_at_id_idx" ON "team"("challenge_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "team_challenge_id_slug_key" ON "team"("challenge_id", "slug");

-- CreateIndex
CREATE INDEX "team_member_person_id_idx" ON "team_member"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "team_member_challenge_id_person_id_key" ON "team_member"("challenge_id", "person_id");

-- CreateIndex
CREATE INDEX "join_request_team_id_state_idx" ON "join_request"("team_id", "state");

-- CreateIndex
CREATE INDEX "join_request_person_id_idx" ON "join_request"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "rules_acceptance_team_id_rules_version_id_person_id_key" ON "rules_acceptance"("team_id", "rules_version_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "repository_team_id_key" ON "repository"("team_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation_member" ADD CONSTRAINT "organisation_member_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation_member" ADD CONSTRAINT "organisation_member_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge" ADD CONSTRAINT "challenge_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_draft_section" ADD CONSTRAINT "challenge_draft_section_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prize" ADD CONSTRAINT "prize_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "criterion" ADD CONSTRAINT "criterion_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "level" ADD CONSTRAINT "level_criterion_id_fkey" FOREIGN KEY ("criterion_id") REFERENCES "criterion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rules_version" ADD CONSTRAINT "rules_version_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pledge" ADD CONSTRAINT "pledge_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_change" ADD CONSTRAINT "calendar_change_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_dataset" ADD CONSTRAINT "challenge_dataset_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_dataset" ADD CONSTRAINT "challenge_dataset_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pinned_snapshot" ADD CONSTRAINT "pinned_snapshot_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pinned_snapshot" ADD CONSTRAINT "pinned_snapshot_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question" ADD CONSTRAINT "question_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_chair" ADD CONSTRAINT "challenge_chair_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenge_chair" ADD CONSTRAINT "challenge_chair_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_import_run_id_fkey" FOREIGN KEY ("import_run_id") REFERENCES "import_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "distribution" ADD CONSTRAINT "distribution_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_distribution_id_fkey" FOREIGN KEY ("distribution_id") REFERENCES "distribution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_row" ADD CONSTRAINT "snapshot_row_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "juror_invitation" ADD CONSTRAINT "juror_invitation_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "juror" ADD CONSTRAINT "juror_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "juror" ADD CONSTRAINT "juror_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_juror_id_fkey" FOREIGN KEY ("juror_id") REFERENCES "juror"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conflict" ADD CONSTRAINT "conflict_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_juror_id_fkey" FOREIGN KEY ("juror_id") REFERENCES "juror"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score_sheet_version" ADD CONSTRAINT "score_sheet_version_assignment_id_fkey" FOREIGN KEY ("assignment_id") REFERENCES "assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "result" ADD CONSTRAINT "result_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "award" ADD CONSTRAINT "award_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "award" ADD CONSTRAINT "award_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "award" ADD CONSTRAINT "award_prize_id_fkey" FOREIGN KEY ("prize_id") REFERENCES "prize"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "record_content" ADD CONSTRAINT "record_content_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "record_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_draft" ADD CONSTRAINT "submission_draft_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission" ADD CONSTRAINT "submission_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_version" ADD CONSTRAINT "submission_version_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_dataset" ADD CONSTRAINT "submission_dataset_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "submission_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "submission_dataset" ADD CONSTRAINT "submission_dataset_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_member" ADD CONSTRAINT "team_member_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "join_request" ADD CONSTRAINT "join_request_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "join_request" ADD CONSTRAINT "join_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seeker" ADD CONSTRAINT "seeker_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seeker" ADD CONSTRAINT "seeker_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rules_acceptance" ADD CONSTRAINT "rules_acceptance_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rules_acceptance" ADD CONSTRAINT "rules_acceptance_rules_version_id_fkey" FOREIGN KEY ("rules_version_id") REFERENCES "rules_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repository" ADD CONSTRAINT "repository_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
