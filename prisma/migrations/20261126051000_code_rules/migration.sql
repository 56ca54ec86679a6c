-- What a version of the rules asks of code. Versions without it say nothing of code, and keep the hash they have.
-- AlterTable
ALTER TABLE "rules_version" ADD COLUMN     "code" JSONB;

ALTER TABLE rules_version ADD CHECK (code IS NULL OR (
  code ->> 'licence' IN ('any', 'open', 'listed')
  AND jsonb_typeof(code -> 'licences') = 'array'
  AND (code ->> 'licence' = 'listed') = (code -> 'licences' <> '[]')
  AND code ->> 'earlierWork' IN ('allowed', 'declared', 'none')
  AND (code ->> 'mostMegabytes')::int BETWEEN 1 AND 100
  AND (code ->> 'cureDays')::int BETWEEN 0 AND 30
) IS TRUE);
