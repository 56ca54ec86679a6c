-- How text is compared in a search: small letters without accents, and with spaces for the marks that join words.
-- Immutable, so that indexes can be written with it.
CREATE FUNCTION palio_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN
  regexp_replace(
    normalize(
      translate(replace(replace(replace(lower($1), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'øłđħı-_./:@#&+', 'oldhi         '),
      NFKD
    ),
    '[\u0300-\u036F]', '', 'g'
  );

DROP INDEX challenge_search;
CREATE INDEX challenge_search ON challenge USING gin (to_tsvector('simple', palio_fold(title || ' ' || summary || ' ' || brief))) WHERE published_at IS NOT NULL;
DROP INDEX dataset_search;
CREATE INDEX dataset_search ON dataset USING gin (to_tsvector('simple', palio_fold(title || ' ' || description || ' ' || publisher)));

-- The formats of a dataset's distributions, in their order, for the list and its filter: kept by the database.
ALTER TABLE dataset ADD COLUMN formats text[] NOT NULL DEFAULT ARRAY[]::text[];

CREATE FUNCTION dataset_formats() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE dataset d SET formats = f.formats
  FROM (
    SELECT c.dataset_id, ARRAY(
      SELECT x.format FROM distribution x WHERE x.dataset_id = c.dataset_id AND x.format <> '' GROUP BY x.format ORDER BY min(x.position)
    ) AS formats
    FROM (SELECT DISTINCT dataset_id FROM changed) c
  ) f
  WHERE d.id = f.dataset_id AND d.formats <> f.formats;
  RETURN NULL;
END $$;

CREATE TRIGGER dataset_formats_added AFTER INSERT ON distribution REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION dataset_formats();
CREATE TRIGGER dataset_formats_changed AFTER UPDATE ON distribution REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION dataset_formats();
CREATE TRIGGER dataset_formats_removed AFTER DELETE ON distribution REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION dataset_formats();

UPDATE dataset d SET formats = ARRAY(
  SELECT x.format FROM distribution x WHERE x.dataset_id = d.id AND x.format <> '' GROUP BY x.format ORDER BY min(x.position)
);
