-- An urgent alert is a signal, with hours to act; an ended signal can be opened again; a rule's thresholds, rest and end by dated, named decisions.
ALTER TABLE signal ADD COLUMN hours smallint CHECK (hours BETWEEN 1 AND 72), ADD COLUMN due_at timestamptz;
ALTER TABLE signal ADD CONSTRAINT signal_hours CHECK ((hours IS NULL) = (due_at IS NULL));
CREATE INDEX signal_due_at ON signal (due_at) WHERE state = 'open' AND due_at IS NOT NULL;
COMMENT ON COLUMN signal.hours IS 'Hours to act, for what cannot wait a day; the next level up has as many. Null: days, by urgency';
COMMENT ON COLUMN signal.due_at IS 'The instant by which somebody must have acted, where hours are given; due_on is its day';

ALTER TABLE urgent_alert ADD COLUMN signal_id uuid REFERENCES signal (id);
CREATE INDEX urgent_alert_signal ON urgent_alert (signal_id) WHERE signal_id IS NOT NULL;
COMMENT ON COLUMN urgent_alert.signal_id IS 'The signal that was raised with it, or that it joined: both end together';

CREATE TABLE signal_reopening (
  id uuid PRIMARY KEY,
  signal_id uuid NOT NULL REFERENCES signal (id),
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  guarded boolean NOT NULL DEFAULT false,
  by_id uuid NOT NULL,
  at timestamptz NOT NULL,
  why text NOT NULL,
  outcome text NOT NULL,
  reason text,
  found text,
  minutes integer,
  visited boolean,
  ended_at timestamptz NOT NULL,
  ended_by uuid
);
CREATE INDEX signal_reopening_signal ON signal_reopening (signal_id, at);
CREATE INDEX signal_reopening_household ON signal_reopening (household_id);
CREATE INDEX signal_reopening_org ON signal_reopening (org_path);
COMMENT ON TABLE signal_reopening IS 'An end of a signal that was taken back: what it had been, by whom it was opened again and why. Its minutes were spent all the same';

CREATE TABLE signal_change (
  id uuid PRIMARY KEY,
  org_path text COLLATE "C" NOT NULL,
  rule text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('thresholds','rest','retire')),
  thresholds jsonb,
  before jsonb NOT NULL,
  trial jsonb,
  reason text NOT NULL,
  from_day date NOT NULL,
  until_day date,
  state text NOT NULL CHECK (state IN ('proposed','published','withdrawn','taken_back')),
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  ended_reason text,
  version integer NOT NULL DEFAULT 1,
  CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CHECK ((state IN ('published','taken_back')) = (decided_by IS NOT NULL AND decided_at IS NOT NULL)),
  CHECK ((state = 'taken_back') = (ended_by IS NOT NULL AND ended_at IS NOT NULL AND ended_reason IS NOT NULL)),
  CHECK ((kind = 'thresholds') = (thresholds IS NOT NULL)),
  CHECK ((kind = 'rest') = (until_day IS NOT NULL) AND (until_day IS NULL OR until_day > from_day))
);
CREATE INDEX signal_change_rule ON signal_change (org_path, rule, from_day DESC);
CREATE UNIQUE INDEX signal_change_one_proposed ON signal_change (org_path, rule) WHERE state = 'proposed';
COMMENT ON TABLE signal_change IS 'Other thresholds of a rule, its rest or its end: proposed by one person, published by another from a day on, above the district''s file';

GRANT SELECT, INSERT ON signal_reopening TO lastmile_app;
GRANT SELECT, INSERT, UPDATE ON signal_change TO lastmile_app;

SELECT app.protect_household_rows('signal_reopening', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,supervisor,social_worker}');
DROP POLICY change ON signal_reopening;
CREATE POLICY guarded ON signal_reopening AS RESTRICTIVE FOR SELECT TO lastmile_app USING (NOT guarded OR (SELECT app.reads_guarded()));

-- What is in force concerns everybody who looks into signals; proposals are the bureau's.
ALTER TABLE signal_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_force ON signal_change FOR SELECT TO lastmile_app
  USING (state IN ('published','taken_back') AND (SELECT app.has_role('bureau','backbone','cadre','supervisor','social_worker','system')));
CREATE POLICY desk ON signal_change FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY propose ON signal_change FOR INSERT TO lastmile_app
  WITH CHECK ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY change ON signal_change FOR UPDATE TO lastmile_app
  USING ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))
  WITH CHECK ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
