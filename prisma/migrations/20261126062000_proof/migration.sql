-- Who may speak for a repository, what became of it on GitHub, and the mark that its commit gets there.
-- CreateEnum
CREATE TYPE "commit_status_state" AS ENUM ('waiting', 'asked', 'posted', 'refused');

-- CreateEnum
CREATE TYPE "repository_proof" AS ENUM ('none', 'permission', 'installation', 'file', 'topic');

-- CreateEnum
CREATE TYPE "repository_event_kind" AS ENUM ('renamed', 'transferred', 'archived', 'unarchived', 'made_private', 'made_public', 'vanished', 'returned');

-- AlterTable
ALTER TABLE "code_seal" ADD COLUMN     "is_private" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "repository" ADD COLUMN     "installation_id" BIGINT,
ADD COLUMN     "is_private" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "marks_commit" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "proof" "repository_proof" NOT NULL DEFAULT 'none',
ADD COLUMN     "proven_at" TIMESTAMPTZ(6),
ADD COLUMN     "proven_by_id" UUID;

-- CreateTable
CREATE TABLE "commit_status" (
    "version_id" UUID NOT NULL,
    "state" "commit_status_state" NOT NULL DEFAULT 'waiting',
    "why" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "commit_status_pkey" PRIMARY KEY ("version_id")
);

-- CreateTable
CREATE TABLE "repository_event" (
    "id" UUID NOT NULL,
    "repository_id" UUID NOT NULL,
    "kind" "repository_event_kind" NOT NULL,
    "was" TEXT,
    "becomes" TEXT,
    "seen_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "repository_event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "repository_event_repository_id_seen_at_idx" ON "repository_event"("repository_id", "seen_at");

-- AddForeignKey
ALTER TABLE "commit_status" ADD CONSTRAINT "commit_status_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "submission_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "repository_event" ADD CONSTRAINT "repository_event_repository_id_fkey" FOREIGN KEY ("repository_id") REFERENCES "repository"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE repository ADD CHECK ((proof = 'none') = (proven_at IS NULL)), ADD CHECK (proof <> 'none' OR proven_by_id IS NULL);
ALTER TABLE commit_status ADD CHECK (tries BETWEEN 0 AND 3), ADD CHECK ((state = 'refused') <= (why IS NOT NULL));
