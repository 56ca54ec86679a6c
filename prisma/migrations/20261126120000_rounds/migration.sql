-- A final after the ranking: who goes on, who votes, what they say of conflicts, and their votes between two entries.
-- CreateEnum
CREATE TYPE "round_rule" AS ENUM ('top', 'threshold', 'chance');

-- CreateTable
CREATE TABLE "round" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "rule" "round_rule" NOT NULL,
    "rule_value" DOUBLE PRECISION,
    "seed" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "minutes_each" INTEGER NOT NULL,
    "opened_by_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "closed_at" TIMESTAMPTZ(6),
    "result" JSONB,

    CONSTRAINT "round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "round_entry" (
    "round_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "round_entry_pkey" PRIMARY KEY ("round_id","submission_id")
);

-- CreateTable
CREATE TABLE "round_juror" (
    "round_id" UUID NOT NULL,
    "juror_id" UUID NOT NULL,

    CONSTRAINT "round_juror_pkey" PRIMARY KEY ("round_id","juror_id")
);

-- CreateTable
CREATE TABLE "round_word" (
    "round_id" UUID NOT NULL,
    "juror_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "is_conflict" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "said_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "round_word_pkey" PRIMARY KEY ("round_id","juror_id","submission_id","is_conflict")
);

-- CreateTable
CREATE TABLE "vote" (
    "id" UUID NOT NULL,
    "round_id" UUID NOT NULL,
    "juror_id" UUID NOT NULL,
    "winner_id" UUID NOT NULL,
    "loser_id" UUID NOT NULL,
    "is_tie" BOOLEAN NOT NULL,
    "cast_at" TIMESTAMPTZ(6) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(6),
    "idempotency_key" TEXT NOT NULL,

    CONSTRAINT "vote_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "round_challenge_id_number_key" ON "round"("challenge_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "round_entry_round_id_position_key" ON "round_entry"("round_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "vote_round_id_juror_id_idempotency_key_key" ON "vote"("round_id", "juror_id", "idempotency_key");

-- AddForeignKey
ALTER TABLE "round" ADD CONSTRAINT "round_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round_entry" ADD CONSTRAINT "round_entry_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round_entry" ADD CONSTRAINT "round_entry_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round_juror" ADD CONSTRAINT "round_juror_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round_juror" ADD CONSTRAINT "round_juror_juror_id_fkey" FOREIGN KEY ("juror_id") REFERENCES "juror"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round_word" ADD CONSTRAINT "round_word_round_id_juror_id_fkey" FOREIGN KEY ("round_id", "juror_id") REFERENCES "round_juror"("round_id", "juror_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round_word" ADD CONSTRAINT "round_word_round_id_submission_id_fkey" FOREIGN KEY ("round_id", "submission_id") REFERENCES "round_entry"("round_id", "submission_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vote" ADD CONSTRAINT "vote_round_id_juror_id_fkey" FOREIGN KEY ("round_id", "juror_id") REFERENCES "round_juror"("round_id", "juror_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vote" ADD CONSTRAINT "vote_round_id_winner_id_fkey" FOREIGN KEY ("round_id", "winner_id") REFERENCES "round_entry"("round_id", "submission_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vote" ADD CONSTRAINT "vote_round_id_loser_id_fkey" FOREIGN KEY ("round_id", "loser_id") REFERENCES "round_entry"("round_id", "submission_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE round
  ADD CHECK (number >= 2),
  ADD CHECK (minutes_each BETWEEN 1 AND 120),
  ADD CHECK ((rule = 'chance') = (rule_value IS NULL)),
  ADD CHECK (result IS NULL OR closed_at IS NOT NULL);
ALTER TABLE round_entry ADD CHECK (position >= 1);
ALTER TABLE vote ADD CHECK (winner_id <> loser_id);
-- One final of a challenge is open at a time, and a juror has one word on a pair.
CREATE UNIQUE INDEX round_open ON round (challenge_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX vote_standing ON vote (round_id, juror_id, least(winner_id, loser_id), greatest(winner_id, loser_id))
  WHERE withdrawn_at IS NULL;

-- A vote may be taken back once, while its round is open; nothing else of it ever changes.
CREATE FUNCTION refuse_vote_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM round WHERE id = NEW.round_id AND closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the round is closed: % of a vote refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    RETURN NEW;
  END IF;
  IF OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
     AND to_jsonb(NEW) - 'withdrawn_at' = to_jsonb(OLD) - 'withdrawn_at' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'vote is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER append_only BEFORE INSERT OR UPDATE ON vote FOR EACH ROW EXECUTE FUNCTION refuse_vote_change();
CREATE TRIGGER no_delete BEFORE DELETE ON vote FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A round is closed once, with what its votes say.
CREATE FUNCTION guard_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL
     OR to_jsonb(NEW) - 'closed_at' - 'result' IS DISTINCT FROM to_jsonb(OLD) - 'closed_at' - 'result' THEN
    RAISE EXCEPTION 'a round stands as it was opened, and is closed once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON round FOR EACH ROW EXECUTE FUNCTION guard_round();
CREATE TRIGGER no_delete BEFORE DELETE ON round FOR EACH ROW EXECUTE FUNCTION refuse_change();

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['round_entry', 'round_juror', 'round_word']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['round', 'round_entry', 'round_juror', 'round_word', 'vote']
  LOOP
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
