-- Plans of who reads what, worked out for the chair.
-- CreateEnum
CREATE TYPE "assignment_mode" AS ENUM ('fair', 'sum');

-- CreateEnum
CREATE TYPE "plan_state" AS ENUM ('waiting', 'running', 'proposed', 'impossible', 'cancelled', 'confirmed', 'left');

-- CreateTable
CREATE TABLE "assignment_plan" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "before_id" UUID,
    "mode" "assignment_mode" NOT NULL,
    "seed" TEXT NOT NULL,
    "least_load" INTEGER,
    "most_load" INTEGER,
    "may_move" BOOLEAN NOT NULL DEFAULT false,
    "pins" JSONB NOT NULL DEFAULT '[]',
    "bans" JSONB NOT NULL DEFAULT '[]',
    "state" "plan_state" NOT NULL DEFAULT 'waiting',
    "step" TEXT NOT NULL DEFAULT '',
    "proposal" JSONB,
    "reason" TEXT,
    "started_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "cancel_asked_at" TIMESTAMPTZ(6),
    "finished_at" TIMESTAMPTZ(6),

    CONSTRAINT "assignment_plan_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "assignment_plan_challenge_id_id_idx" ON "assignment_plan"("challenge_id", "id");

-- AddForeignKey
ALTER TABLE "assignment_plan" ADD CONSTRAINT "assignment_plan_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
