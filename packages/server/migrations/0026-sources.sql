-- Sources: which of several goes before the others, contradictions between them, fields typed twice, withdrawal of a batch,
-- layouts that the office made itself, and keys of departments that push.

-- Statements: the rank of the source for this fact (district data), and when the batch that brought it was withdrawn.
ALTER TABLE fact ADD COLUMN rank smallint NOT NULL DEFAULT 100, ADD COLUMN withdrawn_at timestamptz;
COMMENT ON COLUMN fact.rank IS 'Place of the source in the district''s order for this fact when it was stated; the lower goes first, 100 where the order does not name it';
COMMENT ON COLUMN fact.withdrawn_at IS 'Set when the batch that brought it was withdrawn: from then on it holds nothing, before it did';

ALTER TABLE benefit_receipt ADD COLUMN ended_by uuid, ADD COLUMN withdrawn_at timestamptz;
COMMENT ON COLUMN benefit_receipt.ended_by IS 'The batch that ended it with another amount: when that is withdrawn, it runs on';
CREATE POLICY standing ON benefit_receipt AS RESTRICTIVE FOR SELECT TO lastmile_app USING (withdrawn_at IS NULL);

ALTER TABLE import_row ADD COLUMN made text CHECK (made IN ('household','person'));
COMMENT ON COLUMN import_row.made IS 'What the row brought into being: a household with its head, or a person';

ALTER TABLE import_batch
  DROP CONSTRAINT import_batch_state_check,
  ADD CONSTRAINT import_batch_state_check
    CHECK (state IN ('preview','queued','running','done','failed','cancelled','withdrawing','withdrawn')),
  ADD COLUMN withdrawn_by uuid, ADD COLUMN withdrawn_at timestamptz, ADD COLUMN withdraw_reason text,
  ADD COLUMN channel text NOT NULL DEFAULT 'file' CHECK (channel IN ('file','push'));

-- Marks what a batch said of some households as withdrawn. Definer: statements are otherwise never changed.
CREATE FUNCTION app.withdraw_statements(withdrawn uuid, households uuid[], at timestamptz)
RETURNS TABLE (entity_kind text, entity_id uuid, household_id uuid, org_path text, fact text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $f$
#variable_conflict use_column
DECLARE
  batch public.import_batch;
BEGIN
  SELECT * INTO batch FROM public.import_batch b WHERE b.id = withdrawn AND b.state = 'withdrawing';
  IF NOT FOUND OR NOT app.has_role('bureau','administrator','system')
    OR NOT (batch.org_path >= app.scope_lo() AND batch.org_path < app.scope_hi()) THEN
    RAISE EXCEPTION 'this batch is not being withdrawn here' USING ERRCODE = 'insufficient_privilege';
  END IF;
  UPDATE public.benefit_receipt r SET withdrawn_at = at WHERE r.batch_id = withdrawn AND r.household_id = ANY (households);
  UPDATE public.benefit_receipt r SET to_date = NULL, ended_by = NULL, stated_on = NULL, version = r.version + 1
    WHERE r.ended_by = withdrawn AND r.household_id = ANY (households);
  -- What the batch only repeated counts as last stated before it, so that a corrected list of the same day is heard.
  UPDATE public.benefit_receipt r SET stated_on = NULL
    WHERE r.source_id = batch.source AND r.stated_on = batch.as_of AND r.withdrawn_at IS NULL AND r.household_id = ANY (households);
  RETURN QUERY
    WITH gone AS (
      UPDATE public.fact f SET withdrawn_at = at
      WHERE f.batch_id = withdrawn AND f.household_id = ANY (households) AND f.withdrawn_at IS NULL
      RETURNING f.entity_kind, f.entity_id, f.household_id, f.org_path, f.fact)
    SELECT DISTINCT g.entity_kind, g.entity_id, g.household_id, g.org_path, g.fact FROM gone g;
END $f$;
REVOKE ALL ON FUNCTION app.withdraw_statements(uuid, uuid[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.withdraw_statements(uuid, uuid[], timestamptz) TO lastmile_app;

-- Where sources contradict each other. The values stand in `fact` alone.
CREATE TABLE fact_conflict (
  entity_id uuid NOT NULL,
  fact text NOT NULL,
  entity_kind text NOT NULL CHECK (entity_kind IN ('household','person')),
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  sensitivity text NOT NULL CHECK (sensitivity IN ('ordinary','sensitive','protected')),
  wins text NOT NULL,
  loses text NOT NULL,
  by_rule text NOT NULL CHECK (by_rule IN ('order','newest')),
  since timestamptz NOT NULL,
  settled_at timestamptz,
  PRIMARY KEY (entity_id, fact)
);
CREATE INDEX fact_conflict_open ON fact_conflict (org_path, since DESC) WHERE settled_at IS NULL;
CREATE INDEX fact_conflict_household ON fact_conflict (household_id);
COMMENT ON TABLE fact_conflict IS 'A fact of which two sources last said different things, which of them wins, and by which rule';

CREATE TABLE typed_twice (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  entity_kind text NOT NULL CHECK (entity_kind IN ('household','person')),
  entity_id uuid NOT NULL,
  fact text NOT NULL,
  had_source text NOT NULL,
  typed_as text NOT NULL,
  typed_by uuid,
  at timestamptz NOT NULL
);
CREATE INDEX typed_twice_org ON typed_twice (org_path, at DESC);
CREATE INDEX typed_twice_household ON typed_twice (household_id);
COMMENT ON TABLE typed_twice IS 'A value that somebody typed although a source had brought it: a defect of ours, not of theirs';

GRANT SELECT, INSERT, UPDATE ON fact_conflict TO lastmile_app;
GRANT SELECT, INSERT ON typed_twice TO lastmile_app;
SELECT app.protect_household_rows('fact_conflict', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
SELECT app.protect_household_rows('typed_twice', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');

CREATE POLICY guarded ON fact_conflict AS RESTRICTIVE FOR ALL TO lastmile_app
  USING (sensitivity <> 'protected' OR (SELECT app.has_role('supervisor','social_worker','system')))
  WITH CHECK (sensitivity <> 'protected' OR (SELECT app.has_role('supervisor','social_worker','system')));

-- Layouts that the office made for a file nobody foresaw; a new version never changes an old one.
CREATE TABLE source_layout (
  id uuid PRIMARY KEY,
  source text NOT NULL,
  version integer NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  fingerprint text NOT NULL,
  document jsonb NOT NULL,
  saved_by uuid,
  saved_at timestamptz NOT NULL,
  UNIQUE (source, version)
);
CREATE INDEX source_layout_fingerprint ON source_layout (fingerprint);
COMMENT ON COLUMN source_layout.document IS 'The layout in the form of districts/<district>/sources/<id>.yaml';
COMMENT ON COLUMN source_layout.fingerprint IS 'Hash of the names of the columns: a file of this shape is recognised by it';
ALTER TABLE import_batch ADD COLUMN layout_version integer;

-- Departments that push: a key for each, shown once; the secret is sealed because a signature needs it in clear.
CREATE TABLE source_key (
  id uuid PRIMARY KEY,
  source text NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  label text NOT NULL,
  secret text NOT NULL,
  made_by uuid NOT NULL,
  made_at timestamptz NOT NULL,
  revoked_by uuid,
  revoked_at timestamptz,
  last_used_at timestamptz
);
CREATE TABLE source_push (
  key_id uuid NOT NULL REFERENCES source_key (id),
  nonce text NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  at timestamptz NOT NULL,
  batch_id uuid,
  PRIMARY KEY (key_id, nonce)
);
COMMENT ON TABLE source_push IS 'Each signed request once: the same again is refused';

GRANT SELECT, INSERT ON source_layout TO lastmile_app;
GRANT SELECT, INSERT, UPDATE ON source_key TO lastmile_app;
GRANT SELECT, INSERT ON source_push TO lastmile_app;
DO $$
DECLARE
  t text;
  within text := 'org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi())';
BEGIN
  ALTER TABLE source_layout ENABLE ROW LEVEL SECURITY;
  EXECUTE format('CREATE POLICY within ON source_layout FOR ALL TO lastmile_app USING ((SELECT app.has_role(''bureau'',''backbone'',''administrator'',''system'')) AND %s) WITH CHECK ((SELECT app.has_role(''bureau'',''backbone'',''administrator'',''system'')) AND %s)', within, within);
  FOREACH t IN ARRAY ARRAY['source_key','source_push'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY within ON %I FOR ALL TO lastmile_app USING ((SELECT app.has_role(''administrator'',''system'')) AND %s) WITH CHECK ((SELECT app.has_role(''administrator'',''system'')) AND %s)', t, within, within);
  END LOOP;
END $$;
