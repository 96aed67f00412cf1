-- Sources: layouts that offices describe themselves, rows linked by the model of linkage, facts traced to their import.

-- Layouts that an office made for a file nobody foresaw: those of a unit above are read too (a street uses what the
-- district made), and are made and kept only within the own range. A version is never changed.
DROP POLICY within ON source_layout;
CREATE POLICY readable ON source_layout FOR SELECT TO lastmile_app
  USING ((SELECT app.has_role('bureau','backbone','administrator','system'))
    AND ((org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()))
      OR starts_with((SELECT app.scope_lo()), org_path)));
CREATE POLICY within ON source_layout FOR INSERT TO lastmile_app
  WITH CHECK ((SELECT app.has_role('bureau','backbone','administrator','system'))
    AND org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi()));
COMMENT ON TABLE source_layout IS 'Versions of layouts that were made here; an import names the one that it was read with';
COMMENT ON COLUMN source_layout.fingerprint IS 'Hash of the names of the columns, whatever their order: a file of this shape is recognised by it';
COMMENT ON COLUMN import_batch.layout_version IS 'The version of a layout that was made here; null for those of the district''s folder';

-- Rows of a list are compared with the persons who may be meant: by sound and birthday here; by birthday and by phone other indexes serve.
CREATE INDEX person_link_sound ON person (link_sound, birth_date);
ALTER TABLE import_row ADD COLUMN doubts jsonb, ADD COLUMN decided_by uuid, ADD COLUMN decided_at timestamptz;
CREATE INDEX import_row_doubts ON import_row (org_path, batch_id, row) WHERE doubts IS NOT NULL AND decided_at IS NULL;
COMMENT ON COLUMN import_row.doubts IS 'Persons on record who may be the one of the row, each with probability and what speaks for it; somebody says which, or none';
GRANT UPDATE (outcome, person_id, household_id, made, decided_by, decided_at) ON import_row TO lastmile_app;

-- Which of some imports the caller may open: facts name the import that brought them only to those.
CREATE FUNCTION app.open_imports(asked uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, public
AS $$ SELECT b.id FROM public.import_batch b WHERE b.id = ANY (asked) $$;
REVOKE ALL ON FUNCTION app.open_imports(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.open_imports(uuid[]) TO lastmile_app;
