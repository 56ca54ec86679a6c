ALTER TABLE "repository_commit" ADD COLUMN "vendored" TEXT[] DEFAULT ARRAY[]::TEXT[];
