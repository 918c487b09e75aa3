-- The hub's tables, form 5: over which login a file came first, so that what one login sends in a day has an end. Never edited once released.
ALTER TABLE blobs ADD COLUMN login text COLLATE "C";
CREATE INDEX blobs_of_login ON blobs (login, stored);
