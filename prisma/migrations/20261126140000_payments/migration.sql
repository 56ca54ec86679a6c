-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "award_id" UUID NOT NULL,
    "paid_on" DATE NOT NULL,
    "stated_by_id" UUID NOT NULL,
    "stated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "payment_award_id_stated_at_idx" ON "payment"("award_id", "stated_at" DESC);

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_award_id_fkey" FOREIGN KEY ("award_id") REFERENCES "award"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON payment FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON payment FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
