-- Survey campaigns (走访调研): which households, with which form, by whom, by when. Visits themselves lie in `visit`.
CREATE TABLE campaign (
  id uuid PRIMARY KEY,
  org_path text COLLATE "C" NOT NULL,
  title text NOT NULL,
  form_id text NOT NULL,
  form_version integer NOT NULL,
  who jsonb NOT NULL,
  due_on date NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running','closed')),
  created_by uuid NOT NULL,
  created_at timestamptz NOT NULL,
  closed_at timestamptz,
  version integer NOT NULL DEFAULT 1,
  FOREIGN KEY (form_id, form_version) REFERENCES form_version (form_id, version),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX campaign_org ON campaign (org_path, created_at DESC);
COMMENT ON COLUMN campaign.who IS 'The query of households that it was begun with: under, filter, receiving. Its households stand in campaign_target';

CREATE TABLE campaign_target (
  campaign_id uuid NOT NULL REFERENCES campaign (id),
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  assignee_id uuid,
  assigned_why text NOT NULL CHECK (assigned_why IN ('advisor','committee','street','person','nobody')),
  PRIMARY KEY (campaign_id, household_id)
);
CREATE INDEX campaign_target_household ON campaign_target (household_id);
CREATE INDEX campaign_target_assignee ON campaign_target (assignee_id);
CREATE INDEX campaign_target_org ON campaign_target (org_path);
CREATE INDEX visit_form ON visit (form_id, started_at);

CREATE TABLE form_draft (
  form_id text PRIMARY KEY CHECK (form_id ~ '^[a-z][a-z0-9-]*$'),
  org_path text COLLATE "C" NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  definition jsonb NOT NULL,
  saved_by uuid NOT NULL,
  saved_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1
);
COMMENT ON TABLE form_draft IS 'A form that is being written; publishing it makes the next row of form_version, which never changes';

GRANT SELECT, INSERT, UPDATE ON campaign, campaign_target, form_draft TO lastmile_app;
SELECT app.protect_household_rows('campaign_target', '{bureau,backbone,cadre,supervisor,social_worker}', '{bureau,backbone,cadre}');

-- A campaign is seen by the units that it asks: those above, and those below the unit that runs it.
ALTER TABLE campaign ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON campaign FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('bureau','backbone','cadre','supervisor','social_worker','system'))
    AND (starts_with((SELECT app.scope_lo()), org_path) OR (org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))
      OR EXISTS (SELECT 1 FROM campaign_target t WHERE t.campaign_id = id)));
CREATE POLICY run ON campaign FOR INSERT TO lastmile_app
  WITH CHECK ((SELECT app.has_role('bureau','backbone','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY steer ON campaign FOR UPDATE TO lastmile_app
  USING ((SELECT app.has_role('bureau','backbone','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))
  WITH CHECK ((SELECT app.has_role('bureau','backbone','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));

ALTER TABLE form_draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY write ON form_draft FOR ALL TO lastmile_app
  USING ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))
  WITH CHECK ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
