-- Signals (发现线索): go and look at this household. One owner each, an end with what was found, and the data it rested on.
CREATE TABLE signal (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  rule text NOT NULL,
  rule_hash text,
  guarded boolean NOT NULL DEFAULT false,
  members uuid[] NOT NULL DEFAULT '{}',
  state text NOT NULL CHECK (state IN ('open','ended')),
  urgency smallint NOT NULL CHECK (urgency BETWEEN 1 AND 3),
  level smallint NOT NULL DEFAULT 0 CHECK (level BETWEEN 0 AND 2),
  owner_id uuid,
  taken_at timestamptz,
  raised_at timestamptz NOT NULL,
  raised_by uuid,
  told text,
  due_on date NOT NULL,
  times integer NOT NULL DEFAULT 1,
  holds boolean NOT NULL DEFAULT true,
  because jsonb NOT NULL,
  priority jsonb NOT NULL,
  outcome text CHECK (outcome IN ('need','known','nothing','lapsed')),
  reason text,
  found text,
  minutes integer CHECK (minutes BETWEEN 0 AND 600),
  visited boolean,
  ended_at timestamptz,
  ended_by uuid,
  need_id uuid,
  version integer NOT NULL DEFAULT 1,
  CHECK ((state = 'ended') = (outcome IS NOT NULL AND ended_at IS NOT NULL)),
  CHECK ((outcome = 'nothing') = (reason IS NOT NULL) OR outcome IS NULL)
);
CREATE UNIQUE INDEX signal_one_open ON signal (household_id, rule) WHERE state = 'open';
CREATE INDEX signal_open ON signal (org_path, urgency, due_on) WHERE state = 'open';
CREATE INDEX signal_owner ON signal (owner_id, due_on) WHERE state = 'open';
CREATE INDEX signal_due ON signal (due_on) WHERE state = 'open';
CREATE INDEX signal_rule ON signal (rule, raised_at);
CREATE INDEX signal_household ON signal (household_id, raised_at);
COMMENT ON COLUMN signal.guarded IS 'Its rule tells something protected by its mere name: only for those who may read such facts';
COMMENT ON COLUMN signal.level IS '0 committee, 1 street, 2 bureau: how far an overdue one has climbed';
COMMENT ON COLUMN signal.holds IS 'Whether the facts still say so: after its end, the rule speaks again only once they did not';

-- What a rule read of the household when it raised a signal, to try other thresholds on later. The platform's alone:
-- protected facts may be among it.
CREATE TABLE signal_basis (
  signal_id uuid PRIMARY KEY REFERENCES signal (id),
  household_id uuid NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  legal_date date NOT NULL,
  household jsonb NOT NULL
);
CREATE INDEX signal_basis_household ON signal_basis (household_id);

GRANT SELECT, INSERT, UPDATE ON signal TO lastmile_app;
GRANT SELECT, INSERT ON signal_basis TO lastmile_app;
SELECT app.protect_household_rows('signal', '{bureau,backbone,cadre,supervisor,social_worker}', '{bureau,backbone,cadre,supervisor,social_worker}');
CREATE POLICY guarded ON signal AS RESTRICTIVE FOR SELECT TO lastmile_app USING (NOT guarded OR (SELECT app.reads_guarded()));
SELECT app.protect_household_rows('signal_basis', '{system}', '{system}');
