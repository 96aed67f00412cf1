-- A household takes along the rows that are its own: those whose household is not null. Rows that only mention one
-- (lines of an import, entries of the ledger) belong to the unit of the import or of the act, and stay.
CREATE OR REPLACE FUNCTION app.move_household(moving uuid, target text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
AS $f$
DECLARE
  carrier record;
  rows_of_table bigint;
  moved bigint := 0;
BEGIN
  IF NOT app.has_role('backbone', 'system') THEN
    RAISE EXCEPTION 'this role moves no household' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM 1 FROM public.household
    WHERE id = moving AND org_path >= app.area_lo() AND org_path < app.area_hi() FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the household is not in scope' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM 1 FROM public.org WHERE path = target AND kind IN ('district', 'street', 'committee');
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no such unit' USING ERRCODE = 'foreign_key_violation';
  END IF;
  UPDATE public.household SET org_path = target WHERE id = moving;
  FOR carrier IN
    SELECT c.oid::regclass AS name
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'household_id' AND a.attnotnull AND NOT a.attisdropped)
      AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'org_path' AND NOT a.attisdropped)
    ORDER BY c.relname
  LOOP
    EXECUTE format('UPDATE %s SET org_path = $1 WHERE household_id = $2', carrier.name) USING target, moving;
    GET DIAGNOSTICS rows_of_table = ROW_COUNT;
    moved := moved + rows_of_table;
  END LOOP;
  RETURN moved;
END $f$;
