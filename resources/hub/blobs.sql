-- Files by what they hold, in chunks of 256 KiB, at most 512 MiB each and 8 GiB a day for each login (what is sent again does not count). Run as resguardo_owner, in the schema resguardo, after functions.sql.
-- A file belongs to the streams it was sent for, and is read by who may read one of them. Knowing its SHA-256 gives nothing: whoever sends
-- one that is there already sends it whole.

CREATE OR REPLACE FUNCTION may_read(wanted text) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, resguardo, pg_temp AS $$
  SELECT EXISTS (SELECT FROM streams WHERE stream = wanted AND readers && my_words())
$$;

-- What is there of a file for the caller: { size: of one they may read whole, have: the chunks sent so far by this login }.
CREATE OR REPLACE FUNCTION blob_state(wanted text) RETURNS jsonb LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
BEGIN
  PERFORM caller();
  RETURN jsonb_build_object(
    'size', (SELECT size FROM blobs WHERE sha256 = wanted
      AND EXISTS (SELECT FROM blob_streams b JOIN streams s USING (stream) WHERE b.sha256 = wanted AND s.readers && my_words())),
    'have', (SELECT coalesce(jsonb_agg(n ORDER BY n), '[]') FROM blob_parts WHERE sha256 = wanted AND login = session_user));
END $$;

-- Whether a large file may be compared with its SHA-256 now: one at a time, since it takes the whole in memory. Not waited for: whoever is told no comes again.
-- Who keeps the turn for longer than a comparison takes (a transaction left open) is put out.
CREATE OR REPLACE FUNCTION take_blob_turn() RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, resguardo, pg_temp AS $$
BEGIN
  BEGIN
    LOCK TABLE blob_turn IN EXCLUSIVE MODE NOWAIT;
    RETURN true;
  EXCEPTION WHEN lock_not_available THEN
    PERFORM pg_terminate_backend(a.pid) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.relation = 'resguardo.blob_turn'::regclass AND l.granted AND a.xact_start < clock_timestamp() - interval '30 seconds';
    RETURN false;
  END;
END $$;

-- Counts a chunk of the caller's: 65,536 a day (UTC; 16 GiB), also those that are sent again, of files that never become whole, or taken back by a ROLLBACK. Refuses
-- hub/day-full. The sequence holds the day, times a million, and the count.
CREATE OR REPLACE FUNCTION count_chunk() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, resguardo, pg_temp AS $$
DECLARE
  counter CONSTANT regclass := to_regclass('resguardo.chunks_' || session_user);
  today CONSTANT bigint := extract(epoch FROM clock_timestamp())::bigint / 86400 * 1000000;
  counted CONSTANT bigint := nextval(counter);
BEGIN
  IF counted NOT BETWEEN today AND today + 999999 THEN
    PERFORM setval(counter, today + 1);
  ELSIF counted > today + 65536 THEN
    PERFORM setval(counter, today + 65536);
    PERFORM refuse('hub/day-full');
  END IF;
END $$;

-- One chunk of a file that belongs to a stream; with the last one the whole is compared with its SHA-256 and kept. Answers whether it is whole. One of more than 64 MiB
-- is not when all was sent: with each last chunk that is sent again it is compared, and then put in place 64 MiB at a time, so that no call takes long.
-- Refusals: hub/not-yours, hub/malformed, hub/too-large, hub/day-full (it may be sent later), hub/altered (everything sent of it is forgotten).
CREATE OR REPLACE FUNCTION blob_put(wanted text, its_stream text, whole_size bigint, place integer, chunk bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
DECLARE
  me members := caller();
  chunks integer := ceil(whole_size / 262144.0);
  slice constant integer := 256;
  in_place integer;
BEGIN
  -- Whoever added evidence sends its file also when the incident was restricted to others before it had come: those need it.
  IF me.roles = ARRAY['auditor'] OR NOT (may_read(its_stream) OR EXISTS (SELECT FROM events e
      WHERE e.stream = its_stream AND e.type = 'incident.evidence-added' AND e.actor = me.person AND strpos(e.payload, wanted) > 0)) THEN
    PERFORM refuse('hub/not-yours');
  END IF;
  IF NOT coalesce(wanted ~ '^[0-9a-f]{64}$' AND whole_size >= 1 AND place BETWEEN 0 AND chunks - 1
      AND octet_length(chunk) = CASE WHEN place = chunks - 1 THEN whole_size - (chunks - 1) * 262144 ELSE 262144 END, false) THEN
    PERFORM refuse(CASE WHEN whole_size > 536870912 THEN 'hub/too-large' ELSE 'hub/malformed' END);
  END IF;
  IF whole_size > 536870912 OR (SELECT coalesce(sum(octet_length(bytes)), 0) FROM blob_parts WHERE login = session_user AND sha256 <> wanted) > 1073741824 THEN
    PERFORM refuse('hub/too-large');
  END IF;
  IF (SELECT coalesce(sum(size), 0) FROM blobs WHERE login = session_user AND stored > clock_timestamp() - interval '1 day') + whole_size > 8589934592
      AND NOT EXISTS (SELECT FROM blobs WHERE sha256 = wanted) THEN
    PERFORM refuse('hub/day-full');
  END IF;
  PERFORM count_chunk();
  -- What was begun a month ago and never ended makes room.
  IF place = 0 THEN
    DELETE FROM blob_parts WHERE login = session_user AND sent < clock_timestamp() - interval '30 days';
    DELETE FROM blob_checked c WHERE login = session_user AND NOT EXISTS (SELECT FROM blob_parts p WHERE p.sha256 = c.sha256 AND p.login = c.login);
  END IF;
  -- What was compared is not changed any more before it is in place.
  IF NOT EXISTS (SELECT FROM blob_checked WHERE sha256 = wanted AND login = session_user) THEN
    INSERT INTO blob_parts VALUES (wanted, session_user, place, whole_size, chunk, clock_timestamp())
      ON CONFLICT (sha256, login, n) DO UPDATE SET size = excluded.size, bytes = excluded.bytes, sent = excluded.sent;
    IF (SELECT count(*) FROM blob_parts WHERE sha256 = wanted AND login = session_user AND size = whole_size) < chunks THEN
      RETURN false;
    END IF;
    IF chunks > slice AND NOT take_blob_turn() THEN
      RETURN false;
    END IF;
    IF (SELECT encode(sha256(string_agg(bytes, '' ORDER BY n)), 'hex') FROM blob_parts WHERE sha256 = wanted AND login = session_user) <> wanted THEN
      DELETE FROM blob_parts WHERE sha256 = wanted AND login = session_user;
      -- Not a refusal by exception: that would bring back what was just forgotten.
      RETURN NULL;
    END IF;
    IF chunks > slice THEN
      INSERT INTO blob_checked VALUES (wanted, session_user);
      RETURN false;
    END IF;
  END IF;
  INSERT INTO blobs (sha256, size, stored, login, moved) VALUES (wanted, whole_size, clock_timestamp(), session_user, 0) ON CONFLICT DO NOTHING;
  -- Two who send the same have the same bytes: whoever comes next goes on.
  SELECT moved INTO in_place FROM blobs WHERE sha256 = wanted FOR UPDATE;
  IF in_place IS NOT NULL THEN
    -- Somebody cleared away what was half sent: it is sent again.
    IF (SELECT count(*) FROM blob_parts WHERE sha256 = wanted AND login = session_user AND n >= in_place AND n < in_place + slice) <> least(slice, chunks - in_place) THEN
      DELETE FROM blob_parts WHERE sha256 = wanted AND login = session_user;
      DELETE FROM blob_checked WHERE sha256 = wanted AND login = session_user;
      RETURN NULL;
    END IF;
    INSERT INTO blob_chunks SELECT sha256, n, bytes FROM blob_parts WHERE sha256 = wanted AND login = session_user AND n >= in_place AND n < in_place + slice;
    GET DIAGNOSTICS in_place = ROW_COUNT;
    UPDATE blobs SET moved = CASE WHEN moved + in_place < chunks THEN moved + in_place END WHERE sha256 = wanted RETURNING moved INTO in_place;
    IF in_place IS NOT NULL THEN
      RETURN false;
    END IF;
  END IF;
  INSERT INTO blob_streams VALUES (wanted, its_stream) ON CONFLICT DO NOTHING;
  DELETE FROM blob_parts WHERE sha256 = wanted AND login = session_user;
  DELETE FROM blob_checked WHERE sha256 = wanted AND login = session_user;
  RETURN true;
END $$;

-- One chunk of a file that the caller may read; NULL: there is none for them.
CREATE OR REPLACE FUNCTION blob_get(wanted text, place integer) RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
  SELECT bytes FROM blob_chunks
    WHERE sha256 = wanted AND n = place
      AND EXISTS (SELECT FROM blob_streams b JOIN streams s USING (stream) WHERE b.sha256 = wanted AND s.readers && my_words())
$$;
