-- How deep a household's hardship is: its standing by the scheme in force, the decisions of people on its tier, scales that were filled in,
-- urgent alerts, the two groups of families, and the district's measure by day.

CREATE TABLE assessment (
  household_id uuid PRIMARY KEY REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  scheme_hash text NOT NULL,
  legal_date date NOT NULL,
  at timestamptz NOT NULL,
  size integer NOT NULL CHECK (size > 0),
  kind text NOT NULL,
  deprived integer NOT NULL,
  unknown integer NOT NULL,
  inapplicable integer NOT NULL,
  floor smallint NOT NULL,
  overrides integer NOT NULL,
  lower real NOT NULL,
  upper real NOT NULL,
  proposed smallint NOT NULL,
  possible smallint NOT NULL,
  firmness text NOT NULL CHECK (firmness IN ('firm','fair','loose')),
  ask text,
  move text,
  state text NOT NULL CHECK (state IN ('open','second','settled')),
  tier smallint,
  decided_on smallint,
  due_on date,
  version integer NOT NULL DEFAULT 1,
  CHECK (state = 'open' OR tier IS NOT NULL)
);
CREATE INDEX assessment_order ON assessment (org_path, state, proposed, lower DESC);
COMMENT ON TABLE assessment IS 'Where a household stands now by the scheme in force (bits: indicators in the scheme''s order), and what people decided of its tier';
COMMENT ON COLUMN assessment.state IS 'open: a cadre is to confirm. second: the street''s backbone too. settled: until the proposal becomes another';
COMMENT ON COLUMN assessment.tier IS 'The tier in force, as last decided; in state second the one that waits for the backbone';
COMMENT ON COLUMN assessment.decided_on IS 'The proposal that the last decision was made on: another one opens it again';
COMMENT ON COLUMN assessment.ask IS 'The unknown indicator that would decide most; move: the single one that would ease the tier';

CREATE TABLE tier_decision (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  legal_date date NOT NULL,
  by_id uuid NOT NULL,
  step text NOT NULL CHECK (step IN ('first','second')),
  proposed smallint NOT NULL,
  tier smallint NOT NULL,
  reason text,
  settled boolean NOT NULL,
  scheme_hash text NOT NULL,
  deprived integer NOT NULL,
  unknown integer NOT NULL,
  inapplicable integer NOT NULL,
  lower real NOT NULL,
  upper real NOT NULL,
  CHECK (tier = proposed OR reason IS NOT NULL)
);
CREATE INDEX tier_decision_household ON tier_decision (household_id, at DESC);
CREATE INDEX tier_decision_org ON tier_decision (org_path, at);
COMMENT ON TABLE tier_decision IS 'A person''s decision on a tier with what was proposed and known then; never changed';

CREATE TABLE scale_result (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  person_id uuid,
  instrument text NOT NULL,
  instrument_version text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('self','interview','observer','paper')),
  respondent text NOT NULL CHECK (respondent IN ('self','proxy')),
  by_id uuid NOT NULL,
  at timestamptz NOT NULL,
  on_day date NOT NULL,
  answers text NOT NULL,
  score integer,
  band text,
  missing text[] NOT NULL DEFAULT '{}',
  alerts text[] NOT NULL DEFAULT '{}',
  guarded boolean NOT NULL
);
CREATE INDEX scale_result_household ON scale_result (household_id, instrument, on_day DESC, at DESC);
COMMENT ON TABLE scale_result IS 'An instrument filled in: answers encrypted, score as the program worked it out. guarded: psychological, for its assessor, counsellors and supervision';

CREATE TABLE urgent_alert (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  person_id uuid,
  kind text NOT NULL CHECK (kind IN ('suicide')),
  source_id uuid NOT NULL,
  raised_by uuid NOT NULL,
  raised_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('open','closed')),
  closed_by uuid,
  closed_at timestamptz,
  outcome text CHECK (outcome IN ('safe','accompanied','hospital','handed_over','unreachable')),
  action text,
  version integer NOT NULL DEFAULT 1,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL AND action IS NOT NULL AND outcome IS NOT NULL))
);
CREATE INDEX urgent_alert_open ON urgent_alert (org_path, due_at) WHERE state = 'open';
CREATE INDEX urgent_alert_household ON urgent_alert (household_id);
COMMENT ON TABLE urgent_alert IS 'Something that must not wait, raised by a scale; closed only with what was done';

CREATE TABLE family_group (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  family_group text NOT NULL,
  tier smallint,
  because text NOT NULL,
  entered_on date NOT NULL,
  entered_by uuid NOT NULL,
  entered_at timestamptz NOT NULL,
  left_on date,
  left_by uuid,
  left_at timestamptz,
  left_reason text,
  CHECK ((left_on IS NULL) = (left_at IS NULL) AND (left_on IS NULL) = (left_reason IS NULL)),
  CHECK (left_on >= entered_on)
);
CREATE UNIQUE INDEX family_group_once ON family_group (household_id, family_group) WHERE left_on IS NULL;
CREATE INDEX family_group_household ON family_group (household_id);
CREATE INDEX family_group_org ON family_group (org_path, family_group, entered_on);
COMMENT ON TABLE family_group IS 'A household in a group of families (重点服务家庭, 重点关注家庭): entered and left by dated decisions with a name';

CREATE TABLE family_list (
  id uuid PRIMARY KEY,
  org_path text COLLATE "C" NOT NULL,
  family_group text NOT NULL,
  on_day date NOT NULL,
  approved_by uuid NOT NULL,
  approved_at timestamptz NOT NULL,
  households jsonb NOT NULL,
  UNIQUE (org_path, family_group, on_day)
);
COMMENT ON TABLE family_list IS 'The list of a group of families as it was approved for a day: never changed';

CREATE TABLE scheme_version (
  id uuid PRIMARY KEY,
  org_path text COLLATE "C" NOT NULL,
  text text NOT NULL,
  hash text NOT NULL,
  note text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft','published','withdrawn')),
  drafted_by uuid NOT NULL,
  drafted_at timestamptz NOT NULL,
  published_by uuid,
  published_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK (published_by IS NULL OR published_by <> drafted_by)
);
CREATE INDEX scheme_version_state ON scheme_version (org_path, state, published_at DESC);
COMMENT ON TABLE scheme_version IS 'Schemes of assessment above the file of the district: the same text with its hash, published by a second person';

CREATE TABLE measure_day (
  org_path text COLLATE "C" NOT NULL,
  legal_date date NOT NULL,
  scheme_hash text NOT NULL,
  households integer NOT NULL,
  poor integer NOT NULL,
  h double precision NOT NULL,
  a double precision,
  m0 double precision NOT NULL,
  tiers jsonb NOT NULL,
  PRIMARY KEY (org_path, legal_date)
);
COMMENT ON TABLE measure_day IS 'The measure of each street on a day, kept for the course of time; nobody is in it';

GRANT SELECT, INSERT, UPDATE ON assessment, urgent_alert, family_group, scheme_version, measure_day TO lastmile_app;
GRANT SELECT, INSERT ON tier_decision, scale_result, family_list TO lastmile_app;

SELECT app.protect_household_rows('assessment', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
SELECT app.protect_household_rows('tier_decision', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre}');
SELECT app.protect_household_rows('scale_result', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
CREATE POLICY guarded_results ON scale_result AS RESTRICTIVE FOR SELECT TO lastmile_app
  USING (NOT guarded OR by_id = (SELECT app.user_id()) OR (SELECT app.has_role('supervisor','social_worker','system')));
SELECT app.protect_household_rows('urgent_alert', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker,supervisor}');
SELECT app.protect_household_rows('family_group', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone}');

ALTER TABLE family_list ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON family_list FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('bureau','backbone','supervisor','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY approve ON family_list FOR INSERT TO lastmile_app
  WITH CHECK ((SELECT app.has_role('backbone','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));

-- What is in force concerns everybody who assesses; drafts are the bureau's.
ALTER TABLE scheme_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY in_force ON scheme_version FOR SELECT TO lastmile_app
  USING (state = 'published' AND (SELECT app.has_role('bureau','backbone','cadre','supervisor','social_worker','system')));
CREATE POLICY drafts ON scheme_version FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY draft ON scheme_version FOR INSERT TO lastmile_app
  WITH CHECK ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY change ON scheme_version FOR UPDATE TO lastmile_app
  USING ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))
  WITH CHECK ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));

ALTER TABLE measure_day ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON measure_day FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('bureau','backbone','supervisor','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY add ON measure_day FOR INSERT TO lastmile_app
  WITH CHECK ((SELECT app.has_role('system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY change ON measure_day FOR UPDATE TO lastmile_app
  USING ((SELECT app.has_role('system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))
  WITH CHECK ((SELECT app.has_role('system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
