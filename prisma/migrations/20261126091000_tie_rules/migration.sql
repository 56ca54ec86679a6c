-- What a version of the rules says of ties. Versions without it share a rank, and keep the hash they have.
-- AlterTable
ALTER TABLE "rules_version" ADD COLUMN     "ties" JSONB;

ALTER TABLE rules_version ADD CHECK (ties IS NULL OR (
  (ties -> 'priority' = 'null' OR (ties ->> 'priority')::int BETWEEN 1 AND 12)
  AND jsonb_typeof(ties -> 'direct') = 'boolean'
  AND ties ->> 'last' IN ('shared', 'draw')
) IS TRUE);
