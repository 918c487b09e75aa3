-- The hub's tables, form 4: events that others bring for a machine without network. Never edited once released.

-- Under which key a signer's machine vouches for what others carry here: 32 bytes of HMAC-SHA256.
CREATE TABLE carriage_keys (
  signer text COLLATE "C" PRIMARY KEY REFERENCES signers,
  key bytea NOT NULL CHECK (length(key) = 32)
);
