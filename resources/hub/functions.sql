-- The hub's functions: made again by every init and upgrade. Run as resguardo_owner, in the schema resguardo.
--
-- Those that members call are SECURITY DEFINER with a fixed search path and know their caller by session_user, which neither SET ROLE nor
-- another function changes. The others are called by them only, under their path: members have no right to any of them. An expected "no" is raised as RG001 with a code of the catalogue as its message and the detail as JSON; RG002 is
-- a conflict of versions.

CREATE OR REPLACE FUNCTION refuse(code text, detail json DEFAULT '{}') RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'RG001', MESSAGE = code, DETAIL = detail::text;
END $$;

CREATE OR REPLACE FUNCTION instant_of(moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- The canonical form of src/main/ledger/canonical.ts. to_json writes a text exactly as JSON.stringify does. STABLE, as to_json is: said to be
-- immutable it could not be laid open in the query around it, and would be called for every event as a query of its own.
CREATE OR REPLACE FUNCTION deed_digest(id text, stream text, audience text, type text, schema integer, payload text, actor text, role text, office text, at text, signer text)
RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT encode(sha256(convert_to(
    '["resguardo/deed/1",' || to_json(id) || ',' || to_json(stream) || ',' || to_json(audience) || ',' || to_json(type) || ',' || schema || ','
    || to_json(payload) || ',' || to_json(actor) || ',' || to_json(role) || ',' || to_json(office) || ',' || to_json(at) || ',' || to_json(signer) || ']',
    'UTF8')), 'hex')
$$;

CREATE OR REPLACE FUNCTION event_hash(deed text, version integer, signer_sequence integer, previous text, after text)
RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT encode(sha256(convert_to('resguardo/event/1 ' || deed || ' ' || version || ' ' || signer_sequence || ' ' || previous || ' ' || after, 'UTF8')), 'hex')
$$;

-- src/shared/hub/login.ts
CREATE OR REPLACE FUNCTION login_of(invitation text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT 'rsg_' || left(encode(sha256(convert_to(invitation, 'UTF8')), 'hex'), 20)
$$;

-- An audience's kind and office, of the form that `readers_of` knows. Text is cut, not parsed: nothing that is no JSON can raise an exception here.
CREATE OR REPLACE FUNCTION kind_of(audience text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT split_part(audience, '"', 4)
$$;
CREATE OR REPLACE FUNCTION office_of(audience text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN split_part(audience, '"', 6) = 'office' THEN split_part(audience, '"', 8) END
$$;

-- src/shared/hub/permissions.ts, readersOf; NULL for an audience that is not written as the deciders write it.
CREATE OR REPLACE FUNCTION readers_of(audience text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  kind CONSTANT text := split_part(audience, '"', 4);
  office CONSTANT text := split_part(audience, '"', 8);
  people text[];
BEGIN
  IF audience = '{"kind":"institution"}' THEN
    RETURN ARRAY['all', 'institution'];
  ELSIF kind = 'people' THEN
    people := string_to_array(substr(audience, 29, length(audience) - 31), '","');
    IF cardinality(people) BETWEEN 1 AND 200 AND audience = '{"kind":"people","people":["' || array_to_string(people, '","') || '"]}'
      AND (SELECT bool_and(person ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$') FROM unnest(people) AS person) THEN
      RETURN ARRAY['all'] || (SELECT array_agg('person:' || person) FROM unnest(people) AS person);
    END IF;
  ELSIF kind IN ('office', 'review', 'security', 'registry') AND length(office) <= 64 AND office ~ '^[a-z][a-z0-9-]*$'
    AND audience = '{"kind":"' || kind || '","office":"' || office || '"}' THEN
    RETURN CASE WHEN kind = 'office' THEN ARRAY['all', 'office:' || office] ELSE ARRAY['all', kind, 'office:' || office] END;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION words_of(person text, office text, roles text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY['institution', 'office:' || office, 'person:' || person]
    || CASE WHEN 'reviewer' = ANY (roles) THEN ARRAY['review'] ELSE '{}' END
    || CASE WHEN 'security' = ANY (roles) THEN ARRAY['security'] ELSE '{}' END
    || CASE WHEN roles && ARRAY['reviewer', 'security', 'administrator'] THEN ARRAY['registry'] ELSE '{}' END
    || CASE WHEN 'auditor' = ANY (roles) THEN ARRAY['all'] ELSE '{}' END
$$;

-- A person's own roles and those they stand in for: read by when it is, written by when it was done (`late`: how much later it may arrive).
CREATE OR REPLACE FUNCTION roles_at(substitute_person text, own text[], moment timestamptz, late interval) RETURNS text[]
LANGUAGE sql STABLE AS $$
  SELECT own || coalesce(
    (SELECT array_agg(role) FROM stand_ins s, unnest(s.roles) AS role
      WHERE s.substitute = substitute_person AND s.ended IS NULL AND s.starts <= moment AND moment < s.ends AND clock_timestamp() < s.ends + late), '{}')
$$;

-- Whose a login is; refuses hub/denied when it has ended or nobody is behind it.
CREATE OR REPLACE FUNCTION member_of(over text) RETURNS members LANGUAGE plpgsql STABLE AS $$
DECLARE
  me members;
BEGIN
  SELECT m.* INTO me FROM logins l JOIN members m USING (person) WHERE l.login = over AND l.ended IS NULL AND m.active;
  IF me.person IS NULL THEN
    PERFORM refuse('hub/denied');
  END IF;
  RETURN me;
END $$;

-- Who is connected.
CREATE OR REPLACE FUNCTION caller() RETURNS members LANGUAGE sql STABLE AS $$
  SELECT member_of(session_user)
$$;

CREATE OR REPLACE FUNCTION answers_for_record(roles text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT roles && ARRAY['security', 'administrator', 'auditor']
$$;

-- Refuses hub/role to who does not answer for the record.
CREATE OR REPLACE FUNCTION must_answer_for_record() RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  me members := caller();
BEGIN
  IF NOT answers_for_record(roles_at(me.person, me.roles, clock_timestamp(), '0')) THEN
    PERFORM refuse('hub/role');
  END IF;
END $$;

-- The words of who is connected; none for who is nobody, so that row security shows them nothing.
CREATE OR REPLACE FUNCTION my_words() RETURNS text[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
  SELECT coalesce(
    (SELECT words_of(m.person, m.office, roles_at(m.person, m.roles, clock_timestamp(), '0'))
       FROM logins l JOIN members m USING (person) WHERE l.login = session_user AND l.ended IS NULL AND m.active), '{}')
$$;

-- Who is to be woken first: those whom others wait for.
CREATE OR REPLACE FUNCTION urgency(roles text[]) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN 'reviewer' = ANY (roles) THEN 1 WHEN roles && ARRAY['security', 'administrator'] THEN 2 ELSE 3 END
$$;

CREATE OR REPLACE FUNCTION hello() RETURNS jsonb LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
DECLARE
  this hub;
  top head;
  me members;
  roles text[];
  channels text[];
  mine integer;
  -- So many sessions may listen at most.
  woken CONSTANT integer := 100;
BEGIN
  SELECT * INTO this FROM hub;
  SELECT * INTO top FROM head WHERE one;
  IF this.founded IS NULL AND session_user = this.founder THEN
    me := ROW('', '', ARRAY['administrator'], true)::members;
    roles := me.roles;
  ELSE
    me := caller();
    roles := (SELECT array_agg(DISTINCT role ORDER BY role) FROM unnest(roles_at(me.person, me.roles, clock_timestamp(), '0')) AS role);
  END IF;
  channels := ARRAY(SELECT channel_of(word) FROM unnest(words_of(me.person, me.office, roles)) AS word);
  -- Up to version 18 a notification signals every session that listens, whatever to: with a thousand of them it would take the server longer than
  -- everything else. Where too many would listen, those whom fewer wait for do not, and pull at each look.
  IF current_setting('server_version_num')::integer < 190000 THEN
    mine := urgency(roles);
    IF (SELECT count(*) FROM (SELECT FROM members m WHERE m.active AND urgency(m.roles) <= mine LIMIT woken + 1) AS sooner) > woken THEN
      channels := '{}';
    END IF;
  END IF;
  RETURN jsonb_build_object(
    'hub', this.id, 'schema', this.schema,
    -- The oldest form of the app that these functions answer (HUB_SERVES): raised only when a call is no longer what it was.
    'serves', 5,
    'root', CASE WHEN this.founded IS NULL THEN NULL ELSE jsonb_build_object('signer', this.root_signer, 'publicKey', this.root_key) END,
    'now', instant_of(clock_timestamp()),
    'head', jsonb_build_object('position', top.position, 'hash', top.hash),
    'recovering', top.recovering,
    -- For who answers for the record: the place of the newest of what machines put aside (aside.sql).
    'aside', CASE WHEN answers_for_record(roles) THEN (SELECT coalesce(max(n), 0) FROM aside) END,
    'channels', to_jsonb(channels), 'wakes', channels <> '{}' AND channels <@ ARRAY(SELECT pg_listening_channels()),
    'untold', top.untold <> '{}' AND abs(extract(epoch FROM clock_timestamp() - top.told)) > 1,
    'member', jsonb_build_object('person', me.person, 'roles', roles, 'office', me.office,
      'sight', abs(hashtext(array_to_string(words_of(me.person, me.office, roles), ' '))::bigint)));
END $$;

-- Makes everything that was accepted before it durable. `append` does not wait for the disk, so that the turn is not held through the
-- flush; whoever believes an answer or a row settles first. Many that settle together share one flush.
CREATE OR REPLACE FUNCTION settle() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
BEGIN
  -- Nothing lies unflushed, and no standby is waited for.
  IF current_setting('synchronous_standby_names') = '' AND pg_current_wal_insert_lsn() <= pg_current_wal_flush_lsn() THEN
    RETURN;
  END IF;
  PERFORM set_config('synchronous_commit', 'on', true);
  PERFORM pg_logical_emit_message(true, 'resguardo', '');
END $$;

-- Refuses hub/denied to whoever is neither a person of the record nor its founder.
CREATE OR REPLACE FUNCTION own_or_founder() RETURNS void LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM hub WHERE founded IS NULL AND founder = session_user) THEN
    PERFORM caller();
  END IF;
END $$;

CREATE OR REPLACE FUNCTION hash_at(wanted bigint) RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
BEGIN
  PERFORM own_or_founder();
  RETURN (SELECT hash FROM events WHERE position = wanted);
END $$;

-- Over whose login events came: for who answers for the record, when one is void. At most 1000 at a time. Refuses hub/role.
CREATE OR REPLACE FUNCTION written_by(wanted bigint[])
RETURNS TABLE ("position" bigint, login text, person text, signer text, accepted timestamptz, ended boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM must_answer_for_record();
  RETURN QUERY
    SELECT e.position, e.login, l.person, l.signer, e.accepted_at, l.ended IS NOT NULL
      FROM events e JOIN logins l USING (login) WHERE e.position = ANY (wanted) ORDER BY e.position LIMIT 1000;
END $$;

-- What a signer's chain needs of the events that the caller may not read. At most 1000 at a time.
CREATE OR REPLACE FUNCTION links(wanted text, first integer, last integer)
RETURNS TABLE (signer text, signer_sequence integer, deed text, version integer, after text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
#variable_conflict use_column
BEGIN
  PERFORM own_or_founder();
  RETURN QUERY
    SELECT e.signer, e.signer_sequence,
           deed_digest(e.id, e.stream, e.audience, e.type, e.schema, e.payload, e.actor, e.role, e.office, e.at, e.signer), e.version, e.after
      FROM events e WHERE e.signer = wanted AND e.signer_sequence BETWEEN first AND last ORDER BY e.signer_sequence LIMIT 1000;
END $$;
