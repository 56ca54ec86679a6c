-- The record as a signed log: what was signed, by which keys, and why signing stopped.
-- CreateTable
CREATE TABLE "record_checkpoint" (
    "id" BIGSERIAL NOT NULL,
    "size" BIGINT NOT NULL,
    "root" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "record_checkpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "record_key" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "record_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "record_stop" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "code" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "since" TIMESTAMPTZ(6) NOT NULL DEFAULT palio_now(),

    CONSTRAINT "record_stop_pkey" PRIMARY KEY ("id")
);

ALTER TABLE record_checkpoint ADD CHECK (size >= 0);
ALTER TABLE record_stop ADD CHECK (id = 1);
ALTER TABLE record_entry ADD CHECK (index >= 0);
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['record_checkpoint', 'record_key']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;
