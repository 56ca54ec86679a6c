-- A letter that tells of a receipt brings the receipt along, once the line is signed.
-- AlterTable
ALTER TABLE "mail" ADD COLUMN     "record_hash" TEXT;
