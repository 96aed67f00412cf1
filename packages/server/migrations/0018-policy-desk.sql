-- The policy desk: changes of the library from draft to publication, what each would do to whom, and the library of
-- every result, so that any past answer can be made again.
CREATE TABLE library_snapshot (
  hash text PRIMARY KEY,
  bundle json NOT NULL,
  made_at timestamptz NOT NULL
);
COMMENT ON TABLE library_snapshot IS 'The whole library as plain data, by the hash that results name; never changed. json, not jsonb: the hash is over its text as it was';

CREATE TABLE library_change (
  id uuid PRIMARY KEY,
  title text NOT NULL,
  reason text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('edit','confirmation','roll_back')),
  state text NOT NULL CHECK (state IN ('draft','proposed','published','withdrawn')),
  files jsonb NOT NULL,
  bases jsonb NOT NULL,
  effective_on date NOT NULL,
  rolls_back uuid,
  impact jsonb,
  impact_hash text,
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  proposed_by uuid,
  proposed_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  published_no bigint UNIQUE,
  published_hash text,
  version integer NOT NULL DEFAULT 1,
  CHECK ((state = 'published') = (published_no IS NOT NULL)),
  -- Four eyes: nobody publishes what they proposed, but for the confirmation of a figure at its source.
  CHECK (state <> 'published' OR kind = 'confirmation' OR decided_by <> proposed_by)
);
COMMENT ON COLUMN library_change.bases IS 'Hash of the text that each changed file was made from; null for a new file';
COMMENT ON COLUMN library_change.files IS 'Text of each changed file by its path below policies/; null takes the file away';
CREATE INDEX library_change_state ON library_change (state, updated_at);

-- What was published stays as it was, whoever asks.
CREATE FUNCTION app.published_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('published', 'withdrawn') THEN
    RAISE EXCEPTION 'a published or withdrawn change stays as it is' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER published_stays BEFORE UPDATE ON library_change
  FOR EACH ROW EXECUTE FUNCTION app.published_stays();

CREATE TABLE change_effect (
  change_id uuid NOT NULL REFERENCES library_change (id),
  household_id uuid NOT NULL REFERENCES household (id),
  policy text NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('gains','loses','more','less','unsure')),
  before_fen bigint,
  after_fen bigint,
  per text,
  because jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('planned','open','told')),
  told_by uuid,
  told_at timestamptz,
  note text,
  PRIMARY KEY (change_id, household_id, policy)
);
CREATE INDEX change_effect_org ON change_effect (org_path, state);
CREATE INDEX change_effect_household ON change_effect (household_id);
COMMENT ON TABLE change_effect IS 'Whom a change of the library touches: planned with the draft, a list of doors once it is published';

GRANT SELECT, INSERT ON library_snapshot TO lastmile_app;
GRANT SELECT, INSERT, UPDATE ON library_change TO lastmile_app;
-- Whom it touches and why is written once; only the telling changes.
GRANT SELECT, INSERT, DELETE, UPDATE (state, told_by, told_at, note) ON change_effect TO lastmile_app;

ALTER TABLE library_snapshot ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON library_snapshot FOR SELECT TO lastmile_app USING ((SELECT app.role()) IS NOT NULL);
CREATE POLICY add ON library_snapshot FOR INSERT TO lastmile_app WITH CHECK ((SELECT app.has_role('bureau','system')));

ALTER TABLE library_change ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON library_change FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('bureau','system')) OR (state = 'published' AND (SELECT app.role()) IS NOT NULL));
CREATE POLICY add ON library_change FOR INSERT TO lastmile_app WITH CHECK ((SELECT app.has_role('bureau','system')));
CREATE POLICY change ON library_change FOR UPDATE TO lastmile_app
  USING (state IN ('draft','proposed') AND (SELECT app.has_role('bureau','system')))
  WITH CHECK ((SELECT app.has_role('bureau','system')));

-- Reading as all household data; planned rows are the desk's. The desk plans and opens, the advisor of the place tells.
SELECT app.protect_household_rows('change_effect', '{bureau,backbone,cadre,supervisor,social_worker}', '{bureau,backbone,cadre}');
DROP POLICY add ON change_effect;
CREATE POLICY add ON change_effect FOR INSERT TO lastmile_app
  WITH CHECK ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.area_lo()) AND org_path < (SELECT app.area_hi()));
CREATE POLICY planned ON change_effect AS RESTRICTIVE FOR SELECT TO lastmile_app
  USING (state <> 'planned' OR (SELECT app.has_role('bureau','system')));
CREATE POLICY remove ON change_effect FOR DELETE TO lastmile_app
  USING (state = 'planned' AND (SELECT app.has_role('bureau','system'))
    AND org_path >= (SELECT app.area_lo()) AND org_path < (SELECT app.area_hi()));
