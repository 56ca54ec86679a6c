-- Who acts gets the receipts of what they did by mail, many in one letter, unless they do not want them.
-- AlterTable
ALTER TABLE "person" ADD COLUMN     "wants_receipts" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "mail" ADD COLUMN     "record_hashes" TEXT[] DEFAULT ARRAY[]::TEXT[];
UPDATE "mail" SET "record_hashes" = ARRAY["record_hash"] WHERE "record_hash" IS NOT NULL;
ALTER TABLE "mail" DROP COLUMN "record_hash";

-- CreateTable
CREATE TABLE "receipt_due" (
    "person_id" UUID NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "receipt_due_pkey" PRIMARY KEY ("person_id","entry_id")
);

-- AddForeignKey
ALTER TABLE "receipt_due" ADD CONSTRAINT "receipt_due_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
