-- An auditor opens no household, yet must find entries by a household's number and see which number an entry is about.
-- Two definer functions give number and id, nothing more.
CREATE FUNCTION app.household_id_by_no(household_no text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT h.id FROM public.household h WHERE app.has_role('auditor','bureau','system') AND h.no = household_no $$;
CREATE FUNCTION app.household_nos(ids uuid[]) RETURNS TABLE (id uuid, no text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT h.id, h.no FROM public.household h WHERE app.has_role('auditor','bureau','system') AND h.id = ANY (ids) $$;
REVOKE ALL ON FUNCTION app.household_id_by_no(text), app.household_nos(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.household_id_by_no(text), app.household_nos(uuid[]) TO lastmile_app;
