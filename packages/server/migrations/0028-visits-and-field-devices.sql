-- Forms, visits, the phones that carry households about, their operations, and questions between two truths.

-- What a phone asks for is "everything that changed since": by transaction, so that a commit that comes late is not
-- missed (an instant or a running number would be given before the commit).
ALTER TABLE household ADD COLUMN change_xid xid8 NOT NULL DEFAULT '0';
ALTER TABLE household ALTER COLUMN change_xid SET DEFAULT pg_current_xact_id();
COMMENT ON COLUMN household.change_xid IS 'The transaction that changed the household last, for phones that ask what is new';
CREATE FUNCTION app.mark_change() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  NEW.change_xid := pg_current_xact_id();
  RETURN NEW;
END $f$;
CREATE TRIGGER mark_change BEFORE UPDATE ON household FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION app.mark_change();

CREATE TABLE form_version (
  form_id text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  org_path text COLLATE "C" NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  definition jsonb NOT NULL,
  hash text NOT NULL,
  published_at timestamptz NOT NULL,
  published_by uuid,
  PRIMARY KEY (form_id, version)
);
COMMENT ON TABLE form_version IS 'Published forms (SurveyJS definitions). A published version never changes: work begun with it is finished with it';

CREATE TABLE field_device (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  name text NOT NULL,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active','revoked')),
  share text,
  last_seq integer NOT NULL DEFAULT 0,
  lease_until timestamptz NOT NULL,
  registered_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  revoked_by uuid,
  revoked_at timestamptz,
  revoke_reason text,
  CHECK ((state = 'revoked') = (share IS NULL))
);
CREATE INDEX field_device_account ON field_device (account_id);
CREATE INDEX field_device_org ON field_device (org_path, last_seen_at DESC);
COMMENT ON COLUMN field_device.share IS 'Encrypted field: the server''s part of the key of the phone; destroyed when the phone is revoked';
COMMENT ON COLUMN field_device.last_seq IS 'The last operation of this numbering that was counted';

CREATE TABLE field_pack_item (
  device_id uuid NOT NULL REFERENCES field_device (id),
  carried_household uuid NOT NULL REFERENCES household (id),
  account_id uuid NOT NULL,
  added_at timestamptz NOT NULL,
  added_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (device_id, carried_household)
);
CREATE INDEX field_pack_item_household ON field_pack_item (carried_household);
COMMENT ON TABLE field_pack_item IS 'Households that a phone carries. It belongs to the phone, not to the household: a household that moves is taken off the phone';

CREATE TABLE field_operation (
  id uuid PRIMARY KEY,
  device_id uuid NOT NULL REFERENCES field_device (id),
  seq integer NOT NULL,
  account_id uuid NOT NULL,
  kind text NOT NULL,
  receipt jsonb NOT NULL,
  at timestamptz NOT NULL,
  UNIQUE (device_id, seq)
);
COMMENT ON TABLE field_operation IS 'What a phone sent, once each, with the answer that it got: the same again gets the same answer';

CREATE TABLE visit (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  contact_id uuid NOT NULL REFERENCES contact (id),
  form_id text NOT NULL,
  form_version integer NOT NULL,
  by_id uuid NOT NULL,
  device_id uuid,
  started_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  clock_off_seconds integer NOT NULL DEFAULT 0,
  received_at timestamptz NOT NULL,
  reached boolean NOT NULL,
  answers jsonb NOT NULL,
  lat double precision,
  lng double precision,
  accuracy_m real,
  FOREIGN KEY (form_id, form_version) REFERENCES form_version (form_id, version)
);
CREATE INDEX visit_household ON visit (household_id, started_at DESC);
CREATE INDEX visit_org ON visit (org_path, started_at DESC);
COMMENT ON TABLE visit IS 'A home visit (入户走访) with the answers of its form. Never changed';
COMMENT ON COLUMN visit.clock_off_seconds IS 'How far the phone''s clock was off; started_at and ended_at are put right by it';
COMMENT ON COLUMN visit.lat IS 'Where it took place, only with the visitor''s consent';

CREATE TABLE visit_file (
  id uuid PRIMARY KEY,
  visit_id uuid NOT NULL REFERENCES visit (id),
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  question text NOT NULL,
  media_type text NOT NULL CHECK (media_type IN ('image/jpeg','image/png')),
  content text NOT NULL,
  bytes integer NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX visit_file_visit ON visit_file (visit_id);
CREATE INDEX visit_file_household ON visit_file (household_id);
COMMENT ON COLUMN visit_file.content IS 'Encrypted field: photo or signature, base64';

CREATE TABLE fact_question (
  id uuid PRIMARY KEY,
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  entity_kind text NOT NULL CHECK (entity_kind IN ('household','person')),
  entity_id uuid NOT NULL,
  fact text NOT NULL,
  sensitivity text NOT NULL CHECK (sensitivity IN ('ordinary','sensitive','protected')),
  state text NOT NULL CHECK (state IN ('open','settled')),
  voices jsonb NOT NULL,
  choice integer,
  steps jsonb NOT NULL,
  opened_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK ((state = 'settled') = (choice IS NOT NULL))
);
CREATE UNIQUE INDEX fact_question_one_open ON fact_question (entity_id, fact) WHERE state = 'open';
CREATE INDEX fact_question_household ON fact_question (household_id);
CREATE INDEX fact_question_org ON fact_question (org_path, opened_at DESC) WHERE state = 'open';
COMMENT ON TABLE fact_question IS 'The same fact changed by two people: both values with source, day and person; a person picks with a reason, and any choice can be undone';

CREATE TABLE visit_presence (
  household_id uuid NOT NULL REFERENCES household (id),
  org_path text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (household_id, account_id)
);
COMMENT ON TABLE visit_presence IS 'Who last had the visit form of a household open: shown to others, locks nothing';

CREATE TABLE field_newcomer (
  id uuid PRIMARY KEY,
  org_path text COLLATE "C" NOT NULL,
  account_id uuid NOT NULL,
  device_id uuid NOT NULL REFERENCES field_device (id),
  state text NOT NULL CHECK (state IN ('asked','created','joined')),
  payload text,
  candidates uuid[] NOT NULL DEFAULT '{}',
  became uuid REFERENCES household (id),
  at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK ((state = 'asked') = (became IS NULL)),
  CHECK ((state = 'asked') = (payload IS NOT NULL))
);
CREATE INDEX field_newcomer_account ON field_newcomer (account_id) WHERE state = 'asked';
COMMENT ON TABLE field_newcomer IS 'A family written down without signal: checked for being known already when it arrives; payload is an encrypted field';

GRANT SELECT, INSERT ON form_version, field_operation, visit, visit_file TO lastmile_app;
GRANT SELECT, INSERT, UPDATE ON field_device, fact_question, visit_presence, field_newcomer TO lastmile_app;
GRANT SELECT, INSERT, DELETE ON field_pack_item TO lastmile_app;

SELECT app.protect_household_rows('visit', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
SELECT app.protect_household_rows('visit_file', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
SELECT app.protect_household_rows('visit_presence', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
SELECT app.protect_household_rows('fact_question', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
CREATE POLICY protected_questions ON fact_question AS RESTRICTIVE FOR ALL TO lastmile_app
  USING (sensitivity <> 'protected' OR (SELECT app.has_role('supervisor','social_worker','system')));

ALTER TABLE form_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON form_version FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('bureau','backbone','cadre','supervisor','social_worker','system'))
    AND (starts_with((SELECT app.scope_lo()), org_path) OR (org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))));
CREATE POLICY publish ON form_version FOR INSERT TO lastmile_app
  WITH CHECK ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));

-- A phone belongs to the account that registered it; those who may shut it out see that it exists.
ALTER TABLE field_device ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON field_device FOR ALL TO lastmile_app
  USING ((SELECT app.has_role('backbone','cadre','social_worker')) AND account_id = (SELECT app.user_id()))
  WITH CHECK ((SELECT app.has_role('backbone','cadre','social_worker')) AND account_id = (SELECT app.user_id()));
CREATE POLICY shut_out ON field_device FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('administrator','backbone','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY shut_out_write ON field_device FOR UPDATE TO lastmile_app
  USING ((SELECT app.has_role('administrator','backbone','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))
  WITH CHECK ((SELECT app.has_role('administrator','backbone','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));

ALTER TABLE field_pack_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON field_pack_item FOR ALL TO lastmile_app
  USING ((SELECT app.has_role('backbone','cadre','social_worker')) AND account_id = (SELECT app.user_id()))
  WITH CHECK ((SELECT app.has_role('backbone','cadre','social_worker')) AND account_id = (SELECT app.user_id())
    AND EXISTS (SELECT 1 FROM household h WHERE h.id = carried_household));
CREATE POLICY through_household ON field_pack_item FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('bureau','backbone','cadre','supervisor','social_worker','system'))
    AND EXISTS (SELECT 1 FROM household h WHERE h.id = carried_household));

ALTER TABLE field_operation ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON field_operation FOR ALL TO lastmile_app
  USING ((SELECT app.has_role('backbone','cadre','social_worker')) AND account_id = (SELECT app.user_id()))
  WITH CHECK ((SELECT app.has_role('backbone','cadre','social_worker')) AND account_id = (SELECT app.user_id()));

ALTER TABLE field_newcomer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON field_newcomer FOR ALL TO lastmile_app
  USING ((SELECT app.has_role('backbone','cadre')) AND account_id = (SELECT app.user_id()))
  WITH CHECK ((SELECT app.has_role('backbone','cadre')) AND account_id = (SELECT app.user_id()));
