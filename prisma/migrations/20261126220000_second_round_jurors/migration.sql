-- Who scores the second round: the chair names them of the jury.
-- CreateTable
CREATE TABLE "second_round_juror" (
    "juror_id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "joined_at" TIMESTAMPTZ(6) NOT NULL,
    "left_at" TIMESTAMPTZ(6),

    CONSTRAINT "second_round_juror_pkey" PRIMARY KEY ("juror_id")
);

-- CreateIndex
CREATE INDEX "second_round_juror_round_id_idx" ON "second_round_juror"("round_id");

-- AddForeignKey
ALTER TABLE "second_round_juror" ADD CONSTRAINT "second_round_juror_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "second_round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_round_juror" ADD CONSTRAINT "second_round_juror_juror_id_fkey" FOREIGN KEY ("juror_id") REFERENCES "juror"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE second_round_juror ADD CHECK (left_at IS NULL OR left_at >= joined_at);

-- A round that was opened before was scored by whoever was on the jury.
INSERT INTO second_round_juror (juror_id, round_id, joined_at, left_at)
SELECT j.id, r.id, greatest(r.opened_at, j.accepted_at), j.left_at
FROM second_round r JOIN juror j ON j.challenge_id = r.challenge_id
WHERE r.opened_at IS NOT NULL AND (j.left_at IS NULL OR j.left_at >= greatest(r.opened_at, j.accepted_at));

CREATE TRIGGER kept BEFORE DELETE ON second_round_juror FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON second_round_juror FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
