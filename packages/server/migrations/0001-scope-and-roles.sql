-- Scope of a transaction: who acts, in which role, over which range of the org tree, for which purpose.
-- Unset or empty settings read as null, and null compares to nothing: no context, no rows.
-- The migrator owns every object; the application role `lastmile_app` (created by the runner) owns none.
CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app, public TO lastmile_app;

CREATE FUNCTION app.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.user_id', true), '')::uuid $$;
CREATE FUNCTION app.role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.role', true), '') $$;
CREATE FUNCTION app.scope_lo() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.scope_lo', true), '') $$;
CREATE FUNCTION app.scope_hi() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.scope_hi', true), '') $$;
CREATE FUNCTION app.has_role(VARIADIC roles text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(app.role() = ANY (roles), false) $$;

-- The range that opens household data: only for roles that work by area. Others see households by grant.
CREATE FUNCTION app.area_lo() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN app.role() IN ('bureau','backbone','cadre','supervisor','system') THEN app.scope_lo() END $$;
CREATE FUNCTION app.area_hi() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT CASE WHEN app.role() IN ('bureau','backbone','cadre','supervisor','system') THEN app.scope_hi() END $$;
COMMENT ON SCHEMA app IS 'Scope functions that row-level security policies read';
