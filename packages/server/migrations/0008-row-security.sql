-- Row-level security of every table, in one place. Each policy is a pair: who may read, who may write, over which rows.
-- The application role owns nothing, so ENABLE binds it; the migrator (owner) stays outside: definer functions and backups read as it.
-- The comparisons are index-friendly: the scope functions stand in scalar subqueries, evaluated once a statement.

-- Household data: rows in the actor's area, or of a household granted to the actor.
CREATE FUNCTION app.protect_household_rows(target regclass, readers text[], writers text[]) RETURNS void LANGUAGE plpgsql AS $f$
DECLARE
  -- the household table's own id is the household
  id_column text := CASE WHEN target = 'household'::regclass THEN 'id' ELSE 'household_id' END;
  visible text := format('((org_path >= (SELECT app.area_lo()) AND org_path < (SELECT app.area_hi())) OR %I = ANY ((SELECT app.granted())::uuid[]))', id_column);
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY read ON %s FOR SELECT TO lastmile_app USING ((SELECT app.has_role(VARIADIC %L::text[])) AND %s)', target, readers || 'system'::text, visible);
  IF array_length(writers, 1) > 0 THEN
    EXECUTE format('CREATE POLICY add ON %s FOR INSERT TO lastmile_app WITH CHECK ((SELECT app.has_role(VARIADIC %L::text[])) AND %s)', target, writers || 'system'::text, visible);
    EXECUTE format('CREATE POLICY change ON %s FOR UPDATE TO lastmile_app USING ((SELECT app.has_role(VARIADIC %L::text[])) AND %s) WITH CHECK ((SELECT app.has_role(VARIADIC %L::text[])) AND %s)', target, writers || 'system'::text, visible, writers || 'system'::text, visible);
  END IF;
END $f$;

GRANT SELECT, INSERT ON ledger_entry, ledger_block, ledger_seal TO lastmile_app;
GRANT SELECT ON org TO lastmile_app;
GRANT INSERT, UPDATE ON org TO lastmile_app;
GRANT SELECT, INSERT, UPDATE ON staff, account, session, recovery_code, activation_link, setting TO lastmile_app;
GRANT SELECT, INSERT, DELETE ON sign_in_attempt, idempotency_key TO lastmile_app;
GRANT SELECT, INSERT, UPDATE ON household, person, membership, household_now, person_now, person_protected_now, household_protected_now,
  benefit_receipt, household_grant TO lastmile_app;
GRANT SELECT, INSERT ON fact TO lastmile_app;
GRANT SELECT, INSERT, DELETE ON search_token TO lastmile_app;
GRANT SELECT, INSERT ON stored_file, file_chunk TO lastmile_app;
GRANT SELECT, INSERT, UPDATE ON job, import_batch, import_template TO lastmile_app;
GRANT SELECT, INSERT, DELETE ON import_problem TO lastmile_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON screening, screening_result TO lastmile_app;
GRANT SELECT, INSERT, UPDATE ON gap, need, case_file, case_member, plan_item, volunteer_order, closure, bureau_task, counter TO lastmile_app;
GRANT SELECT, INSERT ON contact, counselling_note, opinion TO lastmile_app;

SELECT app.protect_household_rows('household', '{bureau,backbone,cadre,supervisor,social_worker,org_manager,resident}', '{backbone,cadre,social_worker,supervisor,org_manager}');
SELECT app.protect_household_rows('person', '{bureau,backbone,cadre,supervisor,social_worker,org_manager,resident}', '{backbone,cadre,social_worker}');
SELECT app.protect_household_rows('membership', '{bureau,backbone,cadre,supervisor,social_worker,org_manager,resident}', '{backbone,cadre,social_worker}');
SELECT app.protect_household_rows('household_now', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
SELECT app.protect_household_rows('person_now', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
SELECT app.protect_household_rows('person_protected_now', '{supervisor,social_worker}', '{social_worker}');
SELECT app.protect_household_rows('household_protected_now', '{supervisor,social_worker}', '{social_worker}');
SELECT app.protect_household_rows('search_token', '{bureau,backbone,cadre,supervisor,social_worker,org_manager}', '{backbone,cadre,social_worker}');
CREATE POLICY remove ON search_token FOR DELETE TO lastmile_app USING ((SELECT app.has_role('backbone','cadre','social_worker','system'))
  AND ((org_path >= (SELECT app.area_lo()) AND org_path < (SELECT app.area_hi())) OR household_id = ANY ((SELECT app.granted())::uuid[])));
SELECT app.protect_household_rows('benefit_receipt', '{bureau,backbone,cadre,supervisor,social_worker,org_manager,resident}', '{backbone,cadre}');
SELECT app.protect_household_rows('screening', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
SELECT app.protect_household_rows('screening_result', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
CREATE POLICY remove ON screening_result FOR DELETE TO lastmile_app USING ((SELECT app.has_role('backbone','cadre','social_worker','system'))
  AND ((org_path >= (SELECT app.area_lo()) AND org_path < (SELECT app.area_hi())) OR household_id = ANY ((SELECT app.granted())::uuid[])));
SELECT app.protect_household_rows('gap', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
SELECT app.protect_household_rows('need', '{bureau,backbone,cadre,supervisor,social_worker,org_manager,resident}', '{backbone,cadre,social_worker,supervisor}');
SELECT app.protect_household_rows('case_file', '{bureau,backbone,cadre,supervisor,social_worker,org_manager,resident}', '{backbone,cadre,social_worker,supervisor}');
SELECT app.protect_household_rows('case_member', '{bureau,backbone,cadre,supervisor,social_worker,org_manager,resident}', '{backbone,cadre,org_manager,supervisor}');
SELECT app.protect_household_rows('plan_item', '{bureau,backbone,cadre,supervisor,social_worker,org_manager,resident}', '{backbone,cadre,social_worker,org_manager}');
SELECT app.protect_household_rows('contact', '{bureau,backbone,cadre,supervisor,social_worker,org_manager}', '{backbone,cadre,social_worker,supervisor}');
SELECT app.protect_household_rows('counselling_note', '{supervisor,social_worker}', '{social_worker}');
SELECT app.protect_household_rows('opinion', '{bureau,backbone,cadre,supervisor,social_worker,org_manager}', '{org_manager,social_worker}');
SELECT app.protect_household_rows('closure', '{bureau,backbone,cadre,supervisor,social_worker,org_manager}', '{backbone,cadre,social_worker,supervisor}');
SELECT app.protect_household_rows('household_grant', '{backbone,bureau,cadre,supervisor,org_manager}', '{backbone,cadre,org_manager,supervisor}');

-- Facts: as household data, and protected ones only for those who may.
SELECT app.protect_household_rows('fact', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
CREATE POLICY protected_facts ON fact AS RESTRICTIVE FOR SELECT TO lastmile_app
  USING (sensitivity <> 'protected' OR (SELECT app.has_role('supervisor','social_worker','system')));

-- A volunteer sees the own orders; those who give them see them as household data.
SELECT app.protect_household_rows('volunteer_order', '{bureau,backbone,cadre,supervisor,social_worker}', '{backbone,cadre,social_worker}');
CREATE POLICY own_read ON volunteer_order FOR SELECT TO lastmile_app USING ((SELECT app.role()) = 'volunteer' AND volunteer_id = (SELECT app.user_id()));
CREATE POLICY own_answer ON volunteer_order FOR UPDATE TO lastmile_app USING ((SELECT app.role()) = 'volunteer' AND volunteer_id = (SELECT app.user_id()))
  WITH CHECK ((SELECT app.role()) = 'volunteer' AND volunteer_id = (SELECT app.user_id()));

-- Ledger: anyone who acts may append; reading is bounded.
ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY append ON ledger_entry FOR INSERT TO lastmile_app WITH CHECK ((SELECT app.role()) IS NOT NULL);
CREATE POLICY query ON ledger_entry FOR SELECT TO lastmile_app USING ((SELECT app.has_role('auditor','bureau','administrator','system','sealer')));
CREATE POLICY thread ON ledger_entry FOR SELECT TO lastmile_app USING (
  (SELECT app.has_role('backbone','cadre','supervisor','social_worker','org_manager')) AND action <> 'household.read' AND household_id IS NOT NULL
  AND ((org_path >= (SELECT app.area_lo()) AND org_path < (SELECT app.area_hi())) OR household_id = ANY ((SELECT app.granted())::uuid[])));
CREATE POLICY own_household ON ledger_entry FOR SELECT TO lastmile_app USING (
  (SELECT app.role()) = 'resident' AND household_id = ANY ((SELECT app.granted())::uuid[]));
ALTER TABLE ledger_block ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON ledger_block FOR SELECT TO lastmile_app USING ((SELECT app.has_role('auditor','bureau','administrator','system','sealer')));
CREATE POLICY seal ON ledger_block FOR INSERT TO lastmile_app WITH CHECK ((SELECT app.role()) = 'sealer');
ALTER TABLE ledger_seal ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON ledger_seal FOR SELECT TO lastmile_app USING ((SELECT app.has_role('auditor','bureau','administrator','system','sealer')));
CREATE POLICY seal ON ledger_seal FOR INSERT TO lastmile_app WITH CHECK ((SELECT app.role()) = 'sealer');

-- Units and the directory: every signed-in person may read; residents and volunteers see names of units only.
ALTER TABLE org ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON org FOR SELECT TO lastmile_app USING ((SELECT app.role()) IS NOT NULL);
CREATE POLICY change ON org FOR ALL TO lastmile_app USING ((SELECT app.has_role('administrator','system'))) WITH CHECK ((SELECT app.has_role('administrator','system')));
ALTER TABLE staff ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON staff FOR SELECT TO lastmile_app USING ((SELECT app.role()) IS NOT NULL);
CREATE POLICY change ON staff FOR ALL TO lastmile_app USING ((SELECT app.has_role('administrator','system'))) WITH CHECK ((SELECT app.has_role('administrator','system')));

-- Credentials: the owner, sign-in itself, administrators.
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON account FOR ALL TO lastmile_app USING (id = (SELECT app.user_id())) WITH CHECK (id = (SELECT app.user_id()));
CREATE POLICY manage ON account FOR ALL TO lastmile_app USING ((SELECT app.has_role('auth','administrator','system'))) WITH CHECK ((SELECT app.has_role('auth','administrator','system')));
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['session','recovery_code','activation_link'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY own ON %I FOR ALL TO lastmile_app USING (account_id = (SELECT app.user_id())) WITH CHECK (account_id = (SELECT app.user_id()))', t);
    EXECUTE format('CREATE POLICY manage ON %I FOR ALL TO lastmile_app USING ((SELECT app.has_role(''auth'',''administrator'',''system''))) WITH CHECK ((SELECT app.has_role(''auth'',''administrator'',''system'')))', t);
  END LOOP;
END $$;
ALTER TABLE sign_in_attempt ENABLE ROW LEVEL SECURITY;
CREATE POLICY auth ON sign_in_attempt FOR ALL TO lastmile_app USING ((SELECT app.has_role('auth','system'))) WITH CHECK ((SELECT app.has_role('auth','system')));
ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON idempotency_key FOR ALL TO lastmile_app USING (account_id = (SELECT app.user_id()) OR (SELECT app.role()) = 'system')
  WITH CHECK (account_id = (SELECT app.user_id()) OR (SELECT app.role()) = 'system');
ALTER TABLE setting ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON setting FOR SELECT TO lastmile_app USING ((SELECT app.role()) IS NOT NULL);
CREATE POLICY change ON setting FOR ALL TO lastmile_app USING ((SELECT app.has_role('administrator','system'))) WITH CHECK ((SELECT app.has_role('administrator','system')));

-- Files, jobs and imports: the owner, and import roles within their own range.
ALTER TABLE stored_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON stored_file FOR ALL TO lastmile_app
  USING (owner_id = (SELECT app.user_id()) OR (SELECT app.role()) = 'system'
    OR ((SELECT app.has_role('bureau','backbone','administrator')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi())))
  WITH CHECK (owner_id = (SELECT app.user_id()) OR (SELECT app.role()) = 'system');
ALTER TABLE file_chunk ENABLE ROW LEVEL SECURITY;
CREATE POLICY through_file ON file_chunk FOR ALL TO lastmile_app
  USING (EXISTS (SELECT 1 FROM stored_file f WHERE f.id = file_id)) WITH CHECK (EXISTS (SELECT 1 FROM stored_file f WHERE f.id = file_id));
ALTER TABLE job ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON job FOR ALL TO lastmile_app USING (owner_id = (SELECT app.user_id()) OR (SELECT app.role()) = 'system')
  WITH CHECK (owner_id = (SELECT app.user_id()) OR (SELECT app.role()) = 'system');
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['import_batch','import_problem','import_template'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY within ON %I FOR ALL TO lastmile_app USING ((SELECT app.has_role(''bureau'',''backbone'',''administrator'',''system'')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi())) WITH CHECK ((SELECT app.has_role(''bureau'',''backbone'',''administrator'',''system'')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))', t);
  END LOOP;
END $$;

-- The bureau's tasks to a street.
ALTER TABLE bureau_task ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON bureau_task FOR SELECT TO lastmile_app USING ((SELECT app.has_role('bureau','backbone','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY give ON bureau_task FOR INSERT TO lastmile_app WITH CHECK ((SELECT app.has_role('bureau','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
CREATE POLICY answer ON bureau_task FOR UPDATE TO lastmile_app USING ((SELECT app.has_role('bureau','backbone','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))
  WITH CHECK ((SELECT app.has_role('bureau','backbone','system')) AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));

ALTER TABLE counter ENABLE ROW LEVEL SECURITY;
CREATE POLICY count ON counter FOR ALL TO lastmile_app USING ((SELECT app.role()) IS NOT NULL) WITH CHECK ((SELECT app.role()) IS NOT NULL);

REVOKE ALL ON FUNCTION app.protect_household_rows(regclass, text[], text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION app.granted() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.granted() TO lastmile_app;
