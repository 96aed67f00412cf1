-- Units, the staff directory, accounts and sessions.
CREATE TABLE org (
  id uuid PRIMARY KEY,
  code text NOT NULL UNIQUE,
  path text COLLATE "C" NOT NULL UNIQUE,
  parent_path text COLLATE "C",
  kind text NOT NULL CHECK (kind IN ('district','street','committee','service_office','acceptance_centre','organisation')),
  name_zh text NOT NULL,
  name_en text,
  synthetic boolean NOT NULL DEFAULT false,
  lat double precision,
  lng double precision,
  active_from date NOT NULL DEFAULT date '2021-07-01',
  active_to date
);
CREATE INDEX org_parent ON org (parent_path);
COMMENT ON TABLE org IS 'The org tree: district, streets and towns, committees; offices, centres and organisations hang in it';

CREATE TABLE staff (
  account_id uuid PRIMARY KEY,
  display_name text NOT NULL,
  role text NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  title text,
  work_phone text,
  active boolean NOT NULL DEFAULT true
);
CREATE INDEX staff_org ON staff (org_path, role);
COMMENT ON TABLE staff IS 'The directory of people who work: names and roles, no credentials. Residents are not in it';

CREATE TABLE account (
  id uuid PRIMARY KEY,
  login text NOT NULL UNIQUE,
  display_name text NOT NULL,
  role text NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  person_id uuid,
  password_hash text,
  password_changed_at timestamptz,
  must_change_password boolean NOT NULL DEFAULT false,
  totp_secret text,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  failed_count integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  demo boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE account IS 'Credentials. Readable by its owner, by sign-in (role auth) and by administrators only';
COMMENT ON COLUMN account.totp_secret IS 'Encrypted field (v1.<key>.<iv>.<ct>)';

CREATE TABLE session (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  token_hash bytea NOT NULL UNIQUE,
  csrf_token text NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  ip text,
  user_agent text
);
CREATE INDEX session_account ON session (account_id, last_seen_at DESC);

CREATE TABLE recovery_code (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  code_hash bytea NOT NULL UNIQUE,
  used_at timestamptz
);

CREATE TABLE activation_link (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id),
  token_hash bytea NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

CREATE TABLE sign_in_attempt (
  id uuid PRIMARY KEY,
  login_hash bytea NOT NULL,
  ip text NOT NULL,
  at timestamptz NOT NULL,
  ok boolean NOT NULL
);
CREATE INDEX sign_in_attempt_ip ON sign_in_attempt (ip, at DESC);
CREATE INDEX sign_in_attempt_login ON sign_in_attempt (login_hash, at DESC);

CREATE TABLE idempotency_key (
  account_id uuid NOT NULL,
  key text NOT NULL,
  operation text NOT NULL,
  request_hash text NOT NULL,
  response jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, key)
);
COMMENT ON TABLE idempotency_key IS 'Answers of writes already made, so that a repeated request gets the same answer and changes nothing';

CREATE TABLE setting (
  key text PRIMARY KEY,
  value jsonb NOT NULL,
  updated_at timestamptz NOT NULL
);
COMMENT ON TABLE setting IS 'Facts about this installation: demo or real, district, seed state';
