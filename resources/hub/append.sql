-- Accepting events. Run as resguardo_owner, in the schema resguardo, after functions.sql.

-- Plain comparisons: a bounded regular expression is built anew at each use, and this is done for every event.
CREATE OR REPLACE FUNCTION is_id(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT length($1) BETWEEN 1 AND 64 AND $1 ~ '^[A-Za-z0-9][A-Za-z0-9._-]*$'
$$;
CREATE OR REPLACE FUNCTION is_hash(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT length($1) = 64 AND translate($1, '0123456789abcdef', '') = ''
$$;

-- Everything about a batch that the record need not be asked for: it is done before the turn is taken.
-- Limits: 200 events, 256 KiB of payload each; instants at most 2 minutes ahead of the hub's clock.
CREATE OR REPLACE FUNCTION prepare(batch json, founding boolean) RETURNS prepared LANGUAGE plpgsql STABLE AS $$
DECLARE
  done prepared;
BEGIN
  done.id := batch ->> 'id';
  IF json_typeof(batch -> 'events') IS DISTINCT FROM 'array' OR done.id IS NULL OR length(done.id) > 80 THEN
    done.fault := 'hub/malformed';
  ELSIF json_array_length(batch -> 'events') NOT BETWEEN 1 AND 200 THEN
    done.fault := 'hub/too-large';
  ELSE
    SELECT array_agg(ROW(e.id, e.stream, e.version, e.audience, e.type, e.schema, e.payload, e.actor, e.role, e.office, e.at, e.signer,
                         e.signer_sequence, e.previous, e.after, e.hash, e.signature)::placed ORDER BY e.ordinality),
           (array_agg(f.fault ORDER BY e.ordinality) FILTER (WHERE f.fault IS NOT NULL))[1]
      INTO done.events, done.fault
      FROM ROWS FROM (json_populate_recordset(NULL::placed, batch -> 'events')) WITH ORDINALITY AS e
      LEFT JOIN event_types t ON t.type = e.type
      CROSS JOIN LATERAL (SELECT CASE
        WHEN NOT coalesce(
          is_id(e.id) AND is_id(e.actor) AND is_id(e.signer) AND is_hash(e.hash) AND is_hash(e.previous) AND is_hash(e.after)
          AND length(e.stream) <= 160 AND e.stream ~ '^[a-z-]+/[A-Za-z0-9][A-Za-z0-9._:-]*$' AND e.version >= 1 AND e.signer_sequence >= 1 AND e.schema >= 1
          AND length(e.audience) <= 20000 AND length(e.role) <= 20 AND length(e.office) <= 64 AND e.office ~ '^[a-z][a-z0-9-]*$'
          AND length(e.at) = 24 AND e.at = instant_of(e.at::timestamptz)
          AND length(e.signature) = 88 AND right(e.signature, 2) = '=='
          AND translate(left(e.signature, 86), 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', '') = ''
          AND e.payload IS NOT NULL, false) THEN 'hub/malformed'
        WHEN t.type IS NULL OR e.schema > t.schema THEN 'hub/unknown-type'
        WHEN split_part(e.stream, '/', 1) <> t.noun THEN 'hub/malformed'
        WHEN octet_length(e.payload) > 262144 THEN 'hub/too-large'
        WHEN json_typeof(e.payload::json) <> 'object' THEN 'hub/malformed'
        WHEN e.hash <> event_hash(deed_digest(e.id, e.stream, e.audience, e.type, e.schema, e.payload, e.actor, e.role, e.office, e.at, e.signer),
                                  e.version, e.signer_sequence, e.previous, e.after) THEN 'hub/altered'
        WHEN NOT founding AND e.at::timestamptz > clock_timestamp() + interval '2 minutes' THEN 'hub/clock'
      END AS fault) f;
  END IF;
  RETURN done;
EXCEPTION WHEN data_exception THEN
  done.fault := 'hub/malformed';
  RETURN done;
END $$;

-- Takes the turn. One of those who have waited three seconds is the watch: whoever it sees with the turn in the same transaction twice, a second
-- and a half apart, is ended: an honest append needs milliseconds. The others only wait, because a thousand that look around every moment
-- stand in the way of the one they wait for; so does the search for deadlocks, which there are none of in a line for one lock. The watch is
-- given back with the turn in hand: whoever holds the turn must not be the one who would have to notice it.
CREATE OR REPLACE FUNCTION take_turn() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  until timestamptz := clock_timestamp() + interval '12 seconds';
  watch CONSTANT bigint := 1381189476;
  watching boolean := false;
  holder text;
  seen text;
  its_pid integer;
BEGIN
  PERFORM set_config('deadlock_timeout', '20s', true);
  WHILE clock_timestamp() < until LOOP
    BEGIN
      PERFORM set_config('lock_timeout', CASE WHEN watching THEN '1500ms' ELSE '3s' END, true);
      LOCK TABLE turn IN EXCLUSIVE MODE;
      IF watching THEN
        PERFORM pg_advisory_unlock(watch);
      END IF;
      RETURN;
    EXCEPTION
      WHEN lock_not_available THEN
        NULL;
      WHEN query_canceled THEN
        IF watching THEN
          PERFORM pg_advisory_unlock(watch);
        END IF;
        RAISE;
    END;
    watching := watching OR pg_try_advisory_lock(watch);
    CONTINUE WHEN NOT watching;
    SELECT virtualtransaction, pid INTO seen, its_pid FROM pg_locks
      WHERE locktype = 'relation' AND relation = 'resguardo.turn'::regclass AND granted AND mode = 'ExclusiveLock'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database());
    IF seen = holder THEN
      PERFORM pg_terminate_backend(its_pid);
    END IF;
    holder := seen;
  END LOOP;
  IF watching THEN
    PERFORM pg_advisory_unlock(watch);
  END IF;
  PERFORM refuse('hub/busy');
END $$;

-- What an event of the organization says about who may write and log in.
CREATE OR REPLACE FUNCTION apply_organization(e placed) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  said json := e.payload::json;
  whose text := said ->> 'person';
BEGIN
  CASE e.type
    WHEN 'person.added' THEN
      INSERT INTO members VALUES (whose, said ->> 'office', roles_in(said -> 'roles'), true);
    WHEN 'person.corrected' THEN
      UPDATE members SET office = said ->> 'office' WHERE person = whose;
    WHEN 'person.roles-changed' THEN
      UPDATE members SET roles = roles_in(said -> 'roles') WHERE person = whose;
    WHEN 'person.deactivated' THEN
      UPDATE members SET active = false WHERE person = whose;
      PERFORM shut(login) FROM logins WHERE person = whose AND ended IS NULL;
    WHEN 'person.reactivated' THEN
      UPDATE members SET active = true WHERE person = whose;
      PERFORM admit(login) FROM logins WHERE person = whose AND ended IS NULL;
    WHEN 'signer.registered' THEN
      IF NOT coalesce(said ->> 'signer' ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' AND said ->> 'kind' IN ('person', 'recovery')
          AND said ->> 'publicKey' ~ '^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$', false) THEN
        PERFORM refuse('hub/malformed');
      END IF;
      IF NOT EXISTS (SELECT FROM members WHERE person = whose AND active) THEN
        PERFORM refuse('hub/unknown-person');
      END IF;
      INSERT INTO signers VALUES (said ->> 'signer', whose, said ->> 'kind', said ->> 'publicKey', 0, repeat('0', 64), NULL, 5000, clock_timestamp());
      UPDATE hub SET root_signer = said ->> 'signer', root_key = said ->> 'publicKey' WHERE root_signer IS NULL;
      UPDATE invitations SET used = clock_timestamp() WHERE signer = e.signer;
      UPDATE logins SET signer = said ->> 'signer' WHERE login = session_user AND signer IS NULL AND person = whose AND said ->> 'kind' = 'person';
    WHEN 'signer.revoked' THEN
      UPDATE signers SET revoked = clock_timestamp() WHERE signer = said ->> 'signer' AND revoked IS NULL;
      UPDATE logins SET ended = clock_timestamp() WHERE signer = said ->> 'signer' AND ended IS NULL;
      PERFORM shut(login) FROM logins WHERE signer = said ->> 'signer';
      -- An invitation that is withdrawn: its login ends too, unless a machine has made it its own.
      UPDATE invitations SET expires = least(expires, clock_timestamp()) WHERE signer = said ->> 'signer';
      PERFORM shut(l.login) FROM invitations i JOIN logins l ON l.login = login_of(i.invitation) WHERE i.signer = said ->> 'signer' AND l.signer IS NULL;
    WHEN 'person.invited' THEN
      IF NOT coalesce(said ->> 'signer' ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' AND said ->> 'invitation' ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$'
          AND said ->> 'publicKey' ~ '^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$', false) THEN
        PERFORM refuse('hub/malformed');
      END IF;
      IF NOT EXISTS (SELECT FROM members WHERE person = whose AND active) THEN
        PERFORM refuse('hub/unknown-person');
      END IF;
      INSERT INTO signers VALUES (said ->> 'signer', whose, 'invitation', said ->> 'publicKey', 0, repeat('0', 64), NULL, 5000, clock_timestamp());
      INSERT INTO invitations VALUES (said ->> 'invitation', whose, said ->> 'signer', (said ->> 'expires')::timestamptz, NULL);
    WHEN 'stand-in.set' THEN
      INSERT INTO stand_ins VALUES (said ->> 'absent', said ->> 'standIn', roles_in(said -> 'roles'), (said ->> 'from')::timestamptz, (said ->> 'until')::timestamptz, NULL)
        ON CONFLICT (substitute, absent) DO UPDATE SET roles = excluded.roles, starts = excluded.starts, ends = excluded.ends, ended = NULL;
    WHEN 'stand-in.ended' THEN
      UPDATE stand_ins SET ended = clock_timestamp() WHERE absent = said ->> 'absent' AND substitute = said ->> 'standIn' AND ended IS NULL;
    ELSE
      -- The others say nothing about it.
  END CASE;
EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
  PERFORM refuse('hub/malformed');
END $$;

CREATE OR REPLACE FUNCTION roles_in(list json) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  roles text[];
BEGIN
  SELECT array_agg(role) INTO roles FROM json_array_elements_text(list) AS role;
  IF roles IS NULL OR NOT roles <@ ARRAY['operator', 'reviewer', 'security', 'administrator', 'auditor'] THEN
    PERFORM refuse('hub/malformed');
  END IF;
  RETURN roles;
END $$;

-- Writes one event in the next place. Refusals (RG001): hub/unknown-signer, revoked-signer, actor, office, role, not-yours, own-work,
-- audience, out-of-place, and those of apply_organization. A conflict is RG002.
CREATE OR REPLACE FUNCTION place_event(e placed, me members, founding boolean, top bigint, newest text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  s signers;
  t event_types;
  st streams;
  was_there boolean;
  held text[];
  words text[];
  wanted text[];
  its_kind text;
  its_office text;
BEGIN
  SELECT * INTO st FROM streams WHERE stream = e.stream;
  was_there := FOUND;
  SELECT * INTO s FROM signers WHERE signer = e.signer;
  IF founding THEN
    -- The founder's machine was the authority for these: their chains and order must hold, who might do what was decided there.
    IF e.after <> newest THEN
      PERFORM refuse('hub/out-of-place');
    END IF;
    IF s.signer IS NULL AND (SELECT root_signer FROM hub) IS NOT NULL THEN
      PERFORM refuse('hub/unknown-signer');
    END IF;
    wanted := readers_of(e.audience);
    its_kind := e.audience::json ->> 'kind';
    its_office := e.audience::json ->> 'office';
  ELSE
    IF s.signer IS NULL THEN
      PERFORM refuse('hub/unknown-signer');
    END IF;
    IF s.revoked IS NOT NULL THEN
      PERFORM refuse('hub/revoked-signer');
    END IF;
    IF NOT me.active THEN
      PERFORM refuse('hub/denied');
    END IF;
    IF e.actor <> me.person THEN
      PERFORM refuse('hub/actor');
    END IF;
    IF s.kind = 'person' AND s.person <> e.actor THEN
      PERFORM refuse('hub/actor');
    ELSIF s.kind <> 'person' THEN
      PERFORM one_use(e, s);
    END IF;
    IF e.office <> me.office THEN
      PERFORM refuse('hub/office');
    END IF;
    SELECT * INTO t FROM event_types WHERE type = e.type;
    held := roles_at(me.person, me.roles, e.at::timestamptz, '72 hours');
    IF NOT (e.role = ANY (held) AND (e.role = ANY (t.own) OR e.role = ANY (t.anywhere))) THEN
      PERFORM refuse('hub/role');
    END IF;
    IF was_there AND NOT st.readers && words_of(me.person, me.office, held) THEN
      PERFORM refuse('hub/not-yours');
    END IF;
    IF (t.opens = 'first' AND was_there AND st.version >= e.version) OR (was_there AND e.version <> st.version + 1) OR (NOT was_there AND e.version <> 1) THEN
      RAISE EXCEPTION USING ERRCODE = 'RG002', MESSAGE = e.stream, DETAIL = coalesce(st.version, 0)::text;
    END IF;
    IF (t.opens = 'first' AND was_there) OR (t.opens = 'later' AND NOT was_there) THEN
      PERFORM refuse('hub/out-of-place');
    END IF;
    IF was_there AND e.audience = st.audience THEN
      wanted := st.readers;
      its_kind := st.kind;
      its_office := st.office;
    ELSE
      wanted := readers_of(e.audience);
      its_kind := e.audience::json ->> 'kind';
      its_office := e.audience::json ->> 'office';
      IF was_there AND ((st.kind = 'people' OR its_kind = 'people') AND e.role <> 'security'
          OR st.office IS NOT NULL AND its_office IS NOT NULL AND st.office <> its_office AND NOT t.moves) THEN
        PERFORM refuse('hub/audience');
      END IF;
    END IF;
    IF NOT its_kind = ANY (t.audiences) THEN
      PERFORM refuse('hub/audience');
    END IF;
    -- Another office's, before or after: only in a role that may act in all of them.
    IF (its_office <> me.office OR st.office <> me.office) AND NOT e.role = ANY (t.anywhere) THEN
      PERFORM refuse('hub/not-yours');
    END IF;
    -- There is one organization: what is said of it elsewhere, no decision would see.
    IF t.noun = 'organization' AND e.stream <> 'organization/main' THEN
      PERFORM refuse('hub/out-of-place');
    END IF;
    -- A clock's stream is its signer's.
    IF t.noun = 'clock' AND e.stream <> 'clock/' || e.signer THEN
      PERFORM refuse('hub/not-yours');
    END IF;
    IF e.type = 'signer.registered' AND e.role <> 'administrator' AND e.payload::json ->> 'person' IS DISTINCT FROM e.actor THEN
      PERFORM refuse('hub/role');
    END IF;
    IF t.four_eyes AND EXISTS (
      SELECT FROM events w JOIN event_types c ON c.type = w.type WHERE w.stream = e.stream AND w.actor = e.actor AND c.contributes) THEN
      PERFORM refuse('hub/own-work');
    END IF;
  END IF;
  IF e.version <> coalesce(st.version, 0) + 1 OR e.signer_sequence <> coalesce(s.sequence, chain_length(e.signer)) + 1
    OR e.previous <> coalesce(s.head, chain_end(e.signer)) THEN
    RAISE EXCEPTION USING ERRCODE = 'RG002', MESSAGE = e.stream, DETAIL = coalesce(st.version, 0)::text;
  END IF;
  INSERT INTO events VALUES (top, e.id, e.stream, e.version, e.audience, e.type, e.schema, e.payload, e.actor, e.role, e.office, e.at, e.signer,
    e.signer_sequence, e.previous, e.after, e.hash, e.signature, clock_timestamp(), session_user);
  IF was_there THEN
    UPDATE streams SET version = e.version, audience = e.audience, kind = its_kind, office = its_office, readers = wanted WHERE stream = e.stream;
  ELSE
    INSERT INTO streams VALUES (e.stream, e.version, e.audience, its_kind, its_office, wanted);
  END IF;
  IF split_part(e.stream, '/', 1) = 'organization' THEN
    PERFORM apply_organization(e);
  END IF;
  UPDATE signers SET sequence = e.signer_sequence, head = e.hash, allowance = allowance_now(allowance, allowance_at) - 1, allowance_at = clock_timestamp()
    WHERE signer = e.signer;
  IF NOT FOUND AND NOT founding THEN
    PERFORM refuse('hub/unknown-signer');
  END IF;
  -- The founding act is signed before its signer is on record: its chain is taken over when it is.
  IF founding AND e.type = 'signer.registered' THEN
    UPDATE signers SET sequence = chain_length(signer), head = chain_end(signer) WHERE signer = e.payload::json ->> 'signer';
  END IF;
END $$;

-- Where a signer's chain stands by its events: only needed before the signer is on record.
CREATE OR REPLACE FUNCTION chain_length(wanted text) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce(max(signer_sequence), 0) FROM events WHERE signer = wanted
$$;
CREATE OR REPLACE FUNCTION chain_end(wanted text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT hash FROM events WHERE signer = wanted ORDER BY signer_sequence DESC LIMIT 1), repeat('0', 64))
$$;

-- The keys of invitations and recovery sheets register a signer for the person who is connected, and nothing else.
CREATE OR REPLACE FUNCTION one_use(e placed, s signers) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  said json := e.payload::json;
BEGIN
  IF e.type <> 'signer.registered' OR said ->> 'person' IS DISTINCT FROM e.actor OR said ->> 'kind' IS DISTINCT FROM 'person' THEN
    PERFORM refuse('hub/actor');
  END IF;
  -- In time by the hub's clock, and by the event's own: machines go by that.
  IF s.kind = 'invitation' AND NOT EXISTS (
    SELECT FROM invitations WHERE signer = e.signer AND person = e.actor AND used IS NULL AND expires > greatest(clock_timestamp(), e.at::timestamptz)) THEN
    PERFORM refuse('hub/invitation');
  END IF;
END $$;

/*
 * Accepts batches in order, each whole, and stops after the first that is not accepted. `batches`: a JSON array of
 * { id, events: [an event without its position, columns as text] }, at most 50 batches, 1000 events and 8 MB of text. Answers an array of
 *   { kind: accepted, positions, again } · { kind: conflict, stream, version } · { kind: refused, code, detail }.
 * It does not wait for the disk: the caller settles before believing it.
 */
CREATE OR REPLACE FUNCTION append(batches text) RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  founding boolean := EXISTS (SELECT FROM hub WHERE founded IS NULL AND founder = session_user);
  me members;
  work prepared[] := '{}';
  batch prepared;
  parsed json;
  document json;
  e placed;
  top head;
  before head;
  known bigint[];
  positions bigint[];
  answers jsonb := '[]';
  answer jsonb;
  said text;
  detail text;
  quiet boolean;
BEGIN
  -- Every look-up below is by a key. Planning it anew for the first five values, as is the rule, would be done with the turn in hand; and while
  -- the statistics are those of a hub just founded, whose events are all of one stream, the events of a stream would be looked for in all.
  PERFORM set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true);
  IF octet_length(batches) > 8388608 THEN
    PERFORM refuse('hub/too-large');
  END IF;
  BEGIN
    parsed := batches::json;
    IF json_typeof(parsed) IS DISTINCT FROM 'array' THEN
      PERFORM refuse('hub/malformed');
    END IF;
    IF json_array_length(parsed) NOT BETWEEN 1 AND 50 THEN
      PERFORM refuse('hub/too-large');
    END IF;
    FOR document IN SELECT value FROM json_array_elements(parsed) LOOP
      work := work || prepare(document, founding);
    END LOOP;
  EXCEPTION WHEN data_exception THEN
    PERFORM refuse('hub/malformed');
  END;
  IF NOT founding THEN
    PERFORM slow_down();
  END IF;
  PERFORM set_config('synchronous_commit', 'off', true);
  PERFORM take_turn();
  -- Asked for only now: a person whose login ended while they waited writes nothing.
  IF founding THEN
    IF EXISTS (SELECT FROM hub WHERE founded IS NOT NULL) THEN
      PERFORM refuse('hub/denied');
    END IF;
  ELSE
    me := caller();
  END IF;
  SELECT * INTO top FROM head FOR UPDATE;
  FOREACH batch IN ARRAY work LOOP
    before := top;
    positions := '{}';
    BEGIN
      IF batch.fault IS NOT NULL THEN
        PERFORM refuse(batch.fault);
      END IF;
      known := NULL;
      IF EXISTS (SELECT FROM events WHERE id = batch.events[1].id) THEN
        SELECT array_agg(held.position ORDER BY b.o) INTO known
          FROM unnest(batch.events) WITH ORDINALITY AS b (id, stream, version, audience, type, schema, payload, actor, role, office, at, signer,
            signer_sequence, previous, after, hash, signature, o) JOIN events held ON held.id = b.id AND held.hash = b.hash;
        IF cardinality(known) IS DISTINCT FROM cardinality(batch.events) THEN
          PERFORM refuse('hub/known-id');
        END IF;
      END IF;
      IF known IS NOT NULL THEN
        answer := jsonb_build_object('kind', 'accepted', 'positions', to_jsonb(known), 'again', true);
      ELSE
        FOREACH e IN ARRAY batch.events LOOP
          top.position := top.position + 1;
          PERFORM place_event(e, me, founding, top.position, top.hash);
          top.hash := e.hash;
          positions := positions || top.position;
          -- A person may have ended their own standing by what they just did: machines judge what follows by what they are then.
          IF NOT founding AND e.stream = 'organization/main' THEN
            SELECT * INTO me FROM members WHERE person = me.person;
          END IF;
        END LOOP;
        answer := jsonb_build_object('kind', 'accepted', 'positions', to_jsonb(positions), 'again', false);
      END IF;
    EXCEPTION
      WHEN SQLSTATE 'RG001' THEN
        GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
        top := before;
        answer := jsonb_build_object('kind', 'refused', 'code', said, 'detail', detail::jsonb);
      WHEN unique_violation THEN
        -- Its id is on record, or twice in the batch.
        top := before;
        answer := '{"kind": "refused", "code": "hub/known-id", "detail": {}}';
      WHEN SQLSTATE 'RG002' THEN
        GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
        top := before;
        answer := jsonb_build_object('kind', 'conflict', 'stream', said, 'version', detail::integer);
    END;
    answers := answers || jsonb_build_array(answer);
    EXIT WHEN answer ->> 'kind' <> 'accepted';
  END LOOP;
  UPDATE head SET position = top.position, hash = top.hash,
    told = CASE WHEN clock_timestamp() - told > interval '100 milliseconds' THEN clock_timestamp() ELSE told END
    WHERE position < top.position RETURNING told = top.told INTO quiet;
  IF quiet IS FALSE THEN
    PERFORM pg_notify('resguardo', top.position::text);
  END IF;
  RETURN answers;
END $$;

-- Back-pressure: a person's machine may send 5000 events at once (a long time without network) and 50 a second after that; beyond it, it is
-- made to wait before it takes the turn, at most 5 seconds a call.
CREATE OR REPLACE FUNCTION allowance_now(left_over real, since timestamptz) RETURNS real LANGUAGE sql VOLATILE AS $$
  SELECT least(5000, left_over + extract(epoch FROM clock_timestamp() - since) * 50)::real
$$;
CREATE OR REPLACE FUNCTION slow_down() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  left_over real := (SELECT min(allowance_now(s.allowance, s.allowance_at)) FROM logins l JOIN signers s USING (person)
    WHERE l.login = session_user AND s.kind = 'person' AND s.revoked IS NULL);
BEGIN
  IF left_over < 0 THEN
    PERFORM pg_sleep(least(5, -left_over / 50));
  END IF;
END $$;
