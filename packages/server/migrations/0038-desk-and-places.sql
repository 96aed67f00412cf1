-- The desk: phones, visits by visitor, and who says where a household or a committee is.

-- Whoever may shut a phone out sees how much it carries, also an administrator, who sees no household.
CREATE FUNCTION app.pack_size(device uuid) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$
  SELECT count(*)::integer FROM public.field_pack_item i JOIN public.field_device d ON d.id = i.device_id
  WHERE i.device_id = device
    AND (d.account_id = app.user_id()
      OR (app.has_role('administrator','backbone','system') AND d.org_path >= app.scope_lo() AND d.org_path < app.scope_hi()))
$$;
COMMENT ON FUNCTION app.pack_size(uuid) IS 'How many households a phone carries: the number only, for its owner and for those who may shut it out';
REVOKE ALL ON FUNCTION app.pack_size(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.pack_size(uuid) TO lastmile_app;

-- The desk lists visits by day and by visitor.
CREATE INDEX visit_by ON visit (by_id, started_at DESC);

ALTER TABLE household ADD COLUMN place_source text CHECK (place_source IN ('visit','import','synthetic'));
UPDATE household SET place_source = 'visit' WHERE lat IS NOT NULL;
COMMENT ON COLUMN household.place_source IS 'Who says where it lives: learned at the door, a list, or invented for a demo; null where the place is unknown';
ALTER TABLE org ADD COLUMN place_synthetic boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN org.place_synthetic IS 'The place on the map is invented, for a demo';
