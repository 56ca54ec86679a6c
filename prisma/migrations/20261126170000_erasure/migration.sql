-- When a person has their data erased: their row stays as a number that others' rows point to, without what names them.
ALTER TABLE "person" ADD COLUMN "erased_at" TIMESTAMPTZ(6);

-- Erasing is said by the transaction that erases, and by nothing else: SET LOCAL palio.erasing = 'on'.
CREATE FUNCTION is_erasing() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('palio.erasing', true), '') = 'on'
$$;

-- Append-only, but that an erasure may empty the words of a row: the columns that the trigger names, and no others.
CREATE FUNCTION refuse_change_but_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND is_erasing() AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;

DROP TRIGGER append_only ON submission_version;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON submission_version FOR EACH ROW
  EXECUTE FUNCTION refuse_change_but_erasure('title', 'pitch', 'description', 'demo_url', 'video_url', 'repository_url', 'commit_sha', 'branch', 'images');
DROP TRIGGER append_only ON submission_dataset;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON submission_dataset FOR EACH ROW
  EXECUTE FUNCTION refuse_change_but_erasure('how');
DROP TRIGGER append_only ON score_sheet_version;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON score_sheet_version FOR EACH ROW
  EXECUTE FUNCTION refuse_change_but_erasure('private_note');
DROP TRIGGER append_only ON data_issue_entry;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON data_issue_entry FOR EACH ROW
  EXECUTE FUNCTION refuse_change_but_erasure('text');
DROP TRIGGER append_only ON round_word;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON round_word FOR EACH ROW
  EXECUTE FUNCTION refuse_change_but_erasure('reason');
DROP TRIGGER append_only ON conflict_ruling;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON conflict_ruling FOR EACH ROW
  EXECUTE FUNCTION refuse_change_but_erasure('reason');

-- What is sealed stays, unless whoever wrote it has it erased.
CREATE OR REPLACE FUNCTION refuse_unsealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND is_erasing() THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.state = 'sealed' THEN
    RAISE EXCEPTION 'code_seal is settled once: % refused', TG_OP USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION refuse_change_but_unsealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND is_erasing() THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER append_only ON sealed_file;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON sealed_file FOR EACH ROW EXECUTE FUNCTION refuse_change_but_unsealing();

-- What a commitment opens to goes only by an erasure, which says so in the record.
CREATE FUNCTION refuse_silent_erasure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_erasing() THEN
    RAISE EXCEPTION 'record_content is deleted only by an erasure' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER no_silent_delete BEFORE DELETE ON record_content FOR EACH ROW EXECUTE FUNCTION refuse_silent_erasure();
