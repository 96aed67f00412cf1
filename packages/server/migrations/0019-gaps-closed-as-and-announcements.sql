-- Why a gap closed, so that the precision of gaps can be measured; and what a household will gain or lose on a day ahead.
ALTER TABLE gap ADD COLUMN closed_as text CHECK (closed_as IN ('benefit','facts'));
COMMENT ON COLUMN gap.closed_as IS 'benefit: it arrived. facts: they no longer carry it. Null for gaps that were closed before this was noted';
CREATE INDEX gap_policy ON gap (policy, state);

CREATE TABLE announcement (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  policy text NOT NULL,
  on_day date NOT NULL,
  kind text NOT NULL CHECK (kind IN ('gains','loses','more','less','ends')),
  person_id uuid,
  causes jsonb NOT NULL,
  before_fen bigint,
  after_fen bigint,
  per text,
  because jsonb NOT NULL,
  library_hash text NOT NULL,
  found_at timestamptz NOT NULL,
  UNIQUE (household_id, policy, on_day, kind)
);
CREATE INDEX announcement_org ON announcement (org_path, on_day);
COMMENT ON TABLE announcement IS 'What a household will gain or lose on a day ahead by something dated: a birthday, a receipt that ends, a figure of the law. Made anew by each screening of all';

GRANT SELECT, INSERT, UPDATE, DELETE ON announcement TO lastmile_app;
-- Made by the platform only; read as gaps are.
SELECT app.protect_household_rows('announcement', '{bureau,backbone,cadre,supervisor,social_worker}', '{}');
DO $$
DECLARE
  ours text := '(SELECT app.has_role(''system'')) AND ((org_path >= (SELECT app.area_lo()) AND org_path < (SELECT app.area_hi())) OR household_id = ANY ((SELECT app.granted())::uuid[]))';
BEGIN
  EXECUTE format('CREATE POLICY add ON announcement FOR INSERT TO lastmile_app WITH CHECK (%s)', ours);
  EXECUTE format('CREATE POLICY change ON announcement FOR UPDATE TO lastmile_app USING (%s) WITH CHECK (%s)', ours, ours);
  EXECUTE format('CREATE POLICY remove ON announcement FOR DELETE TO lastmile_app USING (%s)', ours);
END $$;
