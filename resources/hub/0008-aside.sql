-- The hub's tables, form 8: what machines put aside, for who answers for the record. From it on the event types also know posts that say who wrote their
-- national message (the third form of `post.drafted` and `post.revised`). Never edited once released.

-- Which events the machine behind a login found wrong, and how: nothing of what they hold. Nothing is judged by it. One row for each event, fault and login.
CREATE TABLE aside (
  n bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  position bigint NOT NULL,
  hash text COLLATE "C" NOT NULL,
  fault text COLLATE "C" NOT NULL,
  login text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  told timestamptz NOT NULL,
  PRIMARY KEY (position, hash, fault, login)
);

-- How many such rows each login has written on its last day (UTC).
CREATE TABLE aside_days (
  login text COLLATE "C" PRIMARY KEY,
  day date NOT NULL,
  rows integer NOT NULL
) WITH (fillfactor = 50);
