-- The hub's tables, form 6: putting back the end of a record that was restored from an older copy. Never edited once released.

-- While set, nothing is accepted: what machines have beyond the newest position is being put back (resguardo-hub recover).
ALTER TABLE head ADD COLUMN recovering boolean NOT NULL DEFAULT false;

-- What machines that have seen more say stood after the newest position. Nothing of it counts until it is put back; its content is checked when it is
-- offered, its signature by whoever puts it back (several may offer another signature, and only one is worth something).
CREATE TABLE offers (
  position bigint NOT NULL,
  hash text COLLATE "C" NOT NULL,
  signature text NOT NULL,
  event text NOT NULL,
  login text COLLATE "C" NOT NULL,
  PRIMARY KEY (position, hash, signature)
);
CREATE INDEX offers_of_login ON offers (login);

-- Up to which position each login's machine says it has seen the record.
CREATE TABLE offered (
  login text COLLATE "C" PRIMARY KEY,
  seen bigint NOT NULL,
  at timestamptz NOT NULL
);
