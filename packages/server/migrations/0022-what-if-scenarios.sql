-- What-if scenarios: a question on figures of the law, kept with its answer and with all that the answer rests on. No household
-- stands in them: sums only.
CREATE TABLE what_if_scenario (
  id uuid PRIMARY KEY,
  org_path text COLLATE "C" NOT NULL,
  owner_id uuid NOT NULL,
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
  note text NOT NULL DEFAULT '',
  current_no integer NOT NULL DEFAULT 1 CHECK (current_no > 0),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  deleted_at timestamptz,
  version integer NOT NULL DEFAULT 1
);
CREATE INDEX what_if_scenario_org ON what_if_scenario (org_path, updated_at DESC) WHERE deleted_at IS NULL;
COMMENT ON TABLE what_if_scenario IS 'Saved what-if scenario (政策测算方案); a deleted one is kept so that the deletion can be taken back';
COMMENT ON COLUMN what_if_scenario.org_path IS 'The area whose households were counted: the unit of its owner';

CREATE TABLE what_if_save (
  scenario_id uuid NOT NULL REFERENCES what_if_scenario (id),
  no integer NOT NULL CHECK (no > 0),
  legal_date date NOT NULL,
  library_hash text NOT NULL,
  read_at timestamptz NOT NULL,
  question jsonb NOT NULL,
  result jsonb NOT NULL,
  saved_by uuid NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (scenario_id, no)
);
COMMENT ON TABLE what_if_save IS 'What a scenario asked and what came out, each time it was saved; never changed';
COMMENT ON COLUMN what_if_save.question IS 'Policies and changed figures with their names and values of that day';
COMMENT ON COLUMN what_if_save.read_at IS 'When the households were read that the result counts';

GRANT SELECT, INSERT, UPDATE ON what_if_scenario TO lastmile_app;
GRANT SELECT, INSERT ON what_if_save TO lastmile_app;

-- The owner changes it, within the own area; whoever may simulate sees those of the own area and below.
ALTER TABLE what_if_scenario ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON what_if_scenario FOR ALL TO lastmile_app
  USING ((SELECT app.has_role('bureau','backbone')) AND owner_id = (SELECT app.user_id())
    AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))
  WITH CHECK ((SELECT app.has_role('bureau','backbone')) AND owner_id = (SELECT app.user_id())
    AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY area ON what_if_scenario FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('bureau','backbone','system'))
    AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));

ALTER TABLE what_if_save ENABLE ROW LEVEL SECURITY;
CREATE POLICY through_scenario ON what_if_save FOR SELECT TO lastmile_app
  USING (EXISTS (SELECT 1 FROM what_if_scenario s WHERE s.id = scenario_id));
CREATE POLICY own ON what_if_save FOR INSERT TO lastmile_app
  WITH CHECK (saved_by = (SELECT app.user_id())
    AND EXISTS (SELECT 1 FROM what_if_scenario s WHERE s.id = scenario_id AND s.owner_id = (SELECT app.user_id())));
