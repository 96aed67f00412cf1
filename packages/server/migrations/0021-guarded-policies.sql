-- Policies that are for people of whom a protected fact is true: to hear that a household is entitled to one is to hear the
-- fact. Whoever may not read protected facts sees nothing of them, in the database too.
CREATE TABLE guarded_policy (policy text PRIMARY KEY);
COMMENT ON TABLE guarded_policy IS 'Policies of any library that was used which rest on a protected fact to say whom they are for; never fewer';
GRANT SELECT, INSERT ON guarded_policy TO lastmile_app;
ALTER TABLE guarded_policy ENABLE ROW LEVEL SECURITY;
CREATE POLICY read ON guarded_policy FOR SELECT TO lastmile_app USING ((SELECT app.role()) IS NOT NULL);
CREATE POLICY add ON guarded_policy FOR INSERT TO lastmile_app WITH CHECK ((SELECT app.has_role('bureau','system')));

-- The roles of `fact.readProtected` in packages/domain, and residents, who see their own household only.
CREATE FUNCTION app.reads_guarded() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT app.has_role('social_worker','supervisor','resident','system') $$;

CREATE POLICY guarded ON gap AS RESTRICTIVE FOR SELECT TO lastmile_app
  USING ((SELECT app.reads_guarded()) OR policy NOT IN (SELECT g.policy FROM guarded_policy g));
CREATE POLICY guarded ON benefit_receipt AS RESTRICTIVE FOR SELECT TO lastmile_app
  USING ((SELECT app.reads_guarded()) OR policy NOT IN (SELECT g.policy FROM guarded_policy g));
CREATE POLICY guarded ON screening_result AS RESTRICTIVE FOR SELECT TO lastmile_app
  USING ((SELECT app.reads_guarded()) OR policy NOT IN (SELECT g.policy FROM guarded_policy g));
CREATE POLICY guarded ON announcement AS RESTRICTIVE FOR SELECT TO lastmile_app
  USING ((SELECT app.reads_guarded()) OR policy NOT IN (SELECT g.policy FROM guarded_policy g));
CREATE POLICY guarded ON change_effect AS RESTRICTIVE FOR SELECT TO lastmile_app
  USING ((SELECT app.reads_guarded()) OR policy NOT IN (SELECT g.policy FROM guarded_policy g));

-- The number of open gaps beside a household is seen by everybody who sees the household.
CREATE OR REPLACE FUNCTION app.follow_gaps() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $f$
BEGIN
  UPDATE public.household h SET open_gaps = n.open
  FROM (SELECT t.household_id, count(g.id) FILTER (WHERE g.state = 'open')::int AS open
        FROM (SELECT DISTINCT household_id FROM touched) t
        LEFT JOIN public.gap g ON g.household_id = t.household_id
          AND g.policy NOT IN (SELECT p.policy FROM public.guarded_policy p)
        GROUP BY 1) n
  WHERE h.id = n.household_id AND h.open_gaps <> n.open;
  RETURN NULL;
END $f$;
