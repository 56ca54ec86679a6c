-- CreateEnum
CREATE TYPE "push_kind" AS ENUM ('push', 'force_push', 'branch_creation', 'branch_deletion', 'merge');

-- AlterEnum
ALTER TYPE "commit_state" ADD VALUE 'stray';

-- AlterTable
ALTER TABLE "submission_version" ADD COLUMN     "branch" TEXT;

-- AlterTable
ALTER TABLE "code_seal" ADD COLUMN     "is_push_seen" BOOLEAN,
ADD COLUMN     "not_before" TIMESTAMPTZ(6),
ADD COLUMN     "observed_at" TIMESTAMPTZ(6);

-- AlterTable
ALTER TABLE "repository" ADD COLUMN     "baseline" TEXT,
ADD COLUMN     "earlier_sha" TEXT,
ADD COLUMN     "follows_branch" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "fork_of" TEXT,
ADD COLUMN     "is_archived" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "kilobytes" INTEGER,
ADD COLUMN     "publiccode" TEXT,
ADD COLUMN     "readme" TEXT,
ADD COLUMN     "synced_head" TEXT,
ADD COLUMN     "topics" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "github_answer" (
    "repository_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "etag" TEXT,
    "value" JSONB NOT NULL,
    "next" TEXT,

    CONSTRAINT "github_answer_pkey" PRIMARY KEY ("repository_id","question")
);

-- CreateTable
CREATE TABLE "github_pause" (
    "id" BOOLEAN NOT NULL DEFAULT true,
    "until" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "github_pause_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repository_commit" (
    "repository_id" UUID NOT NULL,
    "sha" TEXT NOT NULL,
    "parents" TEXT[],
    "headline" TEXT NOT NULL,
    "github_id" BIGINT,
    "login" TEXT,
    "author_name" TEXT NOT NULL,
    "authored_at" TIMESTAMPTZ(6) NOT NULL,
    "committed_at" TIMESTAMPTZ(6) NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,
    "is_reachable" BOOLEAN NOT NULL DEFAULT true,
    "additions" INTEGER,
    "deletions" INTEGER,
    "files" INTEGER,

    CONSTRAINT "repository_commit_pkey" PRIMARY KEY ("repository_id","sha")
);

-- CreateTable
CREATE TABLE "repository_push" (
    "repository_id" UUID NOT NULL,
    "id" BIGINT NOT NULL,
    "kind" "push_kind" NOT NULL,
    "ref" TEXT NOT NULL,
    "before" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "login" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "repository_push_pkey" PRIMARY KEY ("repository_id","id")
);

-- CreateTable
CREATE TABLE "repository_head" (
    "repository_id" UUID NOT NULL,
    "sha" TEXT NOT NULL,
    "branch" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "repository_head_pkey" PRIMARY KEY ("repository_id","seen_at")
);

-- CreateTable
CREATE TABLE "repository_contributor" (
    "repository_id" UUID NOT NULL,
    "github_id" BIGINT NOT NULL,
    "login" TEXT NOT NULL,
    "commits" INTEGER NOT NULL,

    CONSTRAINT "repository_contributor_pkey" PRIMARY KEY ("repository_id","github_id")
);

-- CreateTable
CREATE TABLE "repository_release" (
    "repository_id" UUID NOT NULL,
    "id" BIGINT NOT NULL,
    "tag" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(6),

    CONSTRAINT "repository_release_pkey" PRIMARY KEY ("repository_id","id")
);

-- CreateTable
CREATE TABLE "repository_check" (
    "repository_id" UUID NOT NULL,
    "id" BIGINT NOT NULL,
    "sha" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "conclusion" TEXT,
    "url" TEXT,

    CONSTRAINT "repository_check_pkey" PRIMARY KEY ("repository_id","id")
);

-- CreateIndex
CREATE INDEX "repository_commit_repository_id_committed_at_idx" ON "repository_commit"("repository_id", "committed_at");

-- CreateIndex
CREATE INDEX "repository_push_repository_id_at_idx" ON "repository_push"("repository_id", "at");

-- CreateIndex
CREATE INDEX "repository_github_id_idx" ON "repository"("github_id");

-- AddForeignKey
ALTER TABLE "github_answer" ADD CONSTRAINT "github_answer_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repository_commit" ADD CONSTRAINT "repository_commit_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repository_push" ADD CONSTRAINT "repository_push_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repository_head" ADD CONSTRAINT "repository_head_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repository_contributor" ADD CONSTRAINT "repository_contributor_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repository_release" ADD CONSTRAINT "repository_release_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repository_check" ADD CONSTRAINT "repository_check_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE github_pause ADD CHECK (id);
ALTER TABLE repository
  ADD CHECK (earlier_sha IS NULL OR earlier_sha ~ '^[0-9a-f]{40}$'),
  ADD CHECK (synced_head IS NULL OR synced_head ~ '^[0-9a-f]{40}$'),
  ADD CHECK (baseline IS NULL OR baseline ~ '^[0-9a-f]{40}$');
ALTER TABLE submission_version ADD CHECK (branch IS NULL OR (repository_url IS NOT NULL AND commit_sha IS NULL));
ALTER TABLE code_seal ADD CHECK ((observed_at IS NULL) = (is_push_seen IS NULL));
ALTER TABLE repository_commit ADD CHECK (sha ~ '^[0-9a-f]{40}$');
