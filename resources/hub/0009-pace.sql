-- The hub's tables, form 9: what a login has sent is kept where no ROLLBACK takes it back. Never edited once released.

-- Two sequences for each login (`charge` in append.sql, `count_chunk` in blobs.sql): a sequence keeps its value whatever comes of the transaction.
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT login FROM logins LOOP
    EXECUTE format('CREATE SEQUENCE %I; CREATE SEQUENCE %I', 'pace_' || one.login, 'chunks_' || one.login);
  END LOOP;
END $$;
ALTER TABLE signers DROP COLUMN allowance, DROP COLUMN allowance_at;
