-- Seeds that nobody can choose: by a future drand round, or by numbers of the city and teams.
-- CreateEnum
CREATE TYPE "draw_purpose" AS ENUM ('assignment', 'result');

-- CreateEnum
CREATE TYPE "draw_source" AS ENUM ('drand', 'nonces');

-- AlterTable
ALTER TABLE "assignment_plan" ADD COLUMN     "draw_id" UUID;

-- CreateTable
CREATE TABLE "draw" (
    "id" UUID NOT NULL,
    "challenge_id" UUID NOT NULL,
    "purpose" "draw_purpose" NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "subject" TEXT NOT NULL,
    "source" "draw_source" NOT NULL,
    "chain" TEXT,
    "beacon" INTEGER,
    "city_nonce" TEXT,
    "commits_until" TIMESTAMPTZ(6),
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "announced_at" TIMESTAMPTZ(6) NOT NULL,
    "announced" TEXT NOT NULL,
    "drawn_at" TIMESTAMPTZ(6),
    "randomness" TEXT,
    "signature" TEXT,
    "seed" TEXT,
    "why" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(6),

    CONSTRAINT "draw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draw_nonce" (
    "draw_id" UUID NOT NULL,
    "submission_id" UUID NOT NULL,
    "commitment" TEXT NOT NULL,
    "committed_at" TIMESTAMPTZ(6) NOT NULL,
    "nonce" TEXT,
    "revealed_at" TIMESTAMPTZ(6),

    CONSTRAINT "draw_nonce_pkey" PRIMARY KEY ("draw_id","submission_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "draw_challenge_id_purpose_round_key" ON "draw"("challenge_id", "purpose", "round");

-- CreateIndex
CREATE INDEX "draw_nonce_submission_id_idx" ON "draw_nonce"("submission_id");

-- AddForeignKey
ALTER TABLE "draw" ADD CONSTRAINT "draw_challenge_id_fkey" FOREIGN KEY ("challenge_id") REFERENCES "challenge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_nonce" ADD CONSTRAINT "draw_nonce_draw_id_fkey" FOREIGN KEY ("draw_id") REFERENCES "draw"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draw_nonce" ADD CONSTRAINT "draw_nonce_submission_id_fkey" FOREIGN KEY ("submission_id") REFERENCES "submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE draw
  ADD CHECK ((source = 'drand') = (chain IS NOT NULL)),
  ADD CHECK ((source = 'drand') = (beacon IS NOT NULL)),
  ADD CHECK ((source = 'nonces') = (commits_until IS NOT NULL)),
  ADD CHECK ((source = 'nonces') = (city_nonce IS NOT NULL)),
  ADD CHECK ((drawn_at IS NULL) = (seed IS NULL)),
  ADD CHECK (seed IS NULL OR seed ~ '^[0-9a-f]{64}$'),
  ADD CHECK (round IN (1, 2)),
  ADD CHECK (due_at > announced_at);
ALTER TABLE draw_nonce
  ADD CHECK (commitment ~ '^[0-9a-f]{64}$'),
  ADD CHECK (nonce IS NULL OR nonce ~ '^[0-9a-f]{64}$'),
  ADD CHECK ((nonce IS NULL) = (revealed_at IS NULL));
CREATE INDEX draw_waiting ON draw (due_at) WHERE seed IS NULL;

-- What was announced stands; a draw is drawn once, and until then only tells why it is not drawn yet.
CREATE FUNCTION guard_draw() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['drawn_at', 'randomness', 'signature', 'seed', 'why', 'tries', 'next_at'];
BEGIN
  IF OLD.seed IS NOT NULL OR to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
    RAISE EXCEPTION 'a draw stands as it was announced, and is drawn once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON draw FOR EACH ROW EXECUTE FUNCTION guard_draw();
CREATE TRIGGER no_delete BEFORE DELETE ON draw FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A commitment stands, and is opened once.
CREATE FUNCTION guard_draw_nonce() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['nonce', 'revealed_at'];
BEGIN
  IF OLD.nonce IS NOT NULL OR to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
    RAISE EXCEPTION 'a commitment to a draw stands, and is opened once' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON draw_nonce FOR EACH ROW EXECUTE FUNCTION guard_draw_nonce();
CREATE TRIGGER no_delete BEFORE DELETE ON draw_nonce FOR EACH ROW EXECUTE FUNCTION refuse_change();
