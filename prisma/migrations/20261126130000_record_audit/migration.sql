-- CreateTable
CREATE TABLE "record_audit" (
    "id" BIGSERIAL NOT NULL,
    "started_at" TIMESTAMPTZ(6) NOT NULL,
    "ended_at" TIMESTAMPTZ(6) NOT NULL,
    "entries" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "differences" JSONB NOT NULL,

    CONSTRAINT "record_audit_pkey" PRIMARY KEY ("id")
);
