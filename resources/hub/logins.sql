-- Logins: one PostgreSQL role for each machine of a person. Run as resguardo_owner, in the schema resguardo, after functions.sql.

-- Makes a login, or makes it anew, with a SCRAM verifier (never a password) that is good until a moment.
CREATE OR REPLACE FUNCTION make_login(name text, whose text, verifier text, until timestamptz) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, resguardo, pg_temp AS $$
DECLARE
  setting text;
BEGIN
  IF NOT coalesce(name ~ '^rsg_[0-9a-f]{20}$', false) OR NOT is_verifier(verifier) THEN
    PERFORM refuse('hub/malformed');
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
    -- A role of that name that is not of this hub is nobody's to change.
    IF NOT EXISTS (SELECT FROM logins WHERE login = name) THEN
      PERFORM refuse('hub/known-login');
    END IF;
    EXECUTE format('ALTER ROLE %I LOGIN PASSWORD %L VALID UNTIL %L', name, verifier, until);
  ELSE
    EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L VALID UNTIL %L CONNECTION LIMIT 8 IN ROLE resguardo_member', name, verifier, until);
  END IF;
  FOREACH setting IN ARRAY ARRAY['statement_timeout = ''30s''', 'lock_timeout = ''10s''', 'idle_in_transaction_session_timeout = ''10s''',
    'tcp_keepalives_idle = 30', 'tcp_keepalives_interval = 10', 'tcp_keepalives_count = 3', 'search_path = resguardo', 'temp_file_limit = ''64MB'''] LOOP
    EXECUTE format('ALTER ROLE %I SET %s', name, setting);
  END LOOP;
  EXECUTE format('CREATE SEQUENCE IF NOT EXISTS resguardo.%I; CREATE SEQUENCE IF NOT EXISTS resguardo.%I', 'pace_' || name, 'chunks_' || name);
  INSERT INTO logins VALUES (name, whose, NULL, clock_timestamp(), NULL)
    ON CONFLICT (login) DO UPDATE SET opened = excluded.opened, ended = NULL;
END $$;

CREATE OR REPLACE FUNCTION is_verifier(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce($1 ~ '^SCRAM-SHA-256\$[0-9]{4,6}:[A-Za-z0-9+/=]{20,40}\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$', false)
$$;

-- Who is inside by a login is put out, except whoever does it: theirs ends with their connection. It waits until they are.
CREATE OR REPLACE FUNCTION put_out(name text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, resguardo, pg_temp AS $$
BEGIN
  PERFORM pg_stat_clear_snapshot();
  PERFORM pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE usename = name AND pid <> pg_backend_pid();
END $$;

-- Nobody enters by a login any more. Whoever is inside could stand in the way with an open transaction of their own (ALTER ROLE CURRENT_USER …), so they are
-- put out first, and again if somebody came in meanwhile. Should it not go all the same, nothing else is held up: a login that has ended, or whose person
-- has, reads and writes nothing (`caller`, `my_words`); `resguardo-hub status` tells of it and `revoke` shuts it again.
CREATE OR REPLACE FUNCTION shut(name text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, resguardo, pg_temp AS $$
DECLARE
  patience CONSTANT text := current_setting('lock_timeout');
  done boolean := false;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
    RETURN;
  END IF;
  FOR attempt IN 1 .. 4 LOOP
    PERFORM put_out(name);
    BEGIN
      PERFORM set_config('lock_timeout', '200ms', true);
      EXECUTE format('ALTER ROLE %I NOLOGIN', name);
      done := true;
    EXCEPTION WHEN lock_not_available OR internal_error THEN
      -- It is being changed by somebody who just came in, or was.
    END;
    EXIT WHEN done;
  END LOOP;
  PERFORM set_config('lock_timeout', patience, true);
  PERFORM put_out(name);
END $$;

CREATE OR REPLACE FUNCTION admit(name text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, resguardo, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
    EXECUTE format('ALTER ROLE %I LOGIN', name);
  END IF;
END $$;

-- An administrator opens the login of an accepted invitation that nobody has used. Refusals: hub/role, hub/not-invited, hub/malformed.
CREATE OR REPLACE FUNCTION open_login(wanted text, verifier text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
DECLARE
  me members := caller();
  i invitations;
BEGIN
  IF NOT 'administrator' = ANY (roles_at(me.person, me.roles, clock_timestamp(), '0')) THEN
    PERFORM refuse('hub/role');
  END IF;
  SELECT * INTO i FROM invitations WHERE invitation = wanted AND used IS NULL AND expires > clock_timestamp();
  IF i.invitation IS NULL OR NOT EXISTS (SELECT FROM members WHERE person = i.person AND active) THEN
    PERFORM refuse('hub/not-invited');
  END IF;
  PERFORM make_login(login_of(wanted), i.person, verifier, i.expires);
  RETURN login_of(wanted);
END $$;

-- The connected machine's own next password, as a verifier, and the signer it signs with. From then on the login does not end with its
-- invitation, which is used up. A login that is no signer's yet becomes that signer's: after an invitation that registered nothing (the founder's
-- colleagues, who signed before anybody had a login) and after an access code, whose signer may have had a login that was lost. A signer has one
-- login, which ends with it: the one before ends. `claimed` is left out by clients of before, for whom a signer without a login is looked for.
-- Refusals: hub/malformed, hub/not-joined: no such signer of this person is on record, so the one-time password ends when its time does.
DROP FUNCTION IF EXISTS change_password(text);
CREATE OR REPLACE FUNCTION change_password(verifier text, claimed text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
DECLARE
  mine logins;
BEGIN
  PERFORM own_or_founder();
  IF NOT is_verifier(verifier) THEN
    PERFORM refuse('hub/malformed');
  END IF;
  SELECT * INTO mine FROM logins WHERE login = session_user;
  IF mine.signer IS NULL THEN
    SELECT s.signer INTO mine.signer FROM signers s
      WHERE s.person = mine.person AND s.kind = 'person' AND s.revoked IS NULL
        AND CASE WHEN claimed IS NULL THEN NOT EXISTS (SELECT FROM logins l WHERE l.signer = s.signer) ELSE s.signer = claimed END
      ORDER BY s.sequence DESC LIMIT 1;
  END IF;
  IF mine.signer IS NULL THEN
    PERFORM refuse('hub/not-joined');
  END IF;
  UPDATE logins SET signer = mine.signer WHERE login = session_user AND signer IS NULL;
  PERFORM shut(login) FROM logins WHERE signer = mine.signer AND login <> session_user;
  UPDATE logins SET ended = clock_timestamp() WHERE signer = mine.signer AND login <> session_user AND ended IS NULL;
  UPDATE invitations SET used = clock_timestamp() WHERE login_of(invitation) = session_user AND used IS NULL;
  EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L', session_user, verifier, 'infinity');
END $$;

-- The founder's last act: from now on the login is that of the person who publishes, by a signer of theirs that is on record. Refusals:
-- hub/not-founding, hub/not-administrator: not a signer of somebody who administers.
DROP FUNCTION IF EXISTS close_founding();
CREATE OR REPLACE FUNCTION close_founding(publisher text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
DECLARE
  this hub;
  whose text;
BEGIN
  PERFORM take_turn();
  SELECT * INTO this FROM hub FOR UPDATE;
  IF this.founded IS NOT NULL OR this.founder <> session_user OR this.root_signer IS NULL THEN
    PERFORM refuse('hub/not-founding');
  END IF;
  SELECT m.person INTO whose FROM signers s JOIN members m USING (person)
    WHERE s.signer = publisher AND s.kind = 'person' AND s.revoked IS NULL AND m.active
      AND 'administrator' = ANY (roles_at(m.person, m.roles, clock_timestamp(), '0'));
  IF whose IS NULL THEN
    PERFORM refuse('hub/not-administrator');
  END IF;
  UPDATE hub SET founded = clock_timestamp();
  UPDATE logins SET person = whose, signer = publisher WHERE login = this.founder;
END $$;
