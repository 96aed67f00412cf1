-- Record linkage: pairs of records that may be one person, what people decided, merges that can be undone.
ALTER TABLE person
  ADD COLUMN link_sound text COLLATE "C", ADD COLUMN link_digits text COLLATE "C",
  ADD COLUMN merged_into uuid REFERENCES person (id);
CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;
COMMENT ON COLUMN person.link_sound IS 'Pinyin of the name without the differences that are commonly confused: pairs of one sound are compared. Filled by the linkage job';
COMMENT ON COLUMN person.link_digits IS 'Digits of the birthday in order of size, as a typist swaps them';
COMMENT ON COLUMN person.merged_into IS 'The record that stands for this person since a merge; null when none';

ALTER TABLE fact ADD COLUMN merge_id uuid;
COMMENT ON COLUMN fact.merge_id IS 'Copied from the other record of the same person by this merge; withdrawn when it is undone';
CREATE INDEX fact_merge ON fact (merge_id) WHERE merge_id IS NOT NULL;

CREATE TABLE link_pair (
  id uuid PRIMARY KEY,
  one_id uuid NOT NULL REFERENCES person (id),
  other_id uuid NOT NULL REFERENCES person (id),
  -- The unit that both lie in: who may see both may decide.
  org_path text COLLATE "C" NOT NULL,
  bits real NOT NULL,
  probability real NOT NULL,
  certain boolean NOT NULL,
  parts jsonb NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open','merged','refused')),
  found_at timestamptz NOT NULL,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  version integer NOT NULL DEFAULT 1,
  UNIQUE (one_id, other_id),
  CHECK (one_id < other_id)
);
CREATE INDEX link_pair_open ON link_pair (org_path, probability DESC) WHERE state = 'open';
CREATE INDEX link_pair_other ON link_pair (other_id);

CREATE TABLE person_merge (
  id uuid PRIMARY KEY,
  pair_id uuid NOT NULL REFERENCES link_pair (id),
  kept_id uuid NOT NULL REFERENCES person (id),
  gone_id uuid NOT NULL REFERENCES person (id),
  kept_household uuid NOT NULL,
  gone_household uuid NOT NULL,
  org_path text COLLATE "C" NOT NULL,
  undo jsonb NOT NULL,
  merged_by uuid,
  merged_at timestamptz NOT NULL,
  reason text,
  undone_by uuid,
  undone_at timestamptz,
  undo_reason text
);
CREATE INDEX person_merge_org ON person_merge (org_path, merged_at DESC);
COMMENT ON COLUMN person_merge.undo IS 'Ids and former values of the rows that the merge changed, to put them back';

-- Copies the statements of one person to the record that stands for it, and takes the copies back. Definer: statements
-- are otherwise never changed.
CREATE FUNCTION app.unmerge_statements(undone uuid, at timestamptz) RETURNS TABLE (fact text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $f$
#variable_conflict use_column
BEGIN
  IF NOT app.has_role('system') OR NOT EXISTS (SELECT 1 FROM public.person_merge m WHERE m.id = undone AND m.undone_at IS NULL
      AND m.org_path >= app.scope_lo() AND m.org_path < app.scope_hi()) THEN
    RAISE EXCEPTION 'this merge is not to be undone here' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN QUERY
    WITH gone AS (UPDATE public.fact f SET withdrawn_at = at WHERE f.merge_id = undone AND f.withdrawn_at IS NULL RETURNING f.fact)
    SELECT DISTINCT g.fact FROM gone g;
END $f$;
REVOKE ALL ON FUNCTION app.unmerge_statements(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.unmerge_statements(uuid, timestamptz) TO lastmile_app;

GRANT SELECT, INSERT, UPDATE ON link_pair, person_merge TO lastmile_app;
DO $$
DECLARE
  t text;
  within text := 'org_path >= (SELECT app.scope_lo()) AND org_path < (SELECT app.scope_hi())';
BEGIN
  FOREACH t IN ARRAY ARRAY['link_pair','person_merge'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY within ON %I FOR ALL TO lastmile_app USING ((SELECT app.has_role(''bureau'',''backbone'',''system'')) AND %s) WITH CHECK ((SELECT app.has_role(''bureau'',''backbone'',''system'')) AND %s)', t, within, within);
  END LOOP;
END $$;
