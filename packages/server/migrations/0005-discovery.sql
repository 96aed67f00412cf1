-- Files, jobs and imports.
CREATE TABLE stored_file (
  id uuid PRIMARY KEY,
  owner_id uuid,
  org_path text COLLATE "C" NOT NULL,
  name text NOT NULL,
  mime text NOT NULL,
  size bigint NOT NULL,
  sha256 text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE TABLE file_chunk (
  file_id uuid NOT NULL REFERENCES stored_file (id),
  no integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (file_id, no)
);

CREATE TABLE job (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  title jsonb NOT NULL,
  owner_id uuid NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  state text NOT NULL CHECK (state IN ('queued','running','done','failed','cancelled')),
  total bigint,
  done bigint NOT NULL DEFAULT 0,
  params jsonb NOT NULL DEFAULT '{}',
  checkpoint jsonb NOT NULL DEFAULT '{}',
  result jsonb,
  error jsonb,
  cancel_requested boolean NOT NULL DEFAULT false,
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  heartbeat_at timestamptz,
  finished_at timestamptz
);
CREATE INDEX job_state ON job (state, created_at);
CREATE INDEX job_owner ON job (owner_id, created_at DESC);
COMMENT ON COLUMN job.checkpoint IS 'Where the work stands, written in the transaction of each step: a killed job goes on from here';

CREATE TABLE import_batch (
  id uuid PRIMARY KEY,
  source text NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  file_id uuid REFERENCES stored_file (id),
  file_name text NOT NULL,
  file_sha256 text NOT NULL,
  encoding text,
  sheet text,
  header_row integer,
  mapping jsonb NOT NULL DEFAULT '{}',
  state text NOT NULL CHECK (state IN ('preview','queued','running','done','failed','cancelled')),
  dry_run boolean NOT NULL DEFAULT false,
  as_of date,
  rows integer NOT NULL DEFAULT 0,
  accepted integer NOT NULL DEFAULT 0,
  unchanged integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  review integer NOT NULL DEFAULT 0,
  linked_existing integer NOT NULL DEFAULT 0,
  linked_new integer NOT NULL DEFAULT 0,
  next_row integer NOT NULL DEFAULT 0,
  job_id uuid,
  started_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX import_batch_org ON import_batch (org_path, created_at DESC);

CREATE TABLE import_problem (
  id uuid PRIMARY KEY,
  batch_id uuid NOT NULL REFERENCES import_batch (id),
  org_path text COLLATE "C" NOT NULL,
  row integer NOT NULL,
  col text,
  severity text NOT NULL CHECK (severity IN ('refused','review','warning')),
  code text NOT NULL,
  params jsonb NOT NULL DEFAULT '{}',
  value text
);
CREATE INDEX import_problem_batch ON import_problem (batch_id, row);
COMMENT ON COLUMN import_problem.value IS 'The cell as it stood; identity numbers masked';

CREATE TABLE import_template (
  id uuid PRIMARY KEY,
  source text NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  fingerprint text NOT NULL,
  mapping jsonb NOT NULL,
  saved_by uuid NOT NULL,
  saved_at timestamptz NOT NULL,
  UNIQUE (source, org_path, fingerprint)
);
