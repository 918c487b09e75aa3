-- The hub's tables, form 7: files of up to 512 MiB. Never edited once released.

-- Chunks of a file that are in place while one that is large is put in place some at a time; NULL: all.
ALTER TABLE blobs ADD COLUMN moved integer;

-- Large files that a login sent whole and that are what their SHA-256 says: their parts are not written any more.
CREATE TABLE blob_checked (
  sha256 text COLLATE "C" NOT NULL,
  login text COLLATE "C" NOT NULL,
  PRIMARY KEY (sha256, login)
);

-- Held while a large file is compared with its SHA-256: that takes the whole of it in memory.
CREATE TABLE blob_turn ();
