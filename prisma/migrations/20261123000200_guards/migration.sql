-- What the schema language cannot say: append-only tables, checks, partial keys, the search index.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['rules_version', 'rules_acceptance', 'pledge', 'calendar_change', 'pinned_snapshot',
    'snapshot', 'submission_version', 'submission_dataset', 'score_sheet_version', 'result', 'decision']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', name);
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name);
  END LOOP;
END $$;

-- A record entry may be given its index once; nothing else of it ever changes.
CREATE FUNCTION refuse_record_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.index IS NULL AND NEW.index IS NOT NULL
     AND (NEW.id, NEW.type, NEW.leaf, NEW.hash, NEW.at) = (OLD.id, OLD.type, OLD.leaf, OLD.hash, OLD.at)
     AND NEW.challenge_id IS NOT DISTINCT FROM OLD.challenge_id THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'record_entry is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON record_entry FOR EACH ROW EXECUTE FUNCTION refuse_record_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON record_entry FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE INDEX record_entry_waiting ON record_entry (id) WHERE index IS NULL;
ALTER TABLE record_entry ADD CHECK (octet_length(leaf) <= 65535), ADD CHECK (hash ~ '^[0-9a-f]{64}$');

-- Prizes, criteria, levels and ties to data stand as published.
CREATE FUNCTION refuse_after_publishing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE published timestamptz; theirs uuid;
BEGIN
  IF TG_TABLE_NAME = 'level' THEN
    SELECT challenge_id INTO theirs FROM criterion WHERE id = coalesce(NEW.criterion_id, OLD.criterion_id);
  ELSE
    theirs := coalesce(NEW.challenge_id, OLD.challenge_id);
  END IF;
  SELECT published_at INTO published FROM challenge WHERE id = theirs;
  IF published IS NOT NULL THEN
    RAISE EXCEPTION '% is frozen since the challenge was published: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON prize FOR EACH ROW EXECUTE FUNCTION refuse_after_publishing();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON criterion FOR EACH ROW EXECUTE FUNCTION refuse_after_publishing();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON level FOR EACH ROW EXECUTE FUNCTION refuse_after_publishing();
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON challenge_dataset FOR EACH ROW EXECUTE FUNCTION refuse_after_publishing();

-- A published challenge stays published, and once it is open its end never comes nearer.
CREATE FUNCTION guard_challenge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at THEN
    RAISE EXCEPTION 'a published challenge stays published' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.published_at IS NOT NULL AND (NEW.opens_at, NEW.time_zone, NEW.slug) IS DISTINCT FROM (OLD.opens_at, OLD.time_zone, OLD.slug) THEN
    RAISE EXCEPTION 'opening, time zone and address of a published challenge stand' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.published_at IS NOT NULL AND NEW.closes_at < OLD.closes_at THEN
    RAISE EXCEPTION 'a deadline is never shortened' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.results_published_at IS NOT NULL AND NEW.results_published_at IS DISTINCT FROM OLD.results_published_at THEN
    RAISE EXCEPTION 'published results stay published' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON challenge FOR EACH ROW EXECUTE FUNCTION guard_challenge();
CREATE FUNCTION refuse_deleting_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.published_at IS NOT NULL THEN
    RAISE EXCEPTION 'a published challenge is not deleted' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER no_delete BEFORE DELETE ON challenge FOR EACH ROW EXECUTE FUNCTION refuse_deleting_published();
ALTER TABLE challenge
  ADD CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  ADD CHECK (min_team >= 1 AND max_team >= min_team AND max_team <= 50),
  ADD CHECK (reviews_per_entry BETWEEN 1 AND 15),
  ADD CHECK (published_at IS NULL OR (opens_at < closes_at AND closes_at < judging_ends_at
    AND judging_ends_at <= results_due_at AND results_due_at <= decision_due_at)),
  ADD CHECK (results_published_at IS NULL OR judging_closed_at IS NOT NULL);
CREATE INDEX challenge_search ON challenge USING gin (to_tsvector('simple', title || ' ' || summary || ' ' || brief)) WHERE published_at IS NOT NULL;
CREATE INDEX dataset_search ON dataset USING gin (to_tsvector('simple', title || ' ' || description || ' ' || publisher));

ALTER TABLE prize
  ADD CHECK ((amount_minor IS NULL) <> (in_kind IS NULL)),
  ADD CHECK (amount_minor IS NULL OR (amount_minor > 0 AND currency ~ '^[A-Z]{3}$'));
ALTER TABLE criterion ADD CHECK (weight BETWEEN 1 AND 1000);
ALTER TABLE level ADD CHECK (value BETWEEN 0 AND 10), ADD CHECK (sentence <> '');
ALTER TABLE rules_version ADD CHECK (number >= 1), ADD CHECK (number = 1 OR reason <> ''), ADD CHECK (hash ~ '^[0-9a-f]{64}$');
ALTER TABLE calendar_change ADD CHECK (reason <> ''), ADD CHECK (after > before);
ALTER TABLE question ADD CHECK ((answer IS NULL) = (answered_at IS NULL));

ALTER TABLE person ADD CHECK (email = lower(email)), ADD CHECK (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE organisation ADD CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE clock_shift ADD CHECK (id = 1);

-- One captain a team; one waiting request per person and team.
CREATE UNIQUE INDEX team_captain ON team_member (team_id) WHERE is_captain;
CREATE UNIQUE INDEX join_request_waiting ON join_request (team_id, person_id) WHERE state = 'waiting';
ALTER TABLE repository
  ADD CHECK (head_sha IS NULL OR head_sha ~ '^[0-9a-f]{40}$'),
  ADD CHECK (judged_sha IS NULL OR judged_sha ~ '^[0-9a-f]{40}$');

ALTER TABLE submission ADD CHECK (number >= 1);
ALTER TABLE submission_version
  ADD CHECK (number >= 1),
  ADD CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  ADD CHECK (commit_sha IS NULL OR commit_sha ~ '^[0-9a-f]{40}$');
ALTER TABLE score_sheet_version ADD CHECK (number >= 1), ADD CHECK (jsonb_typeof(scores) = 'object');
CREATE INDEX assignment_open ON assignment (juror_id) WHERE released_at IS NULL;

-- Awards stand once results are out.
CREATE FUNCTION refuse_after_results() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE published timestamptz;
BEGIN
  SELECT results_published_at INTO published FROM challenge WHERE id = coalesce(NEW.challenge_id, OLD.challenge_id);
  IF published IS NOT NULL THEN
    RAISE EXCEPTION 'awards stand since the results were published: % refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON award FOR EACH ROW EXECUTE FUNCTION refuse_after_results();
