-- The commit that a team declares is kept as it was declared, apart from the whole id that GitHub makes of it, so that
-- it outlives every job that asks; and what GitHub said of it, and when GitHub was last asked at all.
CREATE TYPE "commit_state" AS ENUM ('pending', 'known', 'unknown');

ALTER TABLE repository
  ADD COLUMN declared_commit text,
  ADD COLUMN commit_state "commit_state" NOT NULL DEFAULT 'pending',
  ADD COLUMN asked_at timestamptz(6);

UPDATE repository SET
  declared_commit = judged_sha,
  commit_state = CASE WHEN state = 'known' AND error IS NULL THEN 'known' ELSE 'pending' END::"commit_state",
  asked_at = refreshed_at
WHERE judged_sha IS NOT NULL;
UPDATE repository SET asked_at = refreshed_at WHERE asked_at IS NULL;

-- A beginning that GitHub did not know stood only in the sentence about it.
UPDATE repository SET
  declared_commit = substring(error FROM 'no single commit that begins with ([0-9a-f]{7,40})\.'),
  commit_state = 'unknown',
  error = NULL
WHERE judged_sha IS NULL AND error ~ 'no single commit that begins with [0-9a-f]{7,40}\.';

-- A beginning that GitHub was not asked about yet stood only in what the waiting job was told.
DO $$ BEGIN
  IF to_regclass('graphile_worker._private_jobs') IS NOT NULL THEN
    UPDATE repository r SET declared_commit = j.payload ->> 'commit'
    FROM graphile_worker._private_jobs j
    WHERE j.key = 'repository:' || r.id AND r.declared_commit IS NULL AND j.payload ->> 'commit' ~ '^[0-9a-f]{7,40}$';
  END IF;
END $$;

-- The whole id is what became of the declared one: without one there is none.
ALTER TABLE repository
  ADD CHECK (declared_commit IS NULL OR declared_commit ~ '^[0-9a-f]{7,40}$'),
  ADD CHECK (judged_sha IS NULL OR (declared_commit IS NOT NULL AND starts_with(judged_sha, declared_commit)));
