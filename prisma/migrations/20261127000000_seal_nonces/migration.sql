-- What opens a sheet's seal, and its feedback, are random bytes of their own and not the version's id.
-- AlterTable
ALTER TABLE "score_sheet_version" ADD COLUMN     "nonce" TEXT;
