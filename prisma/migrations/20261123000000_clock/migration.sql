-- The one clock. Deadlines are read from here, in the statement that decides.
-- clock_timestamp() moves within a transaction, where now() stands still and would let a slow one in.
-- clock_shift is empty outside tests; production refuses to start while it holds a row.
CREATE FUNCTION palio_now() RETURNS timestamptz LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN clock_timestamp() + coalesce((SELECT shift FROM clock_shift WHERE id = 1), 0) * interval '1 millisecond';
END $$;
