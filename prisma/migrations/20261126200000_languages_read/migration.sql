-- The languages that a person says they read, as BCP 47 tags: entries in others go to other jurors first.
ALTER TABLE "person" ADD COLUMN "languages" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
