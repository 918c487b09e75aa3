-- The hub's tables, form 2: whom the news concerns. Never edited once released.

-- The words whose readers have not been woken yet for what has come since they were.
ALTER TABLE head ADD COLUMN untold text[] NOT NULL DEFAULT '{}';

-- A batch that was looked at is kept in another form (append.sql), which is made again with the functions.
DROP TYPE prepared CASCADE;
