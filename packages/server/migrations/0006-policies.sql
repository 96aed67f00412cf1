-- Screening results (sparse, current) and entitlement gaps.
CREATE TABLE screening (
  household_id uuid PRIMARY KEY REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  legal_date date NOT NULL,
  library_hash text NOT NULL,
  at timestamptz NOT NULL
);
CREATE TABLE screening_result (
  household_id uuid NOT NULL REFERENCES household (id),
  policy text NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('eligible','unknown')),
  amount_fen bigint,
  per text,
  missing jsonb NOT NULL DEFAULT '[]',
  unverified boolean NOT NULL DEFAULT false,
  PRIMARY KEY (household_id, policy)
);
CREATE INDEX screening_result_org ON screening_result (org_path, policy, outcome);
COMMENT ON TABLE screening_result IS 'Only what is eligible, or unknown with promise; ineligible is not stored';

CREATE TABLE gap (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  policy text NOT NULL,
  amount_fen bigint,
  per text,
  unverified boolean NOT NULL DEFAULT false,
  state text NOT NULL CHECK (state IN ('open','confirmed','dismissed','closed')),
  since date NOT NULL,
  found_at timestamptz NOT NULL,
  because jsonb NOT NULL,
  library_hash text NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  dismiss_reason text,
  dismiss_note text,
  version integer NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX gap_one_live ON gap (household_id, policy) WHERE state IN ('open','confirmed');
CREATE INDEX gap_org ON gap (org_path, state, since);
CREATE INDEX gap_household ON gap (household_id);
COMMENT ON TABLE gap IS 'Entitlement gap (应享未享): entitled by the facts, not received';
