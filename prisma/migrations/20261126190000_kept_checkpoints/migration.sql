-- CreateTable
CREATE TABLE "checkpoint_place" (
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "size" BIGINT,
    "kept_at" TIMESTAMPTZ(6),
    "why" TEXT,
    "failing_since" TIMESTAMPTZ(6),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(6),

    CONSTRAINT "checkpoint_place_pkey" PRIMARY KEY ("kind","name")
);

-- CreateTable
CREATE TABLE "checkpoint_cosignature" (
    "size" BIGINT NOT NULL,
    "witness" TEXT NOT NULL,
    "line" TEXT NOT NULL,

    CONSTRAINT "checkpoint_cosignature_pkey" PRIMARY KEY ("size","witness")
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON checkpoint_cosignature FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON checkpoint_cosignature FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
