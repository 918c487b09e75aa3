-- Who may do what: set again by every init and upgrade, in the schema resguardo, as a superuser. It takes away first and gives then, so that
-- nothing that was granted by hand stays.

ALTER TABLE events ENABLE ROW LEVEL SECURITY;
ALTER TABLE streams ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS read ON streams;
CREATE POLICY read ON streams FOR SELECT TO resguardo_member USING (readers && (SELECT resguardo.my_words()));
-- A stream's events are for the eyes that the stream is for now. `streams` is filtered by its own policy.
DROP POLICY IF EXISTS read ON events;
CREATE POLICY read ON events FOR SELECT TO resguardo_member USING (EXISTS (SELECT FROM resguardo.streams s WHERE s.stream = events.stream));

-- Whose transaction is how old: without it a member's own is not seen, and nobody who stands in the way is ended.
GRANT pg_read_all_stats TO resguardo_owner;

REVOKE ALL ON ALL TABLES IN SCHEMA resguardo FROM PUBLIC, resguardo_member;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA resguardo FROM PUBLIC, resguardo_member;
REVOKE ALL ON SCHEMA resguardo FROM PUBLIC, resguardo_member;
GRANT USAGE ON SCHEMA resguardo TO resguardo_member;
GRANT SELECT ON events TO resguardo_member;
GRANT SELECT (stream, version, audience, readers) ON streams TO resguardo_member;
GRANT EXECUTE ON FUNCTION hello(), append(text), carry(text), keep_carriage_key(text, bytea), tell(), settle(), hash_at(bigint), links(text, integer, integer), my_words(), open_login(text, text),
  change_password(text, text), close_founding(text), written_by(bigint[]), report_aside(bigint[], text[], text[]), reported_aside(bigint),
  offer(text, bigint), blob_state(text), blob_put(text, text, bigint, integer, bytea), blob_get(text, integer) TO resguardo_member;

-- What a member has no use for and could trouble others with: temporary objects, objects in other schemas, code blocks, large objects,
-- advisory locks, a look at others' connections. It holds in this database only.
DO $$
DECLARE
  one record;
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO resguardo_member', current_database());
  REVOKE ALL ON SCHEMA public FROM PUBLIC;
  IF NOT has_parameter_privilege('resguardo_owner', 'deadlock_timeout', 'SET') THEN
    GRANT SET ON PARAMETER deadlock_timeout TO resguardo_owner;
  END IF;
  -- Nothing that a member asks here spills to the disk; what they think up could fill it. Only a superuser can lift it.
  IF NOT has_parameter_privilege('resguardo_owner', 'temp_file_limit', 'SET') THEN
    GRANT SET ON PARAMETER temp_file_limit TO resguardo_owner;
  END IF;
  FOR one IN SELECT login AS name FROM logins JOIN pg_roles r ON rolname = login WHERE ended IS NULL
    -- One that has it is not touched: its person could keep it in an open transaction of theirs.
    AND NOT EXISTS (SELECT FROM pg_db_role_setting WHERE setrole = r.oid AND 'temp_file_limit=64MB' = ANY (setconfig)) LOOP
    EXECUTE format('ALTER ROLE %I SET temp_file_limit = ''64MB''', one.name);
  END LOOP;
  REVOKE ALL ON LANGUAGE plpgsql FROM PUBLIC;
  REVOKE ALL ON LANGUAGE sql FROM PUBLIC;
  GRANT USAGE ON LANGUAGE plpgsql TO resguardo_owner;
  GRANT USAGE ON LANGUAGE sql TO resguardo_owner;
  REVOKE ALL ON pg_stat_activity, pg_stat_replication, pg_stat_ssl, pg_locks FROM PUBLIC;
  GRANT SELECT ON pg_stat_activity, pg_locks TO resguardo_owner, pg_monitor;
  FOR one IN
    SELECT p.oid::regprocedure AS name,
           p.proname IN ('pg_notify', 'pg_stat_get_activity', 'pg_lock_status', 'pg_terminate_backend', 'pg_sleep', 'pg_logical_emit_message',
             'pg_try_advisory_lock', 'pg_advisory_unlock') AS needed
      FROM pg_proc p
      WHERE p.pronamespace = 'pg_catalog'::regnamespace
        AND (p.proname LIKE 'pg\_advisory%' OR p.proname LIKE 'pg\_try\_advisory%' OR p.proname LIKE 'lo\_%' OR p.proname LIKE 'pg\_sleep%'
          OR p.proname LIKE '%\_to\_xml' OR p.proname LIKE '%\_to\_xmlschema' OR p.proname LIKE '%\_to\_xml\_and\_xmlschema' OR p.proname IN (
          'loread', 'lowrite', 'pg_notify', 'pg_stat_get_activity', 'pg_stat_get_backend_activity', 'pg_lock_status', 'pg_blocking_pids',
          'pg_terminate_backend', 'pg_cancel_backend', 'pg_export_snapshot', 'pg_logical_emit_message'))
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one.name);
    IF one.needed THEN
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO resguardo_owner, pg_monitor', one.name);
    END IF;
  END LOOP;
END $$;

-- What a member asks about a text is looked at after who may read the row. PostgreSQL looks at it before, and EXPLAIN ANALYZE tells how it came
-- out, when it holds the comparison for leakproof and cheap: a payload could be guessed letter by letter. So none is both; the equality that
-- finds a stream by its index stays leakproof, and is dear. It holds in this database only.
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT p.oid::regprocedure AS name, p.oid = 'pg_catalog.texteq(text,text)'::regprocedure AS needed
      FROM pg_proc p
      WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proleakproof
        AND p.proargtypes::oid[] && ARRAY['text', 'bpchar', 'name', 'anyarray', 'anyelement', 'record', '"any"']::regtype[]::oid[]
  LOOP
    IF one.needed THEN
      EXECUTE format('ALTER FUNCTION %s COST 20', one.name);
    ELSE
      EXECUTE format('ALTER FUNCTION %s NOT LEAKPROOF', one.name);
    END IF;
  END LOOP;
END $$;
