-- What jurors would like to read, where the chair asks.
-- CreateEnum
CREATE TYPE "bid_kind" AS ENUM ('eager', 'willing', 'rather_not');

-- AlterTable
ALTER TABLE "challenge" ADD COLUMN     "bids_asked_at" TIMESTAMPTZ(6);

-- CreateTable
CREATE TABLE "bid" (
    "juror_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "bid" "bid_kind" NOT NULL,
    "said_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "bid_pkey" PRIMARY KEY ("juror_id","submission_id")
);

-- CreateIndex
CREATE INDEX "bid_submission_id_idx" ON "bid"("submission_id");

-- AddForeignKey
ALTER TABLE "bid" ADD CONSTRAINT "bid_juror_id_fkey" FOREIGN KEY ("juror_id") REFERENCES "juror"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bid" ADD CONSTRAINT "bid_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
