-- The hub's tables, form 1. Run by src/main/hub/provision.ts as resguardo_owner, in the schema resguardo. Never edited once released:
-- what changes is a next file. Text that is an id or a hash is compared byte by byte (COLLATE "C").

-- One row: which hub this is. Until `founded` only the founder's login writes.
CREATE TABLE hub (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  id text NOT NULL,
  schema integer NOT NULL,
  founder text NOT NULL,
  founded timestamptz,
  root_signer text,
  root_key text
);

-- One row: the newest position, and when clients were last woken.
CREATE TABLE head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  position bigint NOT NULL,
  hash text NOT NULL,
  told timestamptz NOT NULL
) WITH (fillfactor = 10);

-- The turn to append: its lock is held while positions are given. A table, because only its owner can lock it, and an empty one, so that
-- vacuum never stands in the way.
CREATE TABLE turn () WITH (autovacuum_enabled = false);

CREATE TABLE events (
  position bigint PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  stream text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  audience text NOT NULL,
  type text COLLATE "C" NOT NULL,
  schema integer NOT NULL,
  payload text NOT NULL,
  actor text COLLATE "C" NOT NULL,
  role text NOT NULL,
  office text NOT NULL,
  at text NOT NULL,
  signer text COLLATE "C" NOT NULL,
  signer_sequence integer NOT NULL,
  previous text NOT NULL,
  after text NOT NULL,
  hash text NOT NULL,
  signature text NOT NULL,
  accepted_at timestamptz NOT NULL,
  login text NOT NULL,
  UNIQUE (stream, version),
  UNIQUE (signer, signer_sequence)
);

-- What each type may: src/shared/hub/permissions.ts, written here by init and upgrade.
CREATE TABLE event_types (
  type text COLLATE "C" PRIMARY KEY,
  schema integer NOT NULL,
  noun text NOT NULL,
  own text[] NOT NULL,
  anywhere text[] NOT NULL,
  audiences text[] NOT NULL,
  opens text NOT NULL,
  contributes boolean NOT NULL,
  four_eyes boolean NOT NULL,
  moves boolean NOT NULL
);

-- Who is who, as the organization's events say.
CREATE TABLE members (
  person text COLLATE "C" PRIMARY KEY,
  office text NOT NULL,
  roles text[] NOT NULL,
  active boolean NOT NULL
);

-- PostgreSQL roles of persons, one for each of their machines.
CREATE TABLE logins (
  login text COLLATE "C" PRIMARY KEY,
  person text COLLATE "C" NOT NULL,
  signer text COLLATE "C",
  opened timestamptz NOT NULL,
  ended timestamptz
);
CREATE INDEX logins_of_person ON logins (person);

-- `recovery` and `invitation` sign nothing but the registration of a person's signer.
CREATE TABLE signers (
  signer text COLLATE "C" PRIMARY KEY,
  person text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('person', 'recovery', 'invitation')),
  public_key text NOT NULL,
  sequence integer NOT NULL,
  head text NOT NULL,
  revoked timestamptz,
  allowance real NOT NULL,
  allowance_at timestamptz NOT NULL
) WITH (fillfactor = 50);
CREATE INDEX signers_of_person ON signers (person);

CREATE TABLE invitations (
  invitation text COLLATE "C" PRIMARY KEY,
  person text COLLATE "C" NOT NULL,
  signer text COLLATE "C" NOT NULL UNIQUE,
  expires timestamptz NOT NULL,
  used timestamptz
);

CREATE TABLE stand_ins (
  absent text COLLATE "C" NOT NULL,
  substitute text COLLATE "C" NOT NULL,
  roles text[] NOT NULL,
  starts timestamptz NOT NULL,
  ends timestamptz NOT NULL,
  ended timestamptz,
  PRIMARY KEY (substitute, absent)
);

-- What each stream has come to; `readers`: the words of those who may read it.
CREATE TABLE streams (
  stream text COLLATE "C" PRIMARY KEY,
  version integer NOT NULL,
  audience text NOT NULL,
  kind text NOT NULL,
  office text,
  readers text[] NOT NULL
) WITH (fillfactor = 70);

-- Files, by what they hold (SHA-256, hex), in chunks; `parts`: what a login has sent of one that is not whole yet.
CREATE TABLE blobs (
  sha256 text COLLATE "C" PRIMARY KEY,
  size bigint NOT NULL,
  stored timestamptz NOT NULL
);
CREATE TABLE blob_chunks (
  sha256 text COLLATE "C" NOT NULL REFERENCES blobs,
  n integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (sha256, n)
);
CREATE TABLE blob_streams (
  sha256 text COLLATE "C" NOT NULL REFERENCES blobs,
  stream text COLLATE "C" NOT NULL,
  PRIMARY KEY (sha256, stream)
);
CREATE TABLE blob_parts (
  sha256 text COLLATE "C" NOT NULL,
  login text COLLATE "C" NOT NULL,
  n integer NOT NULL,
  size bigint NOT NULL,
  bytes bytea NOT NULL,
  sent timestamptz NOT NULL,
  PRIMARY KEY (sha256, login, n)
);
CREATE INDEX blob_parts_of_login ON blob_parts (login);

-- What is sent is compressed already, as far as it can be.
ALTER TABLE blob_chunks ALTER bytes SET STORAGE EXTERNAL;
ALTER TABLE blob_parts ALTER bytes SET STORAGE EXTERNAL;

-- An event as it is sent, without its position, and a batch whose form was looked at: `fault` is of the first event that cannot be accepted
-- whatever the record says.
CREATE TYPE placed AS (
  id text, stream text, version integer, audience text, type text, schema integer, payload text, actor text, role text, office text,
  at text, signer text, signer_sequence integer, previous text, after text, hash text, signature text
);
CREATE TYPE prepared AS (id text, fault text, events placed[]);

-- Nobody changes or removes an event: not even the owner, who has every right to the table.
CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'events are never changed and never removed' USING ERRCODE = 'RG003';
END $$;
CREATE TRIGGER events_never_change BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION never();
CREATE TRIGGER events_never_go BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION never();
ALTER TABLE events ENABLE ALWAYS TRIGGER events_never_change;
ALTER TABLE events ENABLE ALWAYS TRIGGER events_never_go;
