-- Seals say which leaf they hold, so that verification names the entry and not only the block; blocks say up to which
-- sequence number everything was sealed, so that an entry slipped in below it is seen.
ALTER TABLE ledger_seal ADD COLUMN seq bigint NOT NULL;
ALTER TABLE ledger_seal ADD COLUMN leaf bytea NOT NULL CHECK (octet_length(leaf) = 32);
ALTER TABLE ledger_block ADD COLUMN settled_seq bigint NOT NULL;
COMMENT ON COLUMN ledger_seal.leaf IS 'SHA-256 of the entry''s canonical JSON';
COMMENT ON COLUMN ledger_block.settled_seq IS 'Every entry up to this number lies in this block or an earlier one';

-- The sealer needs to know that no open transaction still holds a low sequence number. It can, when a transaction
-- has its own number before it draws one from the sequence: statement triggers run before the defaults of the rows.
CREATE FUNCTION app.claim_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_current_xact_id();
  RETURN NULL;
END $$;
CREATE TRIGGER claim_transaction BEFORE INSERT ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION app.claim_transaction();
GRANT SELECT ON SEQUENCE ledger_entry_seq_seq TO lastmile_app;
