-- The warm-up set, which every juror scores first.
-- AlterTable
ALTER TABLE "submission" ADD COLUMN     "warm_up_at" TIMESTAMPTZ(6);
