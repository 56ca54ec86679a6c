-- How often each host is asked after its data's health: the limit is counted here, whichever process asks.

-- CreateTable
CREATE TABLE "host_request" (
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "host_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "host_request_host_at_idx" ON "host_request"("host", "at");
