-- What is frozen can neither be changed in its place nor moved out of it: both the challenge that a row was in and the
-- one it would be in are asked.
CREATE OR REPLACE FUNCTION refuse_after_publishing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE theirs uuid[];
BEGIN
  IF TG_TABLE_NAME = 'level' THEN
    SELECT array_agg(challenge_id) INTO theirs FROM criterion WHERE id IN (NEW.criterion_id, OLD.criterion_id);
  ELSE
    theirs := ARRAY[NEW.challenge_id, OLD.challenge_id];
  END IF;
  IF EXISTS (SELECT 1 FROM challenge WHERE id = ANY (theirs) AND published_at IS NOT NULL) THEN
    RAISE EXCEPTION '% is frozen since the challenge was published: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;

CREATE OR REPLACE FUNCTION refuse_after_results() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM challenge WHERE id IN (NEW.challenge_id, OLD.challenge_id) AND results_published_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'awards stand since the results were published: % refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;

-- Emptying a table deletes its rows without asking a row's trigger.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['prize', 'criterion', 'level', 'challenge_dataset', 'award']
  LOOP
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

-- What a commitment opens to may be deleted, when a person is erased, and never rewritten.
CREATE TRIGGER append_only BEFORE UPDATE ON record_content FOR EACH ROW EXECUTE FUNCTION refuse_change();
