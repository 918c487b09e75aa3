-- What machines put aside. Run as resguardo_owner, in the schema resguardo, after functions.sql.
--
-- A machine that finds an event wrong says so here; who answers for the record learns of it also where they may not read the event. It is news and no more: no
-- event, no turn, nothing is judged by it.

/*
 * The caller's machine put these events aside: position, hash and fault of each, at most 200. Answers the positions that are noted, now or before. Left out is what has
 * another hash here or none, what the caller may not read, and a fault that none is (src/shared/hub/trust-fault.ts). At most twenty logins are noted for one fault of an
 * event (more are noted as if they were), and of one login 1000 rows a day: the rest is not answered, and told another day. Refuses hub/too-large, and hub/busy to whoever sends too much.
 */
CREATE OR REPLACE FUNCTION report_aside(positions bigint[], hashes text[], faults text[]) RETURNS bigint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp SET lock_timeout = '1s' AS $$
DECLARE
  me members := caller();
  words CONSTANT text[] := my_words();
  known CONSTANT text[] := ARRAY['altered', 'unknown-signer', 'forged', 'revoked', 'expired', 'out-of-chain', 'out-of-order', 'out-of-stream', 'actor', 'role', 'office',
    'not-permitted', 'audience', 'own-work', 'groundless', 'malformed', 'unreadable'];
  today CONSTANT date := (clock_timestamp() AT TIME ZONE 'UTC')::date;
  enough CONSTANT integer := 20;
  a_day CONSTANT integer := 1000;
  noted bigint[] := '{}';
  spent integer;
  one record;
BEGIN
  IF greatest(cardinality(positions), cardinality(hashes), cardinality(faults)) > 200 THEN
    PERFORM refuse('hub/too-large');
  END IF;
  FOR one IN
    SELECT DISTINCT a.place, a.hash, a.fault
      FROM unnest(positions, hashes, faults) AS a (place, hash, fault)
        JOIN events e ON e.position = a.place AND e.hash = a.hash
        JOIN streams s ON s.stream = e.stream
      WHERE s.readers && words AND a.fault = ANY (known)
      ORDER BY a.place, a.fault
  LOOP
    IF NOT EXISTS (SELECT FROM aside o WHERE o.position = one.place AND o.hash = one.hash AND o.fault = one.fault AND o.login = session_user)
      AND (SELECT count(*) FROM aside o WHERE o.position = one.place AND o.hash = one.hash AND o.fault = one.fault) < enough THEN
      -- Only a login's own sessions wait for each other here, and not for long: nobody holds up anybody else.
      IF spent IS NULL THEN
        PERFORM slow_down(session_user);
        INSERT INTO aside_days VALUES (session_user, today, 0) ON CONFLICT (login) DO NOTHING;
        SELECT CASE WHEN d.day = today THEN d.rows ELSE 0 END INTO spent FROM aside_days d WHERE d.login = session_user FOR UPDATE;
      END IF;
      CONTINUE WHEN spent >= a_day;
      -- Also what is taken back by a ROLLBACK has been sent.
      PERFORM charge(session_user, 1);
      INSERT INTO aside (position, hash, fault, login, person, told) VALUES (one.place, one.hash, one.fault, session_user, me.person, clock_timestamp()) ON CONFLICT DO NOTHING;
      spent := spent + 1;
    END IF;
    noted := noted || one.place;
  END LOOP;
  IF spent IS NOT NULL THEN
    UPDATE aside_days SET day = today, rows = spent WHERE login = session_user;
  END IF;
  RETURN ARRAY(SELECT DISTINCT place FROM unnest(noted) AS place ORDER BY place);
EXCEPTION WHEN lock_not_available THEN
  -- Another session of this login has it: later.
  RETURN '{}';
END $$;

/*
 * What machines put aside, for who answers for the record, from a place on in the order in which it was told: some hundred events at a time, each with its kind of stream,
 * since when, over how many logins and by whom. `up_to`: the place up to which this answer goes. The newest place is `aside` in `hello`. A little of what was answered before comes
 * again, because what is told in the same moment does not come in its order. Refuses hub/role.
 */
CREATE OR REPLACE FUNCTION reported_aside(after bigint)
RETURNS TABLE ("position" bigint, hash text, fault text, noun text, since timestamptz, machines integer, people text[], up_to bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM must_answer_for_record();
  RETURN QUERY
    WITH slice AS (SELECT n, position, hash, fault FROM aside WHERE n > after - 200 ORDER BY n LIMIT 1200),
      told AS (SELECT DISTINCT position, hash, fault FROM slice)
    SELECT t.position, t.hash, t.fault, split_part(e.stream, '/', 1), min(a.told), count(*)::integer, array_agg(DISTINCT a.person), (SELECT max(n) FROM slice)
      FROM told t JOIN aside a USING (position, hash, fault) JOIN events e ON e.position = t.position AND e.hash = t.hash
      GROUP BY t.position, t.hash, t.fault, e.stream ORDER BY t.position, t.fault;
END $$;
