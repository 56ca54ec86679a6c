-- A foreign key locks the entry's row for each insert of its words, and so marks it a second time. Both are written by one
-- statement, and no entry can be deleted: the key kept nothing from going wrong.
-- DropForeignKey
ALTER TABLE "record_content" DROP CONSTRAINT "record_content_entry_id_fkey";

-- What waits has no place, and need not stand in the index of places.
DROP INDEX "record_entry_index_key";
CREATE UNIQUE INDEX "record_entry_index_key" ON "record_entry"("index") WHERE "index" IS NOT NULL;

-- By type it is asked within a challenge, or for redactions alone.
-- DropIndex
DROP INDEX "record_entry_type_id_idx";
-- CreateIndex
CREATE INDEX "record_entry_challenge_id_type_id_idx" ON "record_entry"("challenge_id", "type", "id");
CREATE INDEX "record_entry_redactions" ON "record_entry"("id") WHERE "type" = 'redaction';
