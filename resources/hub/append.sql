-- Accepting events. Run as resguardo_owner, in the schema resguardo, after functions.sql.

-- What earlier versions made and answered otherwise, or not at all.
DROP FUNCTION IF EXISTS append(text), prepare(json, boolean), one_use(placed, signers), place_event(placed, members, boolean, bigint, text),
  place_singly(ready, members, boolean, head), write_run(placed[], bigint, streams), slow_down(), allowance_now(real, timestamptz);

-- Plain comparisons: a bounded regular expression is built anew at each use, and this is done for every event.
CREATE OR REPLACE FUNCTION is_id(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT length($1) BETWEEN 1 AND 64 AND $1 ~ '^[A-Za-z0-9][A-Za-z0-9._-]*$'
$$;
-- What is no hexadecimal at all raises a data exception, which says the same to `prepare`.
CREATE OR REPLACE FUNCTION is_hash(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT length($1) = 64 AND encode(decode($1, 'hex'), 'hex') = $1
$$;

-- A batch whose form was looked at. `fault`: of the first event that cannot be accepted whatever the record says; `types`: what each event's
-- type may; `plain`: its events are of one stream and one signer and say nothing of who may write, so that it can be judged before anything is written.
DROP TYPE IF EXISTS ready CASCADE;
CREATE TYPE ready AS (id text, fault text, plain boolean, events placed[], types event_types[]);

-- Everything about some batches that the record need not be asked for: it is done before the turn is taken.
-- Limits: 200 events, 256 KiB of payload each; instants at most 2 minutes ahead of the hub's clock. Raises a data exception for what is no batch.
CREATE OR REPLACE FUNCTION prepare(batches json, founding boolean) RETURNS ready[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT array_agg(ROW(b.id, CASE WHEN b.id IS NULL OR length(b.id) > 80 THEN 'hub/malformed' WHEN x.many NOT BETWEEN 1 AND 200 THEN 'hub/too-large' ELSE x.fault END,
                       x.plain AND NOT founding, x.events, x.types)::ready ORDER BY b.ordinality)
    FROM ROWS FROM (json_to_recordset(batches) AS (id text, events json)) WITH ORDINALITY AS b
    CROSS JOIN LATERAL (
      SELECT count(*) AS many, min(e.stream) = max(e.stream) AND min(e.signer) = max(e.signer) AND bool_and((its.t).noun <> 'organization') AS plain,
             array_agg(ROW(e.id, e.stream, e.version, e.audience, e.type, e.schema, e.payload, e.actor, e.role, e.office, e.at, e.signer,
                           e.signer_sequence, e.previous, e.after, e.hash, e.signature)::placed ORDER BY e.ordinality) AS events,
             array_agg(its.t ORDER BY e.ordinality) AS types,
             (array_agg(f.fault ORDER BY e.ordinality) FILTER (WHERE f.fault IS NOT NULL))[1] AS fault
        FROM ROWS FROM (json_populate_recordset(NULL::placed, CASE WHEN json_typeof(b.events) = 'array' THEN b.events ELSE '0' END)) WITH ORDINALITY AS e
        -- Looked up for each: joined, all of them would be put into a table anew at every call. OFFSET: once, not at each mention.
        CROSS JOIN LATERAL (SELECT (SELECT one FROM event_types AS one WHERE one.type = e.type) AS t OFFSET 0) AS its
        CROSS JOIN LATERAL (SELECT CASE
          WHEN NOT coalesce(
            is_id(e.id) AND is_id(e.actor) AND is_id(e.signer) AND is_hash(e.hash) AND is_hash(e.previous) AND is_hash(e.after)
            AND length(e.stream) <= 160 AND e.stream ~ '^[a-z-]+/[A-Za-z0-9][A-Za-z0-9._:-]*$' AND e.version >= 1 AND e.signer_sequence >= 1 AND e.schema >= 1
            AND length(e.audience) <= 20000 AND length(e.role) <= 20 AND length(e.office) <= 64 AND e.office ~ '^[a-z][a-z0-9-]*$'
            AND length(e.at) = 24 AND e.at = instant_of(e.at::timestamptz)
            AND length(e.signature) = 88 AND replace(encode(decode(e.signature, 'base64'), 'base64'), E'\n', '') = e.signature
            AND octet_length(decode(e.signature, 'base64')) = 64
            AND e.payload IS NOT NULL, false) THEN 'hub/malformed'
          WHEN (its.t).type IS NULL OR e.schema > (its.t).schema THEN 'hub/unknown-type'
          WHEN split_part(e.stream, '/', 1) <> (its.t).noun THEN 'hub/malformed'
          WHEN octet_length(e.payload) > 262144 THEN 'hub/too-large'
          WHEN json_typeof(e.payload::json) <> 'object' THEN 'hub/malformed'
          WHEN e.hash <> event_hash(deed_digest(e.id, e.stream, e.audience, e.type, e.schema, e.payload, e.actor, e.role, e.office, e.at, e.signer),
                                    e.version, e.signer_sequence, e.previous, e.after) THEN 'hub/altered'
          WHEN NOT founding AND e.at::timestamptz > clock_timestamp() + interval '2 minutes' THEN 'hub/clock'
        END AS fault) f) x);
END $$;

-- All batches of a call at once; where something among them is not even a batch, one by one, so that those before it are accepted.
CREATE OR REPLACE FUNCTION prepare_all(batches json, founding boolean) RETURNS ready[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  document json;
  done ready[] := '{}';
BEGIN
  RETURN prepare(batches, founding);
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
  FOR document IN SELECT value FROM json_array_elements(batches) LOOP
    BEGIN
      done := done || prepare(json_build_array(document), founding);
    EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
      done := done || ROW(NULL, 'hub/malformed', false, NULL, NULL)::ready;
    END;
  END LOOP;
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
  WHILE clock_timestamp() < until LOOP
    BEGIN
      PERFORM set_config('deadlock_timeout', '20s', true), set_config('lock_timeout', CASE WHEN watching THEN '1500ms' ELSE '3s' END, true);
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
      -- Whoever administers the server may hold it longer: an upgrade does. Who is connected is asked anew: within a transaction it would stay as it was.
      PERFORM pg_stat_clear_snapshot();
      PERFORM pg_terminate_backend(its_pid) FROM pg_stat_activity WHERE pid = its_pid AND usename IN (SELECT login FROM logins);
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
      PERFORM put_out(login) FROM logins WHERE person = whose AND ended IS NULL;
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
      INSERT INTO signers VALUES (said ->> 'signer', whose, said ->> 'kind', said ->> 'publicKey', 0, repeat('0', 64), NULL,
        machine_of(e.signer, said));
      UPDATE hub SET root_signer = said ->> 'signer', root_key = said ->> 'publicKey' WHERE root_signer IS NULL;
      UPDATE invitations SET used = clock_timestamp() WHERE signer = e.signer;
      -- Over which login a machine comes in follows its key: its first, and one that its recovery sheet made for it.
      UPDATE logins SET signer = said ->> 'signer' WHERE login = session_user AND person = whose AND said ->> 'kind' = 'person'
        AND (signer IS NULL OR EXISTS (SELECT FROM signers WHERE signer = e.signer AND kind = 'recovery'));
    WHEN 'signer.revoked' THEN
      -- What they hold open is not waited for.
      PERFORM put_out(login) FROM logins WHERE signer = said ->> 'signer';
      PERFORM put_out(login_of(invitation)) FROM invitations WHERE signer = said ->> 'signer';
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
      INSERT INTO signers VALUES (said ->> 'signer', whose, 'invitation', said ->> 'publicKey', 0, repeat('0', 64), NULL, said ->> 'signer');
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

-- The machine of a signer that another registers: that of the other, or a new one for an invitation's, unless its person says by which recovery
-- sheet they can be helped. src/main/hub/standings.ts
CREATE OR REPLACE FUNCTION machine_of(registrar text, said json) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT machine FROM signers WHERE signer = registrar AND kind <> 'invitation'),
    (SELECT machine FROM signers WHERE signer = said ->> 'recovery' AND kind = 'recovery'),
    said ->> 'signer')
$$;

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

-- What is against an event in the next place of the record: a refusal's code, or `conflict`. `st` and `s`: its stream and its signer as they are
-- just before it (no stream: NULL); `held`: the roles that `me` can act in at its moment; `worked`: whether one that stands before it and is not
-- written yet was work of its actor's on the same stream.
CREATE OR REPLACE FUNCTION fault_of(e placed, t event_types, st streams, s signers, me members, held text[], worked boolean) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  was_there CONSTANT boolean := st.stream IS NOT NULL;
  moves CONSTANT boolean := st.stream IS NULL OR e.audience <> st.audience;
  its_kind CONSTANT text := CASE WHEN moves THEN kind_of(e.audience) ELSE st.kind END;
  its_office CONSTANT text := CASE WHEN moves THEN office_of(e.audience) ELSE st.office END;
  -- What is against this use of an invitation's or a sheet's key.
  used CONSTANT text := CASE WHEN s.kind <> 'person' THEN one_use(e, s) END;
  fault text;
BEGIN
  -- One expression for all that needs no look-up: each of its own would be made ready anew in every transaction, with the turn in hand.
  fault := CASE
    WHEN s.signer IS NULL THEN 'hub/unknown-signer'
    WHEN s.revoked IS NOT NULL THEN 'hub/revoked-signer'
    WHEN NOT me.active THEN 'hub/denied'
    WHEN e.actor <> me.person OR (s.kind = 'person' AND s.person <> e.actor) THEN 'hub/actor'
    WHEN used IS NOT NULL THEN used
    WHEN e.office <> me.office THEN 'hub/office'
    WHEN NOT (e.role = ANY (held) AND (e.role = ANY (t.own) OR e.role = ANY (t.anywhere))) THEN 'hub/role'
    WHEN was_there AND NOT st.readers && words_of(me.person, me.office, held) THEN 'hub/not-yours'
    WHEN t.opens = 'first' AND was_there AND st.version >= e.version OR e.version <> CASE WHEN was_there THEN st.version + 1 ELSE 1 END THEN 'conflict'
    WHEN t.opens = 'first' AND was_there OR t.opens = 'later' AND NOT was_there THEN 'hub/out-of-place'
    WHEN moves AND readers_of(e.audience) IS NULL THEN 'hub/audience'
    WHEN moves AND was_there AND ((st.kind = 'people' OR its_kind = 'people') AND e.role <> 'security'
      OR st.office IS NOT NULL AND its_office IS NOT NULL AND st.office <> its_office AND NOT t.moves) THEN 'hub/audience'
    WHEN NOT its_kind = ANY (t.audiences) THEN 'hub/audience'
    -- Another office's, before or after: only in a role that may act in all of them.
    WHEN (its_office <> me.office OR st.office <> me.office) AND NOT e.role = ANY (t.anywhere) THEN 'hub/not-yours'
    -- There is one organization: what is said of it elsewhere, no decision would see.
    WHEN t.noun = 'organization' AND e.stream <> 'organization/main' THEN 'hub/out-of-place'
    -- A clock's stream is its signer's.
    WHEN t.noun = 'clock' AND e.stream <> 'clock/' || e.signer THEN 'hub/not-yours'
    -- A person's own key makes the sheet of their machine known; their next key comes by an invitation, the sheet, or who administers.
    WHEN e.type = 'signer.registered' AND e.role <> 'administrator'
      AND (e.payload::json ->> 'person' IS DISTINCT FROM e.actor OR s.kind = 'person' AND e.payload::json ->> 'kind' IS DISTINCT FROM 'recovery') THEN 'hub/role'
  END;
  IF fault IS NOT NULL THEN
    RETURN fault;
  END IF;
  -- Two signers could else name each other's events in a circle, and every machine would find the record out of order. An event of this call that
  -- is not written yet is the signer's newest.
  IF e.after <> s.head AND e.after <> repeat('0', 64) THEN
    IF NOT EXISTS (SELECT FROM events WHERE hash = e.after) THEN
      RETURN 'hub/out-of-place';
    END IF;
  END IF;
  IF t.four_eyes THEN
    IF worked OR EXISTS (
      SELECT FROM events w JOIN event_types c ON c.type = w.type WHERE w.stream = e.stream AND c.contributes
        -- Or what they proposed was taken over by somebody else.
        AND (w.actor = e.actor OR w.type = 'suggestion.accepted' AND w.payload::json ->> 'by' = e.actor)) THEN
      RETURN 'hub/own-work';
    END IF;
  END IF;
  IF e.signer_sequence <> s.sequence + 1 OR e.previous <> s.head THEN
    RETURN 'conflict';
  END IF;
  RETURN NULL;
END $$;

-- The same while the founder's machine publishes its record. It was the authority for these: their chains and order must hold, who might do what
-- was decided there. `newest`: the hash of the event before it.
CREATE OR REPLACE FUNCTION founding_fault_of(e placed, st streams, s signers, newest text) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF e.after <> newest THEN
    RETURN 'hub/out-of-place';
  END IF;
  IF s.signer IS NULL AND (SELECT root_signer FROM hub) IS NOT NULL THEN
    RETURN 'hub/unknown-signer';
  END IF;
  IF readers_of(e.audience) IS NULL THEN
    RETURN 'hub/audience';
  END IF;
  IF e.version <> coalesce(st.version, 0) + 1 OR e.signer_sequence <> coalesce(s.sequence, chain_length(e.signer)) + 1
    OR e.previous <> coalesce(s.head, chain_end(e.signer)) THEN
    RETURN 'conflict';
  END IF;
  RETURN NULL;
END $$;

-- A stream as an event that was found good leaves it.
CREATE OR REPLACE FUNCTION stream_after(st streams, e placed) RETURNS streams LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF st.stream IS NULL OR st.audience <> e.audience THEN
    RETURN ROW(e.stream, e.version, e.audience, kind_of(e.audience), office_of(e.audience), readers_of(e.audience))::streams;
  END IF;
  st.version := e.version;
  RETURN st;
END $$;

-- Writes events of one stream and one signer that were found good, from a position on, with what the stream is after the last of them. `over`: the
-- login of whoever did them.
CREATE OR REPLACE FUNCTION write_run(run placed[], first bigint, st streams, over text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  last CONSTANT placed := run[cardinality(run)];
BEGIN
  INSERT INTO events
    SELECT first + r.o - 1, r.id, r.stream, r.version, r.audience, r.type, r.schema, r.payload, r.actor, r.role, r.office, r.at, r.signer,
           r.signer_sequence, r.previous, r.after, r.hash, r.signature, clock_timestamp(), over
      FROM unnest(run) WITH ORDINALITY AS r (id, stream, version, audience, type, schema, payload, actor, role, office, at, signer,
        signer_sequence, previous, after, hash, signature, o);
  IF st.version = cardinality(run) THEN
    INSERT INTO streams VALUES (st.*);
  ELSE
    UPDATE streams SET version = st.version, audience = st.audience, kind = st.kind, office = st.office, readers = st.readers WHERE stream = st.stream;
  END IF;
  UPDATE signers SET sequence = last.signer_sequence, head = last.hash WHERE signer = last.signer;
END $$;

-- Where a signer's chain stands by its events: only needed before the signer is on record.
CREATE OR REPLACE FUNCTION chain_length(wanted text) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT coalesce(max(signer_sequence), 0) FROM events WHERE signer = wanted
$$;
CREATE OR REPLACE FUNCTION chain_end(wanted text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce((SELECT hash FROM events WHERE signer = wanted ORDER BY signer_sequence DESC LIMIT 1), repeat('0', 64))
$$;

-- The keys of invitations and recovery sheets register a signer for the person who is connected, and nothing else: what is against such a use.
CREATE OR REPLACE FUNCTION one_use(e placed, s signers) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  said json := e.payload::json;
BEGIN
  IF e.type <> 'signer.registered' OR said ->> 'person' IS DISTINCT FROM e.actor OR said ->> 'kind' IS DISTINCT FROM 'person' THEN
    RETURN 'hub/actor';
  END IF;
  IF s.kind = 'recovery' AND NOT EXISTS (SELECT FROM signers WHERE person = e.actor AND kind = 'person' AND machine = s.machine) THEN
    RETURN 'hub/other-sheet';
  END IF;
  -- In time by the hub's clock, and by the event's own: machines go by that. What is put back was in time by the hub's clock of then.
  IF s.kind = 'invitation' AND NOT EXISTS (
    SELECT FROM invitations WHERE signer = e.signer AND person = e.actor AND used IS NULL AND expires > greatest(CASE WHEN (SELECT recovering FROM head WHERE one) THEN e.at::timestamptz ELSE clock_timestamp() END, e.at::timestamptz)) THEN
    RETURN 'hub/invitation';
  END IF;
  RETURN NULL;
END $$;

/*
 * Accepts batches in order, each whole, and stops after the first that is not accepted. `batches`: a JSON array of
 * { id, events: [an event without its position, columns as text] }, at most 50 batches, 1000 events and 8 MB of text. Answers an array of
 *   { kind: accepted, positions, again } · { kind: conflict, stream, version } · { kind: refused, code, detail }.
 * It does not wait for the disk: the caller settles before believing it. `tell_after`: in so many milliseconds the caller is to call `tell`, because
 * others are to be woken and were just before; NULL: they are, or somebody else will.
 *
 * A plain batch is judged whole before anything of it is written, and what follows each other in one stream is written at once; of the others each
 * event is written before the next is judged, in a savepoint.
 *
 * No batch at all is a rehearsal: everything is gone through without the turn and without a word written, so that a session has its plans before it
 * stands in line. Made with the turn in hand they would hold up everybody, some ten milliseconds for each machine that does its first act of the day.
 *
 * Its settings: every look-up is by a key. Planning it anew for the first five values, as is the rule, would be done with the turn in hand; while the
 * statistics are those of a hub just founded, whose events are all of one stream, the events of a stream would be looked for in all; and before
 * PostgreSQL 18 a plan that cannot do without a scan (of the head's one row) would count as so dear that it were compiled.
 */
CREATE OR REPLACE FUNCTION append(batches text, OUT answers jsonb, OUT tell_after integer) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
BEGIN
  SELECT a.answers, a.tell_after INTO answers, tell_after FROM accept(batches, session_user) AS a;
END $$;

-- The same for whoever did it: `over` is their login. Its caller has the settings and the rights.
CREATE OR REPLACE FUNCTION accept(batches text, over text, OUT answers jsonb, OUT tell_after integer) LANGUAGE plpgsql AS $$
DECLARE
  founding CONSTANT boolean := EXISTS (SELECT FROM hub WHERE founded IS NULL AND founder = over);
  me members;
  work ready[];
  batch ready;
  parsed json;
  top head;
  began bigint;
  -- How things stand with the turn in hand; `known`: an id is on record already, `twice`: one comes twice in this call.
  here record;
  its record;
  -- What was found good in one stream by one signer and is not written yet, and that stream and signer as they are after it.
  run placed[] := '{}';
  st streams;
  s signers;
  worked boolean := false;
  -- The same with the batch in hand.
  reached streams;
  working boolean;
  positions bigint[];
  e placed;
  t event_types;
  fault text;
  answer jsonb;
  rehearsing boolean;
  many integer := 0;
  lately integer;
  -- The words whose readers are to be woken.
  news text[] := '{}';
BEGIN
  answers := '[]';
  IF octet_length(batches) > 8388608 THEN
    PERFORM refuse('hub/too-large');
  END IF;
  BEGIN
    parsed := batches::json;
    IF json_typeof(parsed) IS DISTINCT FROM 'array' THEN
      PERFORM refuse('hub/malformed');
    END IF;
  EXCEPTION WHEN data_exception THEN
    PERFORM refuse('hub/malformed');
  END;
  IF json_array_length(parsed) > 50 THEN
    PERFORM refuse('hub/too-large');
  END IF;
  rehearsing := json_array_length(parsed) = 0;
  work := CASE WHEN rehearsing THEN rehearsal() ELSE prepare_all(parsed, founding) END;
  FOREACH batch IN ARRAY work LOOP
    many := many + coalesce(cardinality(batch.events), 0);
  END LOOP;
  IF many > 1000 THEN
    PERFORM refuse('hub/too-large');
  END IF;
  IF NOT founding THEN
    PERFORM slow_down(over);
  END IF;
  PERFORM set_config('synchronous_commit', 'off', true);
  IF NOT rehearsing THEN
    PERFORM take_turn();
  END IF;
  -- Asked for only now: a person whose login ended while they waited writes nothing.
  IF founding THEN
    IF EXISTS (SELECT FROM hub WHERE founded IS NOT NULL) THEN
      PERFORM refuse('hub/denied');
    END IF;
  END IF;
  -- All in one: each query costs, with the turn in hand, some hundredths of a millisecond before it looks for anything.
  SELECT h AS top, m AS me, EXISTS (SELECT FROM stand_ins WHERE substitute = m.person) AS stands_in, sent.* INTO here
    FROM head h LEFT JOIN logins l ON l.login = over AND l.ended IS NULL LEFT JOIN members m ON m.person = l.person AND m.active
      CROSS JOIN LATERAL (SELECT count(*) > count(DISTINCT sent.id) AS twice, coalesce(bool_or((SELECT true FROM events held WHERE held.id = sent.id)), false) AS known
        FROM unnest(work) AS one CROSS JOIN LATERAL unnest(one.events) AS sent) AS sent WHERE h.one;
  top := here.top;
  me := here.me;
  IF top.recovering THEN
    PERFORM refuse('hub/recovering');
  END IF;
  IF NOT founding AND me.person IS NULL THEN
    PERFORM refuse('hub/denied');
  END IF;
  began := top.position;
  FOREACH batch IN ARRAY work LOOP
    fault := batch.fault;
    IF fault IS NULL AND batch.plain AND NOT here.known AND NOT here.twice THEN
      e := batch.events[1];
      IF e.stream IS DISTINCT FROM st.stream OR e.signer IS DISTINCT FROM s.signer THEN
        IF cardinality(run) > 0 THEN
          PERFORM charge(over, cardinality(run));
          PERFORM write_run(run, top.position - cardinality(run) + 1, st, over);
          news := news || st.readers;
          run := '{}';
          worked := false;
        END IF;
        SELECT x AS st, y AS s INTO its FROM (VALUES (1)) AS one LEFT JOIN streams x ON x.stream = e.stream LEFT JOIN signers y ON y.signer = e.signer;
        st := its.st;
        s := its.s;
      END IF;
      reached := st;
      working := worked;
      positions := '{}';
      FOR i IN 1 .. cardinality(batch.events) LOOP
        e := batch.events[i];
        t := batch.types[i];
        fault := fault_of(e, t, reached, s, me, CASE WHEN here.stands_in THEN roles_at(me.person, me.roles, e.at::timestamptz, '72 hours') ELSE me.roles END, working);
        EXIT WHEN fault IS NOT NULL;
        IF reached.audience = e.audience THEN
          reached.version := e.version;
        ELSE
          reached := stream_after(reached, e);
        END IF;
        s.sequence := e.signer_sequence;
        s.head := e.hash;
        working := working OR t.contributes;
        positions := positions || top.position + i;
      END LOOP;
      IF fault IS NULL THEN
        run := run || batch.events;
        st := reached;
        worked := working;
        top.position := top.position + cardinality(batch.events);
        top.hash := e.hash;
        answer := jsonb_build_object('kind', 'accepted', 'positions', to_jsonb(positions), 'again', false);
      END IF;
    ELSIF fault IS NULL THEN
      IF cardinality(run) > 0 THEN
        PERFORM charge(over, cardinality(run));
        PERFORM write_run(run, top.position - cardinality(run) + 1, st, over);
        news := news || st.readers;
      END IF;
      run := '{}';
      st := NULL;
      s := NULL;
      worked := false;
      answer := place_singly(batch, me, founding, top, over);
      IF answer ->> 'kind' = 'accepted' AND NOT (answer -> 'again')::boolean THEN
        top.position := top.position + cardinality(batch.events);
        top.hash := batch.events[cardinality(batch.events)].hash;
        news := news || (SELECT array_agg(word) FROM streams, unnest(readers) AS word WHERE stream IN (SELECT sent.stream FROM unnest(batch.events) AS sent));
      END IF;
      IF NOT founding THEN
        -- A person may have ended their own standing by what they just did: machines judge what follows by what they are then.
        SELECT * INTO me FROM members WHERE person = me.person;
        here.stands_in := EXISTS (SELECT FROM stand_ins WHERE substitute = me.person);
      END IF;
    END IF;
    IF fault = 'conflict' THEN
      answer := jsonb_build_object('kind', 'conflict', 'stream', e.stream, 'version', coalesce(reached.version, 0));
    ELSIF fault IS NOT NULL THEN
      answer := jsonb_build_object('kind', 'refused', 'code', fault, 'detail', '{}'::jsonb);
    END IF;
    answers := answers || jsonb_build_array(answer);
    EXIT WHEN answer ->> 'kind' <> 'accepted';
  END LOOP;
  IF cardinality(run) > 0 OR rehearsing THEN
    PERFORM charge(over, cardinality(run));
    PERFORM write_run(run, top.position - cardinality(run) + 1, st, over);
    news := news || st.readers;
  END IF;
  IF rehearsing THEN
    answers := '[]';
  END IF;
  IF top.position > began OR rehearsing THEN
    tell_after := CASE WHEN top.untold = '{}' THEN 0 END;
    -- Everybody has the word `institution`: it stands for whatever else there is, and for very many, so that the row which every append writes stays small.
    IF NOT (news <@ top.untold OR 'institution' = ANY (top.untold)) THEN
      top.untold := ARRAY(SELECT DISTINCT word FROM unnest(top.untold || news) AS word);
      IF 'institution' = ANY (news) OR cardinality(top.untold) > 20 THEN
        top.untold := '{institution}';
      END IF;
    END IF;
    -- Every append writes the row of the head and its signer's again. While an old transaction may see their old versions each call reads through them all:
    -- of ten thousand it takes ten times as long.
    IF top.position / 1000 > began / 1000 THEN
      PERFORM end_old_transactions();
    END IF;
    lately := told_lately(top);
    IF lately IS NULL AND NOT rehearsing THEN
      tell_after := NULL;
      PERFORM pg_notify(channel_of(word), top.position::text) FROM unnest(top.untold) AS word;
      top.untold := '{}';
      top.told := clock_timestamp();
    ELSE
      tell_after := tell_after + lately;
    END IF;
    UPDATE head SET position = top.position, hash = top.hash, told = top.told, untold = top.untold WHERE one AND NOT rehearsing;
  END IF;
  IF rehearsing THEN
    tell_after := NULL;
  END IF;
END $$;

-- What a rehearsal is about: a batch of nobody's, after every judgement was passed once on somebody who may do everything.
CREATE OR REPLACE FUNCTION rehearsal() RETURNS ready[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  e placed := ROW('rehearsal', 'rehearsal/x', 1, '{"kind":"institution"}', '', 1, '{}', 'x', 'operator', 'x', '2000-01-01T00:00:00.000Z', '', 1,
    repeat('0', 64), repeat('0', 64), repeat('0', 64), repeat('A', 86) || '==');
  t event_types := ROW('', 1, 'rehearsal', ARRAY['operator'], ARRAY['operator'], ARRAY['institution'], 'any', false, true, false);
BEGIN
  PERFORM prepare_all(json_build_array(json_build_object('id', 'rehearsal', 'events', json_build_array(row_to_json(e)))), false);
  PERFORM fault_of(e, t, NULL, json_populate_record(NULL::signers, json_build_object('signer', '', 'person', 'x', 'kind', 'person', 'sequence', 0, 'head', e.previous)), ROW('x', 'x', '{}', true)::members, ARRAY['operator'], false);
  PERFORM stream_after(stream_after(NULL, e), e);
  RETURN ARRAY[ROW('rehearsal', NULL, true, ARRAY[e], ARRAY[t])::ready];
END $$;

-- The channel that the readers of a word listen to. https://www.postgresql.org/docs/current/sql-notify.html
CREATE OR REPLACE FUNCTION channel_of(word text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT 'resguardo_' || left(encode(sha256(convert_to(word, 'UTF8')), 'hex'), 32)
$$;

-- Ends members' sessions that keep a transaction open for longer than anything that a machine does takes: what it could still see nobody can clear away.
CREATE OR REPLACE FUNCTION end_old_transactions() RETURNS void LANGUAGE sql AS $$
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IN (SELECT login FROM logins) AND datname = current_database()
    AND xact_start < clock_timestamp() - interval '1 minute' AND pid <> pg_backend_pid()
$$;

-- The milliseconds until somebody may be woken again; NULL: at once. It makes every listening session of the server look up, whomever it concerns:
-- ten times a second, and less often when everybody is woken. Nobody is while a quarter of the queue is taken: who fills it (anybody may NOTIFY) and
-- keeps a listening transaction open would have every append fail at its end. Machines look every five seconds and pull every thirty.
CREATE OR REPLACE FUNCTION told_lately(top head) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  apart CONSTANT integer := CASE WHEN 'institution' = ANY (top.untold) THEN 400 ELSE 100 END;
  passed CONSTANT integer := least(1000, greatest(-1, extract(epoch FROM clock_timestamp() - top.told) * 1000));
BEGIN
  -- A clock that was put back says nothing.
  IF passed BETWEEN 0 AND apart - 1 THEN
    RETURN apart - passed;
  END IF;
  -- Asking clears what everybody has heard.
  IF pg_notification_queue_usage() > 0.25 THEN
    -- What keeps it from being cleared is a member's transaction that stays open.
    PERFORM end_old_transactions();
    RETURN 5000;
  END IF;
  RETURN NULL;
END $$;

-- Wakes those who are to be woken for what was accepted before, if it is time; else answers in how many milliseconds it will be.
CREATE OR REPLACE FUNCTION tell() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
DECLARE
  top head;
BEGIN
  SELECT * INTO top FROM head WHERE one;
  IF top.untold = '{}' OR told_lately(top) IS NOT NULL THEN
    RETURN CASE WHEN top.untold <> '{}' THEN told_lately(top) END;
  END IF;
  PERFORM set_config('synchronous_commit', 'off', true);
  -- The row of the head is never locked without the turn: whoever kept it locked would be seen by nobody.
  PERFORM take_turn();
  SELECT * INTO top FROM head WHERE one FOR UPDATE;
  IF top.untold <> '{}' THEN
    PERFORM pg_notify(channel_of(word), top.position::text) FROM unnest(top.untold) AS word;
    UPDATE head SET untold = '{}', told = clock_timestamp() WHERE one;
  END IF;
  RETURN NULL;
END $$;

-- One batch that is not plain, event by event; the answer to it. Nothing of it stays when it is not accepted.
CREATE OR REPLACE FUNCTION place_singly(batch ready, me members, founding boolean, top head, over text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  known bigint[];
  positions bigint[] := '{}';
  e placed;
  st streams;
  s signers;
  fault text;
  said text;
  detail text;
BEGIN
  SELECT array_agg(held.position ORDER BY b.o) INTO known
    FROM unnest(batch.events) WITH ORDINALITY AS b (id, stream, version, audience, type, schema, payload, actor, role, office, at, signer,
      signer_sequence, previous, after, hash, signature, o) JOIN events held ON held.id = b.id AND held.hash = b.hash;
  IF cardinality(known) = cardinality(batch.events) THEN
    RETURN jsonb_build_object('kind', 'accepted', 'positions', to_jsonb(known), 'again', true);
  ELSIF EXISTS (SELECT FROM unnest(batch.events) AS sent JOIN events held ON held.id = sent.id) THEN
    PERFORM refuse('hub/known-id');
  END IF;
  FOR i IN 1 .. cardinality(batch.events) LOOP
    e := batch.events[i];
    SELECT * INTO st FROM streams WHERE stream = e.stream;
    SELECT * INTO s FROM signers WHERE signer = e.signer;
    fault := CASE WHEN founding THEN founding_fault_of(e, st, s, top.hash)
      ELSE fault_of(e, batch.types[i], st, s, me, roles_at(me.person, me.roles, e.at::timestamptz, '72 hours'), false) END;
    IF fault = 'conflict' THEN
      RAISE EXCEPTION USING ERRCODE = 'RG002', MESSAGE = e.stream, DETAIL = coalesce(st.version, 0)::text;
    ELSIF fault IS NOT NULL THEN
      PERFORM refuse(fault);
    END IF;
    top.position := top.position + 1;
    IF NOT founding THEN
      PERFORM charge(over, 1);
    END IF;
    PERFORM write_run(ARRAY[e], top.position, stream_after(st, e), over);
    top.hash := e.hash;
    positions := positions || top.position;
    IF split_part(e.stream, '/', 1) = 'organization' THEN
      PERFORM apply_organization(e);
      SELECT * INTO me FROM members WHERE person = me.person;
    END IF;
    -- The founding act is signed before its signer is on record: its chain is taken over when it is.
    IF founding AND e.type = 'signer.registered' THEN
      UPDATE signers SET sequence = chain_length(signer), head = chain_end(signer) WHERE signer = e.payload::json ->> 'signer';
    END IF;
  END LOOP;
  RETURN jsonb_build_object('kind', 'accepted', 'positions', to_jsonb(positions), 'again', false);
EXCEPTION
  WHEN SQLSTATE 'RG001' THEN
    GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
    RETURN jsonb_build_object('kind', 'refused', 'code', said, 'detail', detail::jsonb);
  WHEN data_exception THEN
    RETURN '{"kind": "refused", "code": "hub/malformed", "detail": {}}';
  WHEN unique_violation THEN
    -- Its id is on record, or twice in the batch.
    RETURN '{"kind": "refused", "code": "hub/known-id", "detail": {}}';
  WHEN SQLSTATE 'RG002' THEN
    GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
    RETURN jsonb_build_object('kind', 'conflict', 'stream', said, 'version', detail::integer);
END $$;

-- Back-pressure: a login may send 5000 events at once (a long time without network) and 50 a second after that; beyond it, it is
-- made to wait before it takes the turn, at most 5 seconds a call; with more than a largest call above it, to come again.
--
-- Kept is up to which moment what it sent is paid for, in milliseconds, in a sequence: what it sends is charged before it is written, and whoever takes it back
-- by a ROLLBACK, or has it cut off, has sent it all the same. More than a quarter of an hour ahead, the clock was put back.
CREATE OR REPLACE FUNCTION paid_until(pace regclass) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  present CONSTANT bigint := extract(epoch FROM clock_timestamp()) * 1000;
  until CONSTANT bigint := pg_sequence_last_value(pace);
BEGIN
  RETURN CASE WHEN until BETWEEN present AND present + 900000 THEN until ELSE present END;
END $$;
-- With the turn in hand, so that no two sessions of a login charge at once.
CREATE OR REPLACE FUNCTION charge(over text, many integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  pace CONSTANT regclass := to_regclass('resguardo.pace_' || over);
BEGIN
  IF many > 0 THEN
    PERFORM setval(pace, paid_until(pace) + many * 20);
  END IF;
END $$;
CREATE OR REPLACE FUNCTION slow_down(over text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  left_over CONSTANT real := 5000 - (paid_until(to_regclass('resguardo.pace_' || over)) - extract(epoch FROM clock_timestamp()) * 1000) / 20;
BEGIN
  IF left_over < 0 THEN
    PERFORM pg_sleep(least(5, -left_over / 50));
  END IF;
  IF left_over < -1250 THEN
    PERFORM refuse('hub/busy');
  END IF;
END $$;
