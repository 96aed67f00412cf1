-- The ledger: what happened, who, when, on whose data. Append-only by grant; sealed in chained blocks.
CREATE TABLE ledger_entry (
  id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  actor_id uuid,
  actor_role text NOT NULL,
  actor_org text COLLATE "C",
  action text NOT NULL,
  object_kind text NOT NULL,
  object_id text NOT NULL,
  household_id uuid,
  org_path text COLLATE "C",
  purpose text,
  request_id text,
  data jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX ledger_entry_household ON ledger_entry (household_id, at DESC) WHERE household_id IS NOT NULL;
CREATE INDEX ledger_entry_seq ON ledger_entry (seq);
CREATE INDEX ledger_entry_actor ON ledger_entry (actor_id, at DESC);
CREATE INDEX ledger_entry_at ON ledger_entry (at DESC, seq DESC);
CREATE TABLE ledger_entry_default PARTITION OF ledger_entry DEFAULT;
COMMENT ON TABLE ledger_entry IS 'Append-only record of changes and of reads of households, written in the transaction of the change';
COMMENT ON COLUMN ledger_entry.data IS 'Ids, states and figures of the change; no identity numbers, phones or counselling text';

CREATE TABLE ledger_block (
  no bigint PRIMARY KEY,
  prev_root text NOT NULL,
  root text NOT NULL,
  entries integer NOT NULL,
  sealed_at timestamptz NOT NULL
);
COMMENT ON TABLE ledger_block IS 'Sealed blocks: root = SHA-256 over the previous root and the Merkle root of the block''s entries';

CREATE TABLE ledger_seal (
  entry_id uuid PRIMARY KEY,
  entry_at timestamptz NOT NULL,
  block_no bigint NOT NULL REFERENCES ledger_block (no),
  position integer NOT NULL,
  UNIQUE (block_no, position)
);
COMMENT ON TABLE ledger_seal IS 'Which block holds an entry, and where in it';

DO $$
DECLARE d date := date '2022-01-01';
BEGIN
  WHILE d < date '2032-01-01' LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF ledger_entry FOR VALUES FROM (%L) TO (%L)',
      'ledger_entry_' || to_char(d, 'YYYYMM'), d::text || 'T00:00:00Z', (d + interval '1 month')::date::text || 'T00:00:00Z');
    d := (d + interval '1 month')::date;
  END LOOP;
END $$;
