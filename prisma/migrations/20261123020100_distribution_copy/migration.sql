-- The state of fetching a distribution's copy, in words a page can show.
ALTER TABLE distribution
  ADD COLUMN copy_asked_at timestamptz(6),
  ADD COLUMN copy_tried_at timestamptz(6),
  ADD COLUMN copy_error text;
-- What an import run brought in, page by page.
CREATE INDEX dataset_import_run_id_idx ON dataset (import_run_id, id);
