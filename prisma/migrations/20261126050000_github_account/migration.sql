-- Whom GitHub knows a person as. One account of GitHub is one person's, and a person has one.
-- CreateTable
CREATE TABLE "github_account" (
    "github_id" BIGINT NOT NULL,
    "person_id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "token_sealed" TEXT,
    "linked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "github_account_pkey" PRIMARY KEY ("github_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "github_account_person_id_key" ON "github_account"("person_id");

-- AddForeignKey
ALTER TABLE "github_account" ADD CONSTRAINT "github_account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
