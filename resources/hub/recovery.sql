-- The end of a record that a restored copy lacks. Run as resguardo_owner, in the schema resguardo, after append.sql.
--
-- Machines that have seen more keep it, with its signatures: they offer it here, and whoever administers the server puts it back in its places.

/*
 * What the caller's machine holds beyond the newest position: a JSON array of events (columns as text) with their `position`, at most 1000 and 8 MB of
 * text. `seen`: the newest position that the machine has seen. Kept apart, and of the record nothing changes; what is no event by its own form and hash
 * is left out. Refuses hub/malformed, and hub/too-large when this login has offered 20,000 events or 64 MB.
 */
CREATE OR REPLACE FUNCTION offer(lost text, seen bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
DECLARE
  newest CONSTANT bigint := (SELECT position FROM head WHERE one);
  parsed json;
BEGIN
  PERFORM caller();
  IF octet_length(lost) > 8388608 THEN
    PERFORM refuse('hub/too-large');
  END IF;
  BEGIN
    parsed := lost::json;
    IF json_array_length(parsed) > 1000 OR seen IS NULL OR NOT seen BETWEEN 0 AND newest + 10000000 THEN
      PERFORM refuse('hub/malformed');
    END IF;
    INSERT INTO offered VALUES (session_user, seen, clock_timestamp()) ON CONFLICT (login) DO UPDATE SET seen = excluded.seen, at = excluded.at;
    INSERT INTO offers
      SELECT (one ->> 'position')::bigint, e.hash, e.signature, row_to_json(e)::text, session_user
        FROM json_array_elements(parsed) AS one
          CROSS JOIN LATERAL (SELECT (prepare(json_build_array(json_build_object('id', 'offer', 'events', json_build_array(one))), true))[1] AS ready OFFSET 0) AS looked
          CROSS JOIN LATERAL (SELECT ((looked.ready).events)[1].*) AS e
        WHERE (looked.ready).fault IS NULL AND (one ->> 'position')::bigint BETWEEN newest + 1 AND newest + 10000000
      ON CONFLICT DO NOTHING;
  EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    PERFORM refuse('hub/malformed');
  END;
  IF (SELECT count(*) > 20000 OR sum(octet_length(event)) > 67108864 FROM offers WHERE login = session_user) THEN
    PERFORM refuse('hub/too-large');
  END IF;
END $$;

/*
 * Puts events back in their places: a JSON array of them, each with its `position`, in order and without a gap after the newest. They are judged as at the first
 * time, by what held in that place and at their own hour: anybody can offer what never was accepted. All of them or none. For the superuser's command, which has
 * looked at the signatures: one that is `worthless` counts for nothing with the organization either. Refuses hub/denied (the record is open to writing), and what `prepare` and `fault_of` find, each with the position.
 */
CREATE OR REPLACE FUNCTION put_back(lost text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, resguardo, pg_temp AS $$
DECLARE
  top head;
  its record;
  e placed;
  st streams;
  s signers;
  me members;
  fault text;
BEGIN
  PERFORM take_turn();
  SELECT * INTO top FROM head WHERE one FOR UPDATE;
  IF NOT top.recovering OR EXISTS (SELECT FROM hub WHERE founded IS NULL) THEN
    PERFORM refuse('hub/denied');
  END IF;
  FOR its IN SELECT (one ->> 'position')::bigint AS place, coalesce((one ->> 'worthless')::boolean, false) AS worthless, (prepare(json_build_array(json_build_object('id', 'offer', 'events', json_build_array(one))), true))[1] AS ready
    FROM json_array_elements(lost::json) WITH ORDINALITY AS l (one, o) ORDER BY o
  LOOP
    e := (its.ready).events[1];
    SELECT * INTO st FROM streams WHERE stream = e.stream;
    SELECT * INTO s FROM signers WHERE signer = e.signer;
    SELECT * INTO me FROM members WHERE person = e.actor;
    fault := CASE
      WHEN (its.ready).fault IS NOT NULL THEN (its.ready).fault
      WHEN its.place <> top.position + 1 OR EXISTS (SELECT FROM events WHERE id = e.id) THEN 'hub/out-of-place'
      WHEN me.person IS NULL THEN 'hub/actor'
      ELSE fault_of(e, (its.ready).types[1], st, s, me, roles_at(me.person, me.roles, e.at::timestamptz, '100 years'), false)
    END;
    IF fault IS NOT NULL THEN
      PERFORM refuse(CASE fault WHEN 'conflict' THEN 'hub/out-of-place' ELSE fault END, json_build_object('position', its.place));
    END IF;
    top.position := its.place;
    top.hash := e.hash;
    PERFORM write_run(ARRAY[e], top.position, stream_after(st, e), 'recovered');
    IF split_part(e.stream, '/', 1) = 'organization' AND NOT its.worthless THEN
      PERFORM apply_organization(e);
    END IF;
  END LOOP;
  UPDATE head SET position = top.position, hash = top.hash, untold = '{institution}' WHERE one;
  DELETE FROM offers WHERE position <= top.position;
END $$;
