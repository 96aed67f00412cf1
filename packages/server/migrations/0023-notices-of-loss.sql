-- Whoever loses a benefit by a change of policy gets a letter before the day. One for each household and change; policies that
-- rest on a protected fact have a letter of their own, which those write who may read such facts.
CREATE TABLE notice (
  id uuid PRIMARY KEY,
  change_id uuid NOT NULL REFERENCES library_change (id),
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  guarded boolean NOT NULL,
  policies text[] NOT NULL,
  loses_on date NOT NULL,
  due_on date NOT NULL,
  made_at timestamptz NOT NULL,
  printed_by uuid,
  printed_at timestamptz,
  given_by uuid,
  given_at timestamptz,
  given_on date,
  given_how text CHECK (given_how IN ('by_hand','by_post','read_aloud')),
  given_to text CHECK (given_to IN ('head','member','representative')),
  note text,
  withdrawn_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  CHECK ((given_on IS NULL) = (given_by IS NULL AND given_at IS NULL AND given_how IS NULL AND given_to IS NULL)),
  CHECK ((printed_at IS NULL) = (printed_by IS NULL))
);
CREATE INDEX notice_org ON notice (org_path, due_on);
CREATE INDEX notice_household ON notice (household_id);
CREATE INDEX notice_change ON notice (change_id);
COMMENT ON TABLE notice IS 'Letters to households that lose a benefit by a change of policy: by when, printed, handed over, by whom';
COMMENT ON COLUMN notice.due_on IS 'The last day on which the letter comes before the loss; the day of publication where that is later';

GRANT SELECT, INSERT ON notice TO lastmile_app;
-- What is lost and when is written once; only the printing and handing over changes.
GRANT UPDATE (printed_by, printed_at, given_by, given_at, given_on, given_how, given_to, note, withdrawn_at, version) ON notice TO lastmile_app;

SELECT app.protect_household_rows('notice', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
-- Made by the platform at a publication.
DROP POLICY add ON notice;
CREATE POLICY add ON notice FOR INSERT TO lastmile_app WITH CHECK ((SELECT app.has_role('system'))
  AND org_path >= (SELECT app.area_lo()) AND org_path < (SELECT app.area_hi()));
CREATE POLICY guarded ON notice AS RESTRICTIVE FOR SELECT TO lastmile_app
  USING (NOT guarded OR (SELECT app.reads_guarded()));
