-- Events that somebody else brings. Run as resguardo_owner, in the schema resguardo, after append.sql.
--
-- A machine without network gives what it did to another by file, in its places and signed. The hub cannot check Ed25519; so that nobody writes in another's name,
-- the author's machine vouches for each batch under a key that it left here while it was connected. What is vouched for is accepted
-- as if it came over the author's own login; nothing else is.

-- RFC 2104, for a key of 32 bytes: PostgreSQL has none without an extension.
CREATE OR REPLACE FUNCTION hmac_sha256(key bytea, message bytea) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  inner_pad bytea := decode(repeat('36', 64), 'hex');
  outer_pad bytea := decode(repeat('5c', 64), 'hex');
BEGIN
  FOR i IN 0 .. length(key) - 1 LOOP
    inner_pad := set_byte(inner_pad, i, get_byte(inner_pad, i) # get_byte(key, i));
    outer_pad := set_byte(outer_pad, i, get_byte(outer_pad, i) # get_byte(key, i));
  END LOOP;
  RETURN sha256(outer_pad || sha256(inner_pad || message));
END $$;

-- The connected person's key for one of their signers, said at every contact. Refuses hub/not-joined (no such signer of theirs is on record), hub/malformed.
CREATE OR REPLACE FUNCTION keep_carriage_key(wanted text, its_key bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp AS $$
DECLARE
  me members := caller();
BEGIN
  IF length(its_key) IS DISTINCT FROM 32 THEN
    PERFORM refuse('hub/malformed');
  END IF;
  IF NOT EXISTS (SELECT FROM signers WHERE signer = wanted AND person = me.person AND kind = 'person' AND revoked IS NULL) THEN
    PERFORM refuse('hub/not-joined');
  END IF;
  INSERT INTO carriage_keys VALUES (wanted, its_key) ON CONFLICT (signer) DO UPDATE SET key = excluded.key WHERE carriage_keys.key <> excluded.key;
END $$;

/*
 * As `append`, for what one signer's machine vouched for: each batch is { id, events, voucher }, the voucher in hexadecimal over
 * `resguardo/carriage/1`, the id and each event's hash and signature (src/main/hub/carriage.ts). Who brings it needs a login, and no other right: they
 * add nothing to it. What the organization's record says is not carried: a copy of this database holds the keys, and must not give anybody a login.
 * Refuses hub/not-carried: not vouched for, or by nobody whose key is here and who may write still.
 */
CREATE OR REPLACE FUNCTION carry(batches text, OUT answers jsonb, OUT tell_after integer) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, resguardo, pg_temp SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
DECLARE
  parsed json;
  author text;
  its_key bytea;
  over text;
  vouched boolean := false;
BEGIN
  PERFORM caller();
  IF octet_length(batches) > 8388608 THEN
    PERFORM refuse('hub/too-large');
  END IF;
  BEGIN
    parsed := batches::json;
    IF json_array_length(parsed) <= 50 THEN
      author := parsed -> 0 -> 'events' -> 0 ->> 'signer';
      SELECT k.key, l.login INTO its_key, over
        FROM carriage_keys k JOIN signers s USING (signer) JOIN logins l ON l.person = s.person AND l.ended IS NULL
          JOIN members m ON m.person = s.person AND m.active
        WHERE s.revoked IS NULL AND s.signer = author
        ORDER BY l.signer IS NOT DISTINCT FROM s.signer DESC, l.login LIMIT 1;
    END IF;
    IF over IS NOT NULL THEN
      vouched := (
        SELECT bool_and(coalesce(x.plain AND sha256(decode(b.voucher, 'hex')) = sha256(hmac_sha256(its_key, convert_to('resguardo/carriage/1 ' || b.id || x.said, 'UTF8'))), false))
          FROM json_to_recordset(parsed) AS b (id text, events json, voucher text)
          CROSS JOIN LATERAL (
            SELECT bool_and(e.signer = author AND split_part(e.stream, '/', 1) <> 'organization') AS plain, string_agg(' ' || e.hash || ' ' || e.signature, '' ORDER BY e.ordinality) AS said
              FROM ROWS FROM (json_populate_recordset(NULL::placed, CASE WHEN json_array_length(b.events) <= 200 THEN b.events END)) WITH ORDINALITY AS e) x);
    END IF;
  EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    vouched := false;
  END;
  IF NOT coalesce(vouched, false) THEN
    PERFORM refuse('hub/not-carried');
  END IF;
  SELECT a.answers, a.tell_after INTO answers, tell_after FROM accept(batches, over) AS a;
  -- It may have stood in line for its turn: its author's machine may have left another key meanwhile, and says itself what stands.
  IF NOT EXISTS (SELECT FROM carriage_keys k WHERE k.signer = author AND k.key = its_key) THEN
    PERFORM refuse('hub/not-carried');
  END IF;
END $$;
