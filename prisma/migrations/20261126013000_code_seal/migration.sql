-- The code of a version as it was fetched: what was asked for, what became of it, and each file in it.
-- CreateEnum
CREATE TYPE "seal_state" AS ENUM ('pending', 'sealed', 'failed');

-- CreateTable
CREATE TABLE "code_seal" (
    "version_id" UUID NOT NULL,
    "state" "seal_state" NOT NULL DEFAULT 'pending',
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "github_id" BIGINT,
    "commit_sha" TEXT,
    "tree_sha" TEXT,
    "branch" TEXT,
    "archive_sha256" TEXT,
    "is_whole" BOOLEAN,
    "file_count" INTEGER,
    "why" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "tried_at" TIMESTAMPTZ(6),
    "sealed_at" TIMESTAMPTZ(6),
    "record_hash" TEXT,

    CONSTRAINT "code_seal_pkey" PRIMARY KEY ("version_id")
);

-- CreateTable
CREATE TABLE "sealed_file" (
    "version_id" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "blob" TEXT NOT NULL,

    CONSTRAINT "sealed_file_pkey" PRIMARY KEY ("version_id","path")
);

-- CreateIndex
CREATE INDEX "code_seal_archive_sha256_idx" ON "code_seal"("archive_sha256");

-- AddForeignKey
ALTER TABLE "code_seal" ADD CONSTRAINT "code_seal_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "submission_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "code_seal" ADD CONSTRAINT "code_seal_archive_sha256_fkey" FOREIGN KEY ("archive_sha256") REFERENCES "stored_file"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sealed_file" ADD CONSTRAINT "sealed_file_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "code_seal"("version_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE code_seal
  ADD CHECK (commit_sha IS NULL OR commit_sha ~ '^[0-9a-f]{40}$'),
  ADD CHECK (tree_sha IS NULL OR tree_sha ~ '^[0-9a-f]{40}$'),
  ADD CHECK (tries >= 0),
  ADD CHECK (file_count IS NULL OR file_count BETWEEN 0 AND 20000),
  ADD CHECK ((state = 'failed') <= (why IS NOT NULL)),
  ADD CHECK ((state = 'sealed') = (num_nonnulls(commit_sha, tree_sha, branch, github_id, archive_sha256, is_whole, file_count, sealed_at, record_hash) = 9));

ALTER TABLE sealed_file
  ADD CHECK (mode IN ('100644', '100755', '120000')),
  ADD CHECK (bytes >= 0),
  ADD CHECK (blob ~ '^[0-9a-f]{40}$'),
  ADD CHECK (path <> '' AND char_length(path) <= 1000);

-- What is sealed stays: a seal is settled once, and its files are never changed.
CREATE FUNCTION refuse_unsealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state = 'sealed' THEN
    RAISE EXCEPTION 'code_seal is settled once: % refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER settled_once BEFORE UPDATE OR DELETE ON code_seal FOR EACH ROW EXECUTE FUNCTION refuse_unsealing();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON sealed_file FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON code_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON sealed_file FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
