-- The hub's tables, form 3: whose machine a signer is of. Never edited once released.

-- The first signer of the machine that a signer was made on: a recovery sheet registers signers for the people of its machine only.
ALTER TABLE signers ADD COLUMN machine text COLLATE "C";
DO $$
DECLARE
  e record;
BEGIN
  FOR e IN SELECT signer AS by, type, payload::json AS said FROM events WHERE type IN ('person.invited', 'signer.registered') ORDER BY position LOOP
    UPDATE signers SET machine = CASE WHEN e.type = 'person.invited' THEN signer
      ELSE coalesce((SELECT b.machine FROM signers b WHERE b.signer = e.by AND b.kind <> 'invitation'), signer) END WHERE signer = e.said ->> 'signer' AND machine IS NULL;
  END LOOP;
END $$;
ALTER TABLE signers ALTER machine SET NOT NULL;

-- What an event names as the newest before it must be on record.
CREATE INDEX events_by_hash ON events USING hash (hash);
