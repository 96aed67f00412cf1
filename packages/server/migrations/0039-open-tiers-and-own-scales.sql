-- What a tier rests on that its reader may not know stands apart: `assessment` holds where a household stands without it, `assessment_whole` with it.
CREATE TABLE assessment_whole (
  household_id uuid PRIMARY KEY REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
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
  move text
);
CREATE INDEX assessment_whole_order ON assessment_whole (org_path, proposed, lower DESC);
COMMENT ON TABLE assessment_whole IS 'Where a household stands by all that is known of it, protected facts and scores among it: for those who counsel and their supervision';
COMMENT ON TABLE assessment IS 'Where a household stands by what everybody on the case may know (bits: indicators in the scheme''s order), and what people decided of its tier';
GRANT SELECT, INSERT, UPDATE ON assessment_whole TO lastmile_app;
SELECT app.protect_household_rows('assessment_whole', '{supervisor,social_worker}', '{}');
CREATE POLICY add ON assessment_whole FOR INSERT TO lastmile_app WITH CHECK ((SELECT app.has_role('system'))
  AND ((org_path >= (SELECT app.area_lo()) AND org_path < (SELECT app.area_hi())) OR household_id = ANY ((SELECT app.granted())::uuid[])));
CREATE POLICY change ON assessment_whole FOR UPDATE TO lastmile_app USING ((SELECT app.has_role('system'))
  AND ((org_path >= (SELECT app.area_lo()) AND org_path < (SELECT app.area_hi())) OR household_id = ANY ((SELECT app.granted())::uuid[])));

-- What was reckoned until now is the whole; the next night is asked for at once, and writes what is open.
INSERT INTO assessment_whole SELECT household_id, org_path, deprived, unknown, inapplicable, floor, overrides, lower, upper, proposed, possible, firmness,
  ask, move FROM assessment;
DELETE FROM setting WHERE key = 'screening.lastNight';

-- A scale that a resident fills in: asked for by a worker, answered on the own page or on a phone that was handed over, once.
CREATE TABLE scale_request (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  person_id uuid,
  instrument text NOT NULL,
  guarded boolean NOT NULL,
  asked_by uuid NOT NULL,
  asked_at timestamptz NOT NULL,
  until_at timestamptz NOT NULL,
  token_hash text UNIQUE,
  state text NOT NULL CHECK (state IN ('open','done','withdrawn')),
  result_id uuid,
  ended_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK ((state = 'open') = (ended_at IS NULL)),
  CHECK ((state = 'done') = (result_id IS NOT NULL))
);
CREATE INDEX scale_request_household ON scale_request (household_id, asked_at DESC);
CREATE INDEX scale_request_org ON scale_request (org_path);
CREATE UNIQUE INDEX scale_request_one_open ON scale_request (household_id, instrument, coalesce(person_id, household_id)) WHERE state = 'open';
COMMENT ON TABLE scale_request IS 'A worker asks a resident to fill in a scale: on the own page, or by a link that counts once and ends soon';
COMMENT ON COLUMN scale_request.token_hash IS 'SHA-256 of the token of the link, where one was made; the token itself is kept nowhere';
GRANT SELECT, INSERT, UPDATE ON scale_request TO lastmile_app;
SELECT app.protect_household_rows('scale_request', '{bureau,backbone,cadre,supervisor,social_worker,resident}', '{backbone,cadre,social_worker}');
CREATE POLICY guarded_requests ON scale_request AS RESTRICTIVE FOR SELECT TO lastmile_app
  USING (NOT guarded OR asked_by = (SELECT app.user_id()) OR (SELECT app.has_role('supervisor','social_worker','resident','system')));
-- Residents see what waits on their own page; what is for a phone that is handed over, nobody of the family sees there.
CREATE POLICY own_page ON scale_request AS RESTRICTIVE FOR SELECT TO lastmile_app
  USING (NOT (SELECT app.has_role('resident')) OR token_hash IS NULL);
