-- A second round by sheets: criteria of its own, its terms as published, who went on to it, and whose sheets are of it.
-- DropIndex
DROP INDEX "criterion_challenge_id_position_key";

-- DropIndex
DROP INDEX "assignment_juror_id_submission_id_key";

-- AlterTable
ALTER TABLE "criterion" ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "assignment" ADD COLUMN     "round" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "second_round" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "reviews_per_entry" INTEGER NOT NULL,
    "rule" "round_rule" NOT NULL,
    "rule_value" DOUBLE PRECISION NOT NULL,
    "first_closed_at" TIMESTAMPTZ(6),
    "standings" JSONB,
    "opened_by_id" UUID,
    "opened_at" TIMESTAMPTZ(6),
    "ends_at" TIMESTAMPTZ(6),

    CONSTRAINT "second_round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "second_round_entry" (
    "submission_id" UUID NOT NULL,
    "round_id" UUID NOT NULL,

    CONSTRAINT "second_round_entry_pkey" PRIMARY KEY ("submission_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "second_round_challenge_id_key" ON "second_round"("challenge_id");

-- CreateIndex
CREATE INDEX "second_round_entry_round_id_idx" ON "second_round_entry"("round_id");

-- CreateIndex
CREATE UNIQUE INDEX "criterion_challenge_id_round_position_key" ON "criterion"("challenge_id", "round", "position");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_juror_id_submission_id_round_key" ON "assignment"("juror_id", "submission_id", "round");

-- AddForeignKey
ALTER TABLE "second_round" ADD CONSTRAINT "second_round_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_round_entry" ADD CONSTRAINT "second_round_entry_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "second_round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "second_round_entry" ADD CONSTRAINT "second_round_entry_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE criterion ADD CHECK (round IN (1, 2));
ALTER TABLE assignment ADD CHECK (round IN (1, 2));
ALTER TABLE second_round
  ADD CHECK (reviews_per_entry BETWEEN 1 AND 15),
  ADD CHECK (standings IS NULL OR first_closed_at IS NOT NULL),
  ADD CHECK ((opened_at IS NULL) = (ends_at IS NULL) AND (opened_at IS NULL) = (opened_by_id IS NULL)),
  ADD CHECK (opened_at IS NULL OR (standings IS NOT NULL AND ends_at > opened_at));

-- The terms stand as they were published, and each step is taken once; the end may be put off.
CREATE FUNCTION guard_second_round() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE steps text[] := ARRAY['first_closed_at', 'standings', 'opened_by_id', 'opened_at', 'ends_at'];
BEGIN
  IF to_jsonb(NEW) - steps IS DISTINCT FROM to_jsonb(OLD) - steps
     OR OLD.first_closed_at IS NOT NULL AND NEW.first_closed_at IS DISTINCT FROM OLD.first_closed_at
     OR OLD.standings IS NOT NULL AND NEW.standings IS DISTINCT FROM OLD.standings
     OR OLD.opened_at IS NOT NULL
       AND (to_jsonb(NEW) - 'ends_at' IS DISTINCT FROM to_jsonb(OLD) - 'ends_at' OR NEW.ends_at < OLD.ends_at) THEN
    RAISE EXCEPTION 'a second round stands as it was published and opened' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON second_round FOR EACH ROW EXECUTE FUNCTION guard_second_round();
CREATE TRIGGER frozen BEFORE INSERT OR DELETE ON second_round FOR EACH ROW EXECUTE FUNCTION refuse_after_publishing();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON second_round_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['second_round', 'second_round_entry']
  LOOP
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
