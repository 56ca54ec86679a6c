-- AlterTable
ALTER TABLE "repository_commit" ADD COLUMN     "size_asked_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "provenance_reply" (
    "team_id" UUID NOT NULL,
    "fact_key" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "saved_by_id" UUID NOT NULL,
    "saved_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "provenance_reply_pkey" PRIMARY KEY ("team_id","fact_key")
);

-- CreateIndex
CREATE INDEX "sealed_file_blob_idx" ON "sealed_file"("blob");

-- AddForeignKey
ALTER TABLE "provenance_reply" ADD CONSTRAINT "provenance_reply_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE provenance_reply ADD CHECK (char_length(text) BETWEEN 1 AND 2000);
