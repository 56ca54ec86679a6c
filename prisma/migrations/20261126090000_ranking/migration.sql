-- How far a ranking may be trusted, and the file that it is recomputed from. Results that stand keep the hash they have.
-- AlterTable
ALTER TABLE "result" ADD COLUMN     "analysis" JSONB,
ADD COLUMN     "bundle" TEXT;

ALTER TABLE result ADD CHECK (analysis IS NULL OR bundle IS NOT NULL);
