-- CreateTable
CREATE TABLE "github_delivery" (
    "id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "payload" BYTEA,
    "received_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "done_at" TIMESTAMPTZ(6),

    CONSTRAINT "github_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "github_delivery_received_at_idx" ON "github_delivery"("received_at");
-- A delivery waits with what came, or is done and holds it no more.
ALTER TABLE github_delivery
  ADD CHECK ((done_at IS NULL) = (payload IS NOT NULL)),
  ADD CHECK (event ~ '^[a-z0-9_]{1,64}$');
